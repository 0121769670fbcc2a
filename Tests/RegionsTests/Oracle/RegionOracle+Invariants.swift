import Linear

extension RegionOracle {
  /// What does not hold and must, in words: V − E + F = 1, exact areas that add up to the window's, edges with one or two
  /// faces, no vertex inside a side (the network is continuous, so whatever bends at a point of a side bends on both sides of it), patterns
  /// that differ across edges, outputs that agree along them, and the holes of every decision region, counted in two ways.
  func brokenInvariants() -> [String] {
    var broken: [String] = []
    let complex = complex
    if complex.eulerNumber != 1 { broken.append("V − E + F = \(complex.eulerNumber)") }
    if Fraction.sum(cells.map(\.polygon.area)) != window.area { broken.append("the areas do not add up to the window's") }
    if zip(complex.loops, cells).contains(where: { $0.count != $1.polygon.corners.count }) { broken.append("a vertex lies inside a side") }
    for edge in complex.edges {
      guard edge.faces.count == 2 else {
        if edge.faces.count > 2 { broken.append("an edge has the faces \(edge.faces)") }
        continue
      }
      let (one, other) = (cells[edge.faces[0]], cells[edge.faces[1]])
      if one.pattern == other.pattern { broken.append("the cells \(edge.faces) share an edge and a pattern") }
      for (f, g) in zip(one.outputs, other.outputs) where edge.ends.contains(where: { !complex.vertices[$0].scaledValue(of: f - g).isZero }) {
        broken.append("the outputs jump between the cells \(edge.faces)")
      }
    }
    return broken + brokenDecisionRegions()
  }

  private func brokenDecisionRegions() -> [String] {
    var broken: [String] = []
    let regions = decisionRegions
    if regions.complex.eulerNumber != 1 { broken.append("decision regions: V − E + F = \(regions.complex.eulerNumber)") }
    if Fraction.sum((0..<regions.classCount).map(regions.area)) != window.area { broken.append("the classes do not fill the window") }
    for number in 0..<regions.classCount {
      let holes = regions.holesByDuality(number)
      if (regions.closed(number).holes, regions.open(number).holes) != holes {
        broken.append("class \(number) has the holes \(regions.closed(number)), \(regions.open(number)) and by duality \(holes)")
      }
    }
    return broken
  }
}
