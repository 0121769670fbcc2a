/// Disjoint sets of numbers from 0 on; the representative of a set is its smallest number.
struct UnionFind {
  private var parents: [Int32]

  init(count: Int) { parents = Array(0..<Int32(count)) }

  /// Adds a number that is a set of its own.
  mutating func append() -> Int32 {
    parents.append(Int32(parents.count))
    return Int32(parents.count - 1)
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
