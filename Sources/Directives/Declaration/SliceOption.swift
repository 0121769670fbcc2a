import Diagnostics
import Markup
import Networks

/// Reads a plane by an origin and two directions: `{origin: […], u: […], v: […]}`.
enum SliceOption {
  /// The plane; vectors that span none are an error at the value.
  static func parse(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> Plane {
    let mapping = try node.mapping(subject)
    let names = ["origin", "u", "v"]
    if let unknown = mapping.unknownKeys("slice key", known: names).first { throw unknown }
    var vectors: [[Double]] = []
    var places: [SourceRange] = []
    for name in names {
      guard let value = mapping[name] else {
        throw Diagnostic(
          id: "missing-key", "\(subject) has no '\(name)'", at: .text(node.range), fix: "write {origin: […], u: […], v: […]}")
      }
      vectors.append(try numbers(value, "'\(name)'"))
      places.append(value.range)
      try checkLength(vectors, ["'origin'", "'u'", "'v'"], at: value.range)
    }
    // The lengths fit and the numbers are in range: what is left is that the directions are parallel, which the second one is to blame for.
    do { return try Plane(origin: vectors[0], u: vectors[1], v: vectors[2]) } catch { throw error.located(at: places[2]) }
  }

  /// Throws, at its place, if the last of some vectors is not as long as the first.
  static func checkLength(_ vectors: [[Double]], _ names: [String], at range: SourceRange) throws(Diagnostic) {
    guard let first = vectors.first, let last = vectors.last, first.count != last.count else { return }
    throw Diagnostic(
      id: "bad-slice",
      "\(names[vectors.count - 1]) has \(last.count) coordinate\(last.count == 1 ? "" : "s") where \(names[0]) has \(first.count)",
      at: .text(range), fix: "give as many coordinates as the network has inputs")
  }

  /// A list of coordinates.
  static func numbers(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> [Double] {
    var values: [Double] = []
    for item in try node.sequence(subject) {
      let value = try item.number("an entry of \(subject)")
      guard abs(value) <= Plane.largestCoordinate else {
        throw Diagnostic(
          id: "bad-slice", "an entry of \(subject) is \(NumberFormat.plain(value)), beyond 1e100", at: .text(item.range), fix: "scale the data")
      }
      values.append(value)
    }
    return values
  }

  /// The plane as one would write it in YAML.
  static func description(of plane: Plane) -> String {
    switch plane.form {
    case .directions(let origin, let u, let v): "{origin: \(list(origin)), u: \(list(u)), v: \(list(v))}"
    case .points(let p, let q, let r): "[\(list(p)), \(list(q)), \(list(r))]"
    }
  }

  static func list(_ values: [Double]) -> String { "[" + values.map(NumberFormat.plain).joined(separator: ", ") + "]" }
}
