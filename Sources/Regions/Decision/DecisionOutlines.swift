/// A component of a class's inside as a polygon with holes.
package struct DecisionOutline: Sendable {
  package let classNumber: Int
  /// The outer ring counter-clockwise, then the holes clockwise. Each ring has its corners once; rings may touch in points.
  package let rings: [[Window.Point]]
}

extension DecisionComplex {
  /// The components of the classes' insides, joined through edges, in the order of their first pieces.
  ///
  /// Rings are walked with the component on the left, and at a point that the component touches more than once each ring turns back, so
  /// that no ring meets itself: a component has as many rings as holes (β₁) and one more. Corners on a side of the window are left out.
  package func outlines() -> [DecisionOutline] {
    var sets = UnionFind(count: pieceCount)
    for edge in edgeRecords where edge.left >= 0 && edge.right >= 0 && !isBoundary(edge) {
      _ = sets.join(edge.left, edge.right)
    }
    var rings: [[[Window.Point]]] = []
    var places = [Int](repeating: -1, count: pieceCount)
    var order: [Int32] = []
    var isUsed = [Bool](repeating: false, count: pieces.edges.count)
    for piece in 0..<pieceCount {
      let root = Int(sets.root(Int32(piece)))
      if places[root] < 0 {
        places[root] = rings.count
        rings.append([])
        order.append(pieces.classes[piece])
      }
      for side in range(piece) where !isUsed[side] && isBorder(side, of: piece) {
        rings[places[root]].append(ring(from: side, of: piece, &isUsed))
      }
    }
    return zip(order, rings).map { number, rings in
      // The outer ring is the one that encloses the others.
      let areas = rings.map { PolygonArea.signed($0) }
      let outer = areas.indices.max { areas[$0] < areas[$1] } ?? 0
      let sorted = [rings[outer]] + rings.indices.filter { $0 != outer }.map { rings[$0] }
      return DecisionOutline(classNumber: Int(number), rings: sorted)
    }
  }

  /// The piece on the other side of a side.
  private func neighbour(across side: Int, of piece: Int) -> Int32 {
    let edge = edgeRecords[Int(pieces.edges[side])]
    return Int(edge.left) == piece ? edge.right : edge.left
  }

  private func isBorder(_ side: Int, of piece: Int) -> Bool {
    classBeside(neighbour(across: side, of: piece)) != pieces.classes[piece]
  }

  private func ring(from first: Int, of piece: Int, _ isUsed: inout [Bool]) -> [Window.Point] {
    var (side, piece) = (first, piece)
    var sides: [Int] = []
    repeat {
      isUsed[side] = true
      sides.append(side)
      // Around the end of the side, counter-clockwise through the component, to the next side on its border.
      side = side + 1 == range(piece).upperBound ? range(piece).lowerBound : side + 1
      while !isBorder(side, of: piece) {
        let edge = pieces.edges[side]
        piece = Int(neighbour(across: side, of: piece))
        let there = range(piece).first { pieces.edges[$0] == edge }!
        side = there + 1 == range(piece).upperBound ? range(piece).lowerBound : there + 1
      }
    } while side != first
    return sides.indices.compactMap { i in
      let before = edgeRecords[Int(pieces.edges[sides[i == 0 ? sides.count - 1 : i - 1]])].windowSide
      let after = edgeRecords[Int(pieces.edges[sides[i]])].windowSide
      return after >= 0 && before == after ? nil : vertices[Int(pieces.vertices[sides[i]])]
    }
  }
}
