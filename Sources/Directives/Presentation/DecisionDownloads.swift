import Regions

/// Regions and boundary as GeoJSON (RFC 7946, but in the plane of the network's inputs instead of longitudes and latitudes).
struct DecisionDownloads {
  let computation: DecisionTopologyDirective.Computation
  let names: [String]

  private static let bytesPerPoint = 40

  var files: [Download] {
    let (outlines, lines, names) = (computation.outlines, computation.boundary, names.map(Self.quoted))
    let corners = outlines.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } }
    let points = lines.reduce(0) { $0 + $1.points.count }
    return [
      Download(name: "regions.geojson", estimatedByteCount: 200 * outlines.count + Self.bytesPerPoint * corners) {
        Self.collection(outlines.map { Self.feature($0, names) })
      },
      Download(name: "boundary.geojson", estimatedByteCount: 200 * lines.count + Self.bytesPerPoint * points) {
        Self.collection(lines.map { Self.feature($0, names) })
      },
    ]
  }

  /// A component of a class: a polygon with holes.
  private static func feature(_ outline: DecisionOutline, _ names: [String]) -> String {
    let rings = outline.rings.map { "[\(coordinates($0 + $0.prefix(1)))]" }.joined(separator: ",")
    let number = outline.classNumber
    return "{\"type\":\"Feature\",\"properties\":{\"class\":\(number),\"name\":\(names[number]),\"holes\":\(outline.rings.count - 1)},"
      + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(rings)]}}"
  }

  /// A line of the boundary with the classes on both sides, seen in its direction.
  private static func feature(_ line: BoundaryLine, _ names: [String]) -> String {
    let points = line.isClosed ? line.points + line.points.prefix(1) : line.points
    return "{\"type\":\"Feature\",\"properties\":{\"left\":\(line.left),\"right\":\(line.right),\"leftName\":\(names[line.left]),"
      + "\"rightName\":\(names[line.right]),\"closed\":\(line.isClosed),\"length\":\(line.length)},"
      + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[\(coordinates(points))]}}"
  }

  private static func coordinates(_ points: [Window.Point]) -> String { points.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") }

  private static func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }

  /// A JSON string.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..."\u{1F}": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
