import Diagnostics
import Markup
import ModelFiles
import Networks

/// The rows of a data file as points: those of a CSV table, or of an array of two or more axes, each flattened.
struct DataRows {
  var rows: [[Double]]
  /// The array's name, where the file has named arrays.
  var name: String?
  /// The columns of a table that were chosen.
  var columns: [String]?
  /// Where the numbers come from.
  var place: DataPlace
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
    let tensor = try array(path, member, at: (node ?? file).range, inputs)
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
      rows: rows, name: member, place: DataPlace(path: path, array: member, table: nil, columns: [], range: (node ?? file).range),
      imageSize: tensor.rank == 3 ? .init(height: tensor.shape[1], width: tensor.shape[2]) : nil)
  }

  /// Reads an array; a fix says that tables are read as well, and how an array is named.
  private static func array(
    _ path: String, _ member: String?, at range: SourceRange, _ inputs: InputScope
  ) throws(Diagnostic) -> Tensor {
    do { return try inputs.array(path, member: member, at: range) } catch {
      var error = error
      if error.id == "unknown-format" { error.fix = "use a file that ends in .csv, .npy or .npz" }
      if error.id == "missing-array", member == nil { error.fix = error.fix.map { "write 'array: …' and \($0)" } }
      throw error
    }
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
    let labels = try mapping["labels"]?.text("'labels'")
    let names = try mapping["columns"].map { try columns($0, of: table, labels) } ?? table.names.filter { $0 != labels }
    var values: [[Double]] = []
    for name in names { values.append(try table.numbers(name)) }
    return DataRows(
      rows: (0..<table.rowCount).map { row in values.map { $0[row] } }, name: nil, columns: mapping["columns"] == nil ? nil : names,
      place: DataPlace(path: path, array: nil, table: table, columns: names, range: file.range))
  }

  /// The columns that a list names: different ones that are there, without that of the labels.
  private static func columns(_ node: YAMLNode, of table: CSVTable, _ labels: String?) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for node in try node.sequence("'columns'") {
      let name = try node.text("a column")
      do { _ = try table.index(of: name) } catch { throw error.located(at: node.range) }
      guard name != labels else {
        throw Diagnostic(
          id: "duplicate-value", "the column '\(name)' holds the labels, and is listed as an input as well", at: .text(node.range),
          fix: "remove it from 'columns', or name another column of labels")
      }
      guard !names.contains(name) else {
        throw Diagnostic(id: "duplicate-value", "'columns' lists '\(name)' twice", at: .text(node.range), fix: "remove one of them")
      }
      names.append(name)
    }
    guard !names.isEmpty else {
      throw Diagnostic(id: "empty-list", "'columns' lists nothing", at: .text(node.range), fix: "list a column, or leave the key out")
    }
    return names
  }
}
