import Diagnostics
import Linear
import Markup
import ModelFiles
import Networks
import Symmetry

/// Rows of data that a network is run on, with labels where there are any: `{file: …, images: …, labels: …, scale: …}`, or one such mapping
/// each for `train` and `test`.
///
/// The files are read while options are checked, so that each mistake is found where it was written.
package struct DataOption: Sendable, Equatable {
  package struct Set: Sendable {
    /// `train`, `test`, or `data` where there is one set only.
    let name: String
    let file: String
    /// The rows times the scale, each number rounded once.
    let rows: Matrix
    /// For each row its class, from 0; `nil` where no labels are named.
    let labels: [Int]?
    /// Where the rows and the labels come from.
    let place: DataPlace
    let labelPlace: DataPlace?

    /// Where the file is named.
    var range: SourceRange { place.range }
  }

  package let sets: [Set]
  /// As one would write it in YAML.
  package let description: String

  static let typeDescription =
    "`{file: data.npz, images: images, labels: labels, scale: 1}`, `{file: data.csv, labels: label}`, or `{train: {…}, test: {…}}` with such a set each"

  private static let setNames = ["train", "test"]
  private static let keys = ["file", "array", "images", "columns", "labels", "scale"]
  private static let largest = 1e100

  package static func == (one: DataOption, other: DataOption) -> Bool {
    one.description == other.description && one.sets.elementsEqual(other.sets) { $0.rows == $1.rows && $0.labels == $1.labels }
  }

  static func parse(_ node: YAMLNode, _ subject: String, _ inputs: InputScope) throws -> DataOption {
    let mapping = try node.mapping(subject)
    guard setNames.contains(where: { mapping[$0] != nil }) else {
      let (set, text) = try set(node, "data", subject, inputs)
      return DataOption(sets: [set], description: text)
    }
    if let unknown = mapping.unknownKeys("data set", known: setNames).first { throw unknown }
    guard mapping["train"] != nil else {
      throw Diagnostic(
        id: "missing-key", "\(subject) has 'test' without 'train'", at: .text(node.range),
        fix: "add 'train: {…}', or give one set without a name")
    }
    var (sets, texts): ([Set], [String]) = ([], [])
    for name in setNames {
      guard let node = mapping[name] else { continue }
      let (set, text) = try set(node, name, "'\(name)'", inputs)
      sets.append(set)
      texts.append("\(name): \(text)")
    }
    return DataOption(sets: sets, description: "{\(texts.joined(separator: ", "))}")
  }

  private static func set(_ node: YAMLNode, _ name: String, _ subject: String, _ inputs: InputScope) throws -> (Set, String) {
    let mapping = try node.mapping(subject)
    if let unknown = mapping.unknownKeys("key", known: keys).first { throw unknown }
    guard let file = mapping["file"] else {
      throw Diagnostic(
        id: "missing-key", "\(subject) names no file", at: .text(node.range),
        fix: "write {file: data.npz, images: images, labels: labels} or {file: data.csv, labels: label}")
    }
    let data = try DataRows.read(mapping, file: file, inputs)
    let path = try file.text("'file'")
    guard let first = data.rows.first, !first.isEmpty else {
      throw Diagnostic(id: "bad-rows", "'\(path)' has no rows with values", at: .text(file.range), fix: "name a file with rows")
    }
    let scale = try scale(mapping["scale"])
    let elements = data.rows.flatMap { $0.map { $0 * scale } }
    if let place = elements.firstIndex(where: { !($0.magnitude <= largest) }) {
      let (row, column) = place.quotientAndRemainder(dividingBy: first.count)
      throw data.place.finding(
        id: "bad-rows", row: row, column: column,
        problem(elements[place], isScaled: scale != 1), fix: "correct the data, or scale it")
    }
    let labels = try mapping["labels"].map { try Self.labels($0, path, count: data.rows.count, inputs) }
    let set = Set(
      name: name, file: path, rows: Matrix(rows: data.rows.count, columns: first.count, elements: elements), labels: labels?.labels,
      place: data.place, labelPlace: labels?.place)
    let texts = mapping.entries.filter { $0.key.text != "columns" }.compactMap { key, _, value in
      (try? value.text("")).map { "\(key.text): \($0)" }
    }
    let columns = mapping["columns"] == nil ? "" : data.columns.map { ", columns: [\($0.joined(separator: ", "))]" } ?? ""
    return (set, "{\(texts.joined(separator: ", "))\(columns)}")
  }

  private static func problem(_ value: Double, isScaled: Bool) -> String {
    value.isFinite ? "the value \(NumberFormat.plain(value))\(isScaled ? ", scaled," : "") is beyond 1e100" : "a value is no finite number"
  }

  private static func scale(_ node: YAMLNode?) throws(Diagnostic) -> Double {
    guard let node else { return 1 }
    let scale: Double
    do { scale = try node.number("'scale'") } catch {
      var error = error
      error.fix = "write a number such as 0.0625"
      throw error
    }
    guard scale != 0 else {
      throw Diagnostic(id: "out-of-range", "'scale' is 0, which makes all rows one", at: .text(node.range), fix: "write another number")
    }
    return scale
  }

  /// The column of a table, or the array with one number for each row.
  private static func labels(
    _ node: YAMLNode, _ path: String, count: Int, _ inputs: InputScope
  ) throws -> (labels: [Int], place: DataPlace) {
    let name = try node.text("'labels'")
    let (values, place) = try numbers(name, path, count: count, at: node.range, inputs)
    let labels = try values.enumerated().map { row, value in
      guard let label = Int(exactly: value), label >= 0 else {
        throw place.finding(
          id: "bad-labels", row: row, "the label \(NumberFormat.plain(value)) is no class counted from 0", fix: "use whole numbers from 0")
      }
      return label
    }
    return (labels, place)
  }

  private static func numbers(
    _ name: String, _ path: String, count: Int, at range: SourceRange, _ inputs: InputScope
  ) throws -> ([Double], DataPlace) {
    if path.lowercased().hasSuffix(".csv") {
      let table = try inputs.table(path, at: range)
      let place = DataPlace(path: path, array: nil, table: table, columns: [name], range: range)
      do { return (try table.numbers(name), place) } catch { throw DiagnosticReport(error.diagnostics.map { $0.located(at: range) }) }
    }
    guard !path.lowercased().hasSuffix(".npy") else {
      throw Diagnostic(
        id: "missing-array", "an NPY file holds one array, and so no labels beside the rows", at: .text(range),
        fix: "put both into one file by numpy.savez")
    }
    let tensor = try inputs.array(path, member: name, at: range)
    guard tensor.count == tensor.shape.first, tensor.count == count else {
      throw Diagnostic(
        id: "bad-labels", "'\(name)' in '\(path)' has the shape \(tensor.shape), but there \(count == 1 ? "is 1 row" : "are \(count) rows")",
        at: .text(range), fix: "name an array with one label for each row")
    }
    return (tensor.elements, DataPlace(path: path, array: name, table: nil, columns: [], range: range))
  }
}

extension DataOption.Set {
  /// Throws, at the file, where the rows do not fit the input of a network.
  func checkFit(_ network: Network) throws(Diagnostic) {
    guard let input = network.inputs.first, network.inputs.count == 1 else {
      throw Diagnostic(
        id: "many-inputs", "the network takes \(network.inputs.count) inputs; data are rows of one", at: .text(range),
        fix: "export the model with the others as constants")
    }
    let sizes = input.shape.dropFirst().compactMap(\.self)
    let needed = sizes.reduce(1, *)
    guard sizes.count < input.shape.count - 1 || needed == rows.columns else {
      throw Diagnostic(
        id: "bad-rows",
        "rows of '\(file)' have \(rows.columns) value\(rows.columns == 1 ? "" : "s")\(columnNames), but the network takes \(needed)",
        at: .text(range), fix: fitting(needed))
    }
  }

  /// The names of the columns that the rows have, in parentheses.
  private var columnNames: String { place.table == nil ? "" : " (\(CSVTable.list(place.columns)))" }

  private func fitting(_ needed: Int) -> String {
    guard place.table != nil, place.columns.count > needed else { return "name data with \(needed) value\(needed == 1 ? "" : "s") in each row" }
    return "choose \(needed) of the columns by 'columns: […]'"
      + (labels == nil ? ", or say by 'labels: …' which column is no input, but the class" : "")
  }

  /// The rows with their labels. Throws where there are none, or where one is no class of the network; without a place where the network scores
  /// no classes.
  func labelled(for network: Network) throws(Diagnostic) -> LabelledRows {
    guard let labels, let labelPlace else {
      throw Diagnostic(
        id: "missing-key", "the data names no labels, without which there is neither loss nor accuracy", at: .text(range),
        fix: "add 'labels: …', "
          + (place.table.map { "the column with the class of each row; there are \(CSVTable.list($0.names))" }
            ?? "the array with the class of each row"))
    }
    try checkFit(network)
    // One row shows how many classes there are.
    let classes = try Classifier(network).classCount(Matrix(rows: 1, columns: rows.columns, elements: Array(rows.row(0))))
    if let row = labels.firstIndex(where: { $0 >= classes }) {
      throw labelPlace.finding(
        id: "bad-labels", row: row, "the label is \(labels[row]), but the network has \(classes) classes, counted from 0",
        fix: "use labels from 0 to \(classes - 1)")
    }
    return LabelledRows(rows: rows, labels: labels)
  }
}
