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
    for name in names {
      guard let value = mapping[name] else {
        throw Diagnostic(
          id: "missing-key", "\(subject) has no '\(name)'", at: .text(node.range), fix: "write {origin: […], u: […], v: […]}")
      }
      vectors.append(try numbers(value, "'\(name)'"))
    }
    do { return try Plane(origin: vectors[0], u: vectors[1], v: vectors[2]) } catch { throw error.located(at: node.range) }
  }

  /// A list of numbers.
  static func numbers(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> [Double] {
    var values: [Double] = []
    for item in try node.sequence(subject) { values.append(try item.number("an entry of \(subject)")) }
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
