import Diagnostics
import Linear
import Markup
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
    /// Where the file and the labels are named.
    let range: SourceRange
    let labelsRange: SourceRange
  }

  package let sets: [Set]
  /// As one would write it in YAML.
  package let description: String

  static let typeDescription =
    "`{file: data.npz, images: images, labels: labels, scale: 1}`, or `{train: {…}, test: {…}}` with such a set each"

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
    if let unknown = mapping.unknownKeys("set of data", known: setNames).first { throw unknown }
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
        id: "missing-key", "\(subject) names no file", at: .text(node.range), fix: "write {file: data.npz, images: images, labels: labels}")
    }
    let data = try DataRows.read(mapping, file: file, inputs)
    let path = try file.text("'file'")
    guard let first = data.rows.first, !first.isEmpty else {
      throw Diagnostic(id: "bad-rows", "'\(path)' has no rows with values", at: .text(file.range), fix: "name a file with rows")
    }
    let scale = try mapping["scale"]?.number("'scale'") ?? 1
    let elements = data.rows.flatMap { $0.map { $0 * scale } }
    if let place = elements.firstIndex(where: { !($0.magnitude <= largest) }) {
      throw Diagnostic(
        id: "bad-rows", "row \(place / first.count) of '\(path)' has a value that is no number or beyond 1e100", at: .text(file.range),
        fix: "correct the data, or scale it")
    }
    let labels = try mapping["labels"].map { try Self.labels($0, path, count: data.rows.count, inputs) }
    let set = Set(
      name: name, file: path, rows: Matrix(rows: data.rows.count, columns: first.count, elements: elements), labels: labels,
      range: file.range, labelsRange: mapping["labels"]?.range ?? node.range)
    let texts = mapping.entries.filter { $0.key.text != "columns" }.compactMap { key, _, value in
      (try? value.text("")).map { "\(key.text): \($0)" }
    }
    let columns = mapping["columns"] == nil ? "" : data.columns.map { ", columns: [\($0.joined(separator: ", "))]" } ?? ""
    return (set, "{\(texts.joined(separator: ", "))\(columns)}")
  }

  /// The column of a table, or the array with one number for each row.
  private static func labels(_ node: YAMLNode, _ path: String, count: Int, _ inputs: InputScope) throws -> [Int] {
    let name = try node.text("'labels'")
    let values: [Double]
    if path.lowercased().hasSuffix(".csv") {
      values = try inputs.table(path, at: node.range).numbers(name)
    } else {
      let tensor = try inputs.array(path, member: name, at: node.range)
      guard tensor.count == tensor.shape.first, tensor.count == count else {
        throw Diagnostic(
          id: "bad-labels", "'\(name)' in '\(path)' has the shape \(tensor.shape), but there are \(count) rows", at: .text(node.range),
          fix: "name an array with one label for each row")
      }
      values = tensor.elements
    }
    return try values.enumerated().map { row, value in
      guard let label = Int(exactly: value), label >= 0 else {
        throw Diagnostic(
          id: "bad-labels", "row \(row) of '\(path)' has the label \(NumberFormat.plain(value)), which is no class counted from 0",
          at: .text(node.range), fix: "use whole numbers from 0")
      }
      return label
    }
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
        id: "bad-rows", "rows of '\(file)' have \(rows.columns) values, but the network takes \(needed)", at: .text(range),
        fix: "name data with \(needed) values in each row")
    }
  }

  /// The rows with their labels. Throws where there are none, or where one is no class of the network.
  func labelled(for network: Network) throws(Diagnostic) -> LabelledRows {
    guard let labels else {
      throw Diagnostic(
        id: "missing-key", "the data names no labels, without which there is neither loss nor accuracy", at: .text(range),
        fix: "add 'labels: …', the array or column with the class of each row")
    }
    try checkFit(network)
    // One row shows how many classes there are.
    do throws(Diagnostic) {
      let sample = LabelledRows(rows: Matrix(rows: 1, columns: rows.columns, elements: Array(rows.row(0))), labels: [0])
      let classes = try Classifier(network).classCount(sample.rows)
      if let row = labels.firstIndex(where: { $0 >= classes }) {
        throw Diagnostic(
          id: "bad-labels", "row \(row) of '\(file)' has the label \(labels[row]), but the network has \(classes) classes, counted from 0",
          at: .text(labelsRange), fix: "use labels from 0 to \(classes - 1)")
      }
    } catch { throw error.located(at: range) }
    return LabelledRows(rows: rows, labels: labels)
  }
}
