/// A part of the decision boundary without branches: the line between two classes.
package struct BoundaryLine: Sendable, Equatable {
  /// The classes beside the line, seen in its direction. The greater is on the left, so the line of one output f has f > 0 on its left.
  package let left: Int
  package let right: Int
  /// The corners, each once; the last is joined to the first if the line is closed.
  package let points: [Window.Point]
  package let isClosed: Bool

  package init(left: Int, right: Int, points: [Window.Point], isClosed: Bool) {
    self.left = left
    self.right = right
    self.points = points
    self.isClosed = isClosed
  }

  package var length: Double {
    let ends = zip(points, points.dropFirst() + (isClosed ? points.prefix(1) : []))
    return ends.reduce(0) { $0 + PlaneNorms.euclidean([$1.1.x - $1.0.x, $1.1.y - $1.0.y]) }
  }
}

extension DecisionComplex {
  /// The decision boundary: the edges between pieces of different classes, joined to lines.
  ///
  /// A line goes on through a vertex at which exactly two boundary edges meet inside the window. It ends at the window's border and at
  /// junctions, where more than two meet: three classes in a point, or two branches that cross or touch. An edge along which
  /// two classes tie on both sides is part of it where the classes beside it differ. Lines are in the order of their first edges, open ones
  /// before closed ones; which vertices they join is exact, coordinates are those of the complex.
  package func boundary() -> [BoundaryLine] {
    var degrees = [UInt8](repeating: 0, count: vertices.count)
    // The edge that leads on from a vertex with the greater class on its left.
    var following = [Int32](repeating: -1, count: vertices.count)
    for (number, edge) in edgeRecords.enumerated() {
      let isBoundary = isBoundary(edge)
      for end in [Int(edge.from), Int(edge.to)] {
        if isBoundary { degrees[end] = min(degrees[end] + 1, 3) } else if min(edge.left, edge.right) < 0 { degrees[end] = 3 }
      }
      if isBoundary { following[Int(ends(of: edge).from)] = Int32(number) }
    }
    var isUsed = [Bool](repeating: false, count: edgeCount)
    var lines: [BoundaryLine] = []
    for isClosed in [false, true] {
      for (number, edge) in edgeRecords.enumerated() where !isUsed[number] && isBoundary(edge) {
        if isClosed || degrees[Int(ends(of: edge).from)] != 2 {
          lines.append(line(from: number, isClosed: isClosed, degrees, following, &isUsed))
        }
      }
    }
    return lines
  }

  /// The ends of a boundary edge in the direction in which the greater class is on the left.
  private func ends(of edge: EdgeRecord) -> (from: Int32, to: Int32) {
    classBeside(edge.left) > classBeside(edge.right) ? (edge.from, edge.to) : (edge.to, edge.from)
  }

  private func line(
    from first: Int, isClosed: Bool, _ degrees: [UInt8], _ following: [Int32], _ isUsed: inout [Bool]
  ) -> BoundaryLine {
    var edge = first
    var points = [vertices[Int(ends(of: edgeRecords[edge]).from)]]
    while true {
      isUsed[edge] = true
      let end = Int(ends(of: edgeRecords[edge]).to)
      let next = Int(following[end])
      if isClosed && next == first { break }
      points.append(vertices[end])
      guard degrees[end] == 2 else { break }
      edge = next
    }
    let classes = [classBeside(edgeRecords[first].left), classBeside(edgeRecords[first].right)]
    return BoundaryLine(left: Int(classes.max()!), right: Int(classes.min()!), points: points, isClosed: isClosed)
  }
}
