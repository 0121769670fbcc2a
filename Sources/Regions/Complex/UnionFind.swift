/// Disjoint sets of numbers from 0 on; the representative of a set is its smallest number.
struct UnionFind {
  private var parents: [Int32]

  /// How many numbers there are.
  var count: Int { parents.count }

  init(count: Int) { parents = Array(0..<Int32(count)) }

  /// Adds so many numbers, each a set of its own, and returns the first.
  mutating func append(_ more: Int) -> Int32 {
    let first = Int32(parents.count)
    parents.append(contentsOf: first..<first + Int32(more))
    return first
  }

  mutating func root(_ number: Int32) -> Int32 {
    var number = number
    while parents[Int(number)] != number {
      parents[Int(number)] = parents[Int(parents[Int(number)])]
      number = parents[Int(number)]
    }
    return number
  }

  /// Joins two sets; returns whether they were different ones.
  mutating func join(_ one: Int32, _ other: Int32) -> Bool {
    let (a, b) = (root(one), root(other))
    if a == b { return false }
    parents[Int(max(a, b))] = min(a, b)
    return true
  }
}
