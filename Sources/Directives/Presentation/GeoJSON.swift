import Regions

/// Features as GeoJSON (RFC 7946, but in the plane of the figure instead of longitudes and latitudes).
enum GeoJSON {
  /// A feature collection. Its member `properties` says how many features there are and how many of them the file holds.
  static func collection(
    _ name: String, _ records: String, _ count: Int, _ feature: @escaping @Sendable (Int) -> String
  ) -> Download {
    Download(
      name: name, records: records, count: count, head: "{\"type\":\"FeatureCollection\",\"features\":[\n", separator: ",\n",
      foot: { included in
        let note = included < count ? ",\"note\":\"the first \(included) of \(count) \(records)\"" : ""
        return "\n],\"properties\":{\"total\":\(count),\"included\":\(included)\(note)}}\n"
      }, record: feature)
  }

  /// A polygon of an outer ring, counter-clockwise, and holes, clockwise; property values are JSON.
  static func polygon(_ rings: [[Window.Point]], properties: [(name: String, json: String)]) -> String {
    feature(properties, "Polygon", "[\(rings.map { "[\(positions($0 + $0.prefix(1)))]" }.joined(separator: ","))]")
  }

  /// A line of the decision boundary with the classes on both sides, seen in its direction; with their names where they have some.
  static func line(_ line: BoundaryLine, names: [String]? = nil) -> String {
    var properties: [(String, String)] = [("left", "\(line.left)"), ("right", "\(line.right)")]
    if let names { properties += [("left_name", string(names[line.left])), ("right_name", string(names[line.right]))] }
    properties += [("closed", "\(line.isClosed)"), ("length", "\(line.length)")]
    return feature(properties, "LineString", "[\(positions(line.isClosed ? line.points + line.points.prefix(1) : line.points))]")
  }

  private static func feature(_ properties: [(name: String, json: String)], _ type: String, _ coordinates: String) -> String {
    let members = properties.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"properties\":{\(members)},\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}}"
  }

  private static func positions(_ points: [Window.Point]) -> String { points.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") }

  /// A JSON string.
  static func string(_ text: String) -> String {
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
