import Regions

/// The regions of the classes and the boundary between them as GeoJSON.
struct DecisionDownloads: Sendable {
  let computation: DecisionTopologyDirective.Computation
  let names: [String]

  var files: [Download] {
    let (outlines, lines, names) = (computation.outlines, computation.boundary, names)
    return [
      GeoJSON.collection("regions.geojson", "components", outlines.count) { index in
        let (number, rings) = (outlines[index].classNumber, outlines[index].rings)
        return GeoJSON.polygon(
          rings, properties: [("class", "\(number)"), ("name", GeoJSON.string(names[number])), ("holes", "\(rings.count - 1)")])
      },
      GeoJSON.collection("boundary.geojson", "lines", lines.count) { GeoJSON.line(lines[$0], names: names) },
    ]
  }
}
