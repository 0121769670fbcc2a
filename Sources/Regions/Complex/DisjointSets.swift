/// Sets of numbers that are joined step by step. The representative of a set is its least number.
struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = Array(0..<Int32(count)) }

  /// The representative of a number's set. Halves the way there, so that a join takes almost constant time.
  mutating func root(_ element: Int32) -> Int32 {
    var element = element
    while parents[Int(element)] != element {
      parents[Int(element)] = parents[Int(parents[Int(element)])]
      element = parents[Int(element)]
    }
    return element
  }

  /// Joins the sets of two numbers; whether they were apart.
  @discardableResult
  mutating func join(_ a: Int32, _ b: Int32) -> Bool {
    let (a, b) = (root(a), root(b))
    parents[Int(max(a, b))] = min(a, b)
    return a != b
  }
}
