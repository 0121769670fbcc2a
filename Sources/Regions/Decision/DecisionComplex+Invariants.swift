extension DecisionComplex {
  /// The invariants that do not hold, in words; empty when all is well.
  ///
  /// Checked: V − E + F = 1; every edge has a piece on each side unless it lies on the window; corner i of a piece is where its edge i begins;
  /// areas add up to the window's; every class's components have as many rings as holes and one more.
  package func brokenInvariants() -> [String] {
    var broken: [String] = []
    let euler = vertices.count - edgeCount + pieceCount
    if euler != 1 { broken.append("V − E + F = \(euler)") }
    for (number, edge) in edgeRecords.enumerated() where (min(edge.left, edge.right) < 0) != (edge.windowSide >= 0) {
      broken.append("edge \(number) has \(edge)")
    }
    for piece in 0..<pieceCount {
      let range = range(piece)
      for side in range {
        let edge = edgeRecords[Int(pieces.edges[side])]
        let next = side + 1 == range.upperBound ? range.lowerBound : side + 1
        let ends = Int(edge.left) == piece ? (edge.from, edge.to) : (edge.to, edge.from)
        if ends != (pieces.vertices[side], pieces.vertices[next]) { broken.append("side \(side) of piece \(piece) leads elsewhere") }
      }
    }
    let topology = topology()
    let total = topology.reduce(0) { $0 + $1.area }
    if abs(total - regions.window.area) > 1e-12 * regions.window.area { broken.append("areas add up to \(total)") }
    let outlines = outlines()
    for (number, found) in topology.enumerated() {
      let rings = outlines.filter { $0.classNumber == number }.reduce(0) { $0 + $1.rings.count }
      if rings != found.open.components + found.open.holes { broken.append("class \(number) has \(rings) rings: \(found)") }
    }
    return broken
  }
}
