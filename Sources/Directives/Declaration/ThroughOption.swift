import Diagnostics
import Linear
import Markup
import Networks

/// A plane through three points of the input space, given as they are or as rows of a data file.
///
/// The file is read while options are checked, so that each mistake is found where it was written.
package struct ThroughOption: Sendable, Equatable {
  /// The three points; they lie at (0, 0), (1, 0) and (0, 1) of the plane.
  package let plane: Plane
  package let points: [[Double]]
  /// What the points are called: "row 3 of test.npz".
  package let names: [String]
  /// Height and width where the points are pictures.
  package let imageSize: ImageSize?
  /// How many products with the scale had to be rounded.
  package let roundedCount: Int
  /// As one would write it in YAML.
  package let description: String

  package struct ImageSize: Sendable, Equatable {
    package let height: Int
    package let width: Int
  }

  /// Reads `[[…], […], […]]` or `{file: …, rows: [i, j, k], …}`.
  static func parse(_ node: YAMLNode, _ subject: String, _ inputs: InputScope) throws -> ThroughOption {
    if case .mapping = node.content { return try rows(node, subject, inputs) }
    let nodes = try node.sequence(subject)
    var points: [[Double]] = []
    for point in nodes {
      points.append(try SliceOption.numbers(point, "a point of \(subject)"))
      try SliceOption.checkLength(points, nodes.indices.map { "point \($0 + 1)" }, at: point.range)
    }
    return ThroughOption(
      plane: try plane(points, at: node.range), points: points, names: ["p₀", "p₁", "p₂"], imageSize: nil, roundedCount: 0,
      description: "[" + points.map(SliceOption.list).joined(separator: ", ") + "]")
  }

  private static func rows(_ node: YAMLNode, _ subject: String, _ inputs: InputScope) throws -> ThroughOption {
    let mapping = try node.mapping(subject)
    let known = ["file", "rows", "array", "images", "columns", "scale"]
    if let unknown = mapping.unknownKeys("key", known: known).first { throw unknown }
    guard let file = mapping["file"], let rowList = mapping["rows"] else {
      throw Diagnostic(
        id: "missing-key", "\(subject) needs 'file' and 'rows'", at: .text(node.range), fix: "write {file: data.npz, rows: [0, 1, 2]}")
    }
    let data = try DataRows.read(mapping, file: file, inputs)
    let chosen = try rowNumbers(rowList, in: data, file: try file.text("'file'"))
    let scale = try mapping["scale"]?.number("'scale'") ?? 1
    if let node = mapping["scale"], scale == 0 {
      throw Diagnostic(id: "bad-slice", "'scale' is 0, which makes all points one", at: .text(node.range), fix: "write another number")
    }
    var rounded = 0
    let points = chosen.map { row in data.rows[row].map { Self.product($0, scale, &rounded) } }
    let name = try file.text("'file'")
    let options = mapping.entries.filter { !["file", "rows", "scale"].contains($0.key.text) }.compactMap { key, _, value in
      (try? value.text("")).map { ", \(key.text): \($0)" }
    }
    let columns = data.columns.map { ", columns: [\($0.joined(separator: ", "))]" } ?? ""
    return ThroughOption(
      plane: try plane(ofRows: points, at: rowList.range), points: points, names: chosen.map { "row \($0)" }, imageSize: data.imageSize,
      roundedCount: rounded,
      description: "{file: \(name)\(options.joined())\(columns), rows: [\(chosen.map(String.init).joined(separator: ", "))]"
        + (scale == 1 ? "}" : ", scale: \(NumberFormat.plain(scale))}"))
  }

  private static func rowNumbers(_ node: YAMLNode, in data: DataRows, file: String) throws(Diagnostic) -> [Int] {
    var rows: [Int] = []
    for item in try node.sequence("'rows'") {
      let row = try item.integer("a row")
      guard data.rows.indices.contains(row) else {
        throw Diagnostic(
          id: "no-such-row",
          "there is no row \(row): \(data.name.map { "'\($0)' in " } ?? "")'\(file)' has \(NumberFormat.counted(data.rows.count, "row"))",
          at: .text(item.range), fix: data.rows.isEmpty ? "name a file with rows" : "count from 0 to \(data.rows.count - 1)")
      }
      rows.append(row)
    }
    guard rows.count == 3 else {
      throw Diagnostic(
        id: "bad-slice", "'rows' lists \(rows.count) row\(rows.count == 1 ? "" : "s"); a plane goes through three points",
        at: .text(node.range),
        fix: "write [i, j, k]")
    }
    return rows
  }

  /// A plane through rows of a file, whose contents alone may be wrong.
  private static func plane(ofRows points: [[Double]], at range: SourceRange) throws(Diagnostic) -> Plane {
    do { return try plane(points, at: range) } catch {
      var error = error
      error.id = "bad-rows"
      throw error
    }
  }

  private static func plane(_ points: [[Double]], at range: SourceRange) throws(Diagnostic) -> Plane {
    do { return try Plane(through: points) } catch { throw error.located(at: range) }
  }

  /// value · scale, rounded once; what is rounded is counted.
  private static func product(_ value: Double, _ scale: Double, _ rounded: inout Int) -> Double {
    let product = value * scale
    guard value.isFinite, product.isFinite else { return product }
    if Dyadic(value) * Dyadic(scale) != Dyadic(product) { rounded += 1 }
    return product
  }
}
