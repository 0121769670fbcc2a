import Linear

extension RegionComplex {
  /// The invariants of a planar complex that do not hold, in words; empty when all is well.
  ///
  /// Checked: V − E + F = 1; every edge has a cell on each side unless it lies on the window; neighbours list each other; corner
  /// i of a cell is where edge i begins; patterns differ across an edge, its own unit among the differences; the affine maps
  /// of both sides agree at the ends of the edge; corners turn left; areas add up to the window's.
  package func brokenInvariants() -> [String] {
    var broken: [String] = []
    let euler = vertices.count - edgeCount + cellCount
    if euler != 1 { broken.append("V − E + F = \(euler)") }
    for (number, edge) in edges.enumerated() { broken += brokenInvariants(of: edge, number: number) }
    for cell in 0..<cellCount { broken += brokenInvariants(ofCell: cell) }
    let total = (0..<cellCount).reduce(0) { $0 + area(of: $1) }
    if abs(total - window.area) > 1e-12 * window.area { broken.append("areas add up to \(total), not \(window.area)") }
    return broken
  }

  private func brokenInvariants(ofCell cell: Int) -> [String] {
    var broken: [String] = []
    let corners = corners(of: cell)
    if Set(corners).count != corners.count || corners.count < 3 { broken.append("cell \(cell) has corners \(corners)") }
    for (i, number) in edges(of: cell).enumerated() {
      let edge = edge(number)
      let ends = edge.left == cell ? (edge.from, edge.to) : (edge.to, edge.from)
      if edge.left != cell && edge.right != cell { broken.append("edge \(number) does not know cell \(cell)") }
      if ends != (corners[i], corners[(i + 1) % corners.count]) { broken.append("edge \(number) leads elsewhere in cell \(cell)") }
    }
    for other in neighbours(of: cell) where !neighbours(of: other).contains(cell) {
      broken.append("cell \(other) does not list its neighbour \(cell)")
    }
    // A cell may be so thin that rounding puts its corners on the wrong sides of one another.
    if !(area(of: cell) >= -1e-12 * window.area) { broken.append("cell \(cell) has the area \(area(of: cell))") }
    return broken
  }

  /// A row's bit in the pattern of a cell.
  private func isSet(_ stage: Int, _ row: Int, in cell: Int) -> Bool {
    let words = pattern(words: cell)
    return words[words.startIndex + prepared.wordStarts[stage] + row / 64] >> UInt64(row % 64) & 1 == 1
  }

  private func brokenInvariants(of edge: Edge, number: Int) -> [String] {
    guard let unit = edge.unit else {
      return (edge.left == nil) == (edge.right == nil) ? ["side \(number) of the window lies between two cells or none"] : []
    }
    guard let left = edge.left, let right = edge.right else { return ["edge \(number) has no cell on one side"] }
    var broken: [String] = []
    if isSet(unit.stage, unit.row, in: left) == isSet(unit.stage, unit.row, in: right) {
      broken.append("unit \(unit) is the same on both sides of edge \(number)")
    }
    for end in [vertices[edge.from], vertices[edge.to]] {
      for (l, r) in zip(outputs(of: left, at: end), outputs(of: right, at: end)) where abs(l - r) > 1e-6 * (1 + abs(l)) {
        broken.append("the map jumps from \(l) to \(r) across edge \(number)")
      }
    }
    return broken
  }
}
