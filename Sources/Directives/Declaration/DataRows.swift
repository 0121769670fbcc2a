import Diagnostics
import Markup
import Networks

/// The rows of a data file as points: those of a CSV table, or of an array of two or more axes, each flattened.
struct DataRows {
  var rows: [[Double]]
  /// The array's name, where the file has named arrays.
  var name: String?
  /// The columns of a table that were chosen.
  var columns: [String]?
  /// Height and width where rows are pictures.
  var imageSize: ThroughOption.ImageSize?

  /// Reads the rows; `mapping` may name an `array`, an array of `images`, or `columns` of a table.
  static func read(_ mapping: YAMLMapping, file: YAMLNode, _ inputs: InputScope) throws -> DataRows {
    let path = try file.text("'file'")
    if path.lowercased().hasSuffix(".csv") { return try table(path, mapping, file, inputs) }
    if let columns = mapping["columns"] {
      throw Diagnostic(id: "bad-slice", "'columns' are those of a CSV file", at: .text(columns.range), fix: "remove it, or name a CSV file")
    }
    if let images = mapping["images"], let array = mapping["array"] {
      throw Diagnostic(
        id: "bad-slice", "'array' and 'images' both name an array", at: .text(max(images, array).range), fix: "give one of them")
    }
    let node = mapping["images"] ?? mapping["array"]
    let member = try node?.text(mapping["images"] == nil ? "'array'" : "'images'")
    let tensor = try inputs.array(path, member: member, at: (node ?? file).range)
    let label = member.map { "'\($0)' in '\(path)'" } ?? "the array in '\(path)'"
    guard tensor.rank >= 2, mapping["images"] == nil || tensor.rank == 3 else {
      let needed = mapping["images"] == nil ? "rows and values" : "number, height and width"
      throw Diagnostic(
        id: "bad-rows", "\(label) has the shape \(tensor.shape); an axis each is needed for \(needed)", at: .text((node ?? file).range),
        fix: mapping["images"] == nil ? "name an array of two axes or more" : "name an array of pictures, or write 'array' instead of 'images'")
    }
    let length = tensor.shape.dropFirst().reduce(1, *)
    let rows = (0..<tensor.shape[0]).map { Array(tensor.elements[$0 * length..<($0 + 1) * length]) }
    return DataRows(
      rows: rows, name: member, imageSize: tensor.rank == 3 ? .init(height: tensor.shape[1], width: tensor.shape[2]) : nil)
  }

  private static func max(_ a: YAMLNode, _ b: YAMLNode) -> YAMLNode { a.range.bytes.lowerBound > b.range.bytes.lowerBound ? a : b }

  private static func table(_ path: String, _ mapping: YAMLMapping, _ file: YAMLNode, _ inputs: InputScope) throws -> DataRows {
    for key in ["array", "images"] {
      if let node = mapping[key] {
        throw Diagnostic(id: "bad-slice", "a CSV file holds no arrays with names", at: .text(node.range), fix: "remove '\(key)'")
      }
    }
    let table = try inputs.table(path, at: file.range)
    // A column of labels is no part of the points.
    var names = table.names
    if let labels = try mapping["labels"]?.text("'labels'") { names.removeAll { $0 == labels } }
    if let columns = mapping["columns"] {
      names = []
      for node in try columns.sequence("'columns'") {
        let name = try node.text("a column")
        guard table.names.contains(name) else {
          throw Diagnostic(
            id: "missing-column", "'\(path)' has no column '\(name)'", at: .text(node.range), fix: Suggestion.fix(for: name, in: table.names))
        }
        names.append(name)
      }
    }
    var values: [[Double]] = []
    for name in names { values.append(try table.numbers(name)) }
    return DataRows(
      rows: (0..<table.rowCount).map { row in values.map { $0[row] } }, name: nil, columns: mapping["columns"] == nil ? nil : names)
  }
}
