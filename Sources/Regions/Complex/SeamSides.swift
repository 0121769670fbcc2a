/// Which sides of seeds lie on the seams: a seam is an edge of the root patch with all its parts.
struct SeamSides {
  private let root: Patch
  private var left: [Side]
  private var right: [Side]

  /// A side of a seed, by the numbers of both; none where `seed` is −1.
  struct Side {
    var seed: Int32 = -1
    var number: Int32 = -1
  }

  init(root: Patch) {
    self.root = root
    left = [Side](repeating: Side(), count: root.edges.count)
    right = left
  }

  /// Enters the sides of a seed.
  mutating func enter(_ seed: Seed, number: Int) {
    for (index, edge) in seed.edges.enumerated() {
      let side = Side(seed: Int32(number), number: Int32(index))
      if edge.isForward { left[Int(edge.edge)] = side } else { right[Int(edge.edge)] = side }
    }
  }

  /// The sides of seeds on the left of a seam, on the way from its first vertex to its last, and those on its right.
  func sides(of seam: Int32) -> (left: [Side], right: [Side]) { (sides(of: seam, in: left), sides(of: seam, in: right)) }

  private func sides(of seam: Int32, in side: [Side]) -> [Side] {
    var (result, stack): ([Side], [Int32]) = ([], [seam])
    while let edge = stack.popLast() {
      if side[Int(edge)].seed >= 0 {
        result.append(side[Int(edge)])
      } else if root.edges[edge].middle >= 0 {
        stack.append(root.edges[edge].parts + 1)
        stack.append(root.edges[edge].parts)
      }
    }
    return result
  }
}
