/// Sets that are joined: the orbits of a group of which generators come one by one.
struct DisjointSets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  /// The smallest member of the set of an element.
  mutating func root(_ element: Int) -> Int {
    var root = element
    while parents[root] != root { root = parents[root] }
    var current = element
    while parents[current] != root { (current, parents[current]) = (parents[current], root) }
    return root
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(a), root(b))
    parents[max(x, y)] = min(x, y)
  }

  /// Joins every element to its image.
  mutating func join(_ image: [Int32]) {
    for (element, other) in image.enumerated() where Int(other) != element { join(element, Int(other)) }
  }
}
