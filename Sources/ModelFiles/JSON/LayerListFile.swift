import Diagnostics
import JSON
import Networks

/// A network written by hand: `{"layers": [{"w": [[1, 0], [0, 1]], "b": [0, 0]}, …]}`.
///
/// Each `w` has a row for each output; `b` may be left out. The activation stands between the layers. The keys `note` and
/// `domain` beside `layers` are for people and are not read.
package enum LayerListFile {
  /// The network that the text describes. Throws a `Diagnostic` at the value that is wrong.
  package static func network(_ source: Source, options: ModelOptions = .init()) throws(Diagnostic) -> Network {
    let root: JSONValue
    do { root = try JSONParser.parse(Array(source.text.utf8)) } catch {
      throw Diagnostic(
        id: "bad-json", error.message, at: .text(SourceRange(source: source, bytes: error.bytes)),
        fix: error.fix ?? "correct the JSON here; numbers are finite decimals such as -1.5e3")
    }
    let reader = LayerListReader(source: source)
    return Network(layers: try reader.layers(root), activation: options.activation ?? .relu)
  }
}

private struct LayerListReader {
  let source: Source

  func layers(_ root: JSONValue) throws(Diagnostic) -> [LinearLayer] {
    let members = try object(root, "a network", keys: ["layers", "note", "domain"])
    guard let list = members["layers"] else { throw failure(root, "the network has no 'layers'", fix: Self.form) }
    guard let elements = list.array, !elements.isEmpty else {
      throw failure(list, "'layers' is \(list.array == nil ? list.kind : "empty"); it should be an array of at least one layer", fix: Self.form)
    }
    var layers: [LinearLayer] = []
    for (index, element) in elements.enumerated() {
      let layer = try layer(element, number: index + 1)
      try layer.check(after: layers.last)
      layers.append(layer)
    }
    return layers
  }

  private func layer(_ value: JSONValue, number: Int) throws(Diagnostic) -> LinearLayer {
    let members = try object(value, "layer \(number)", keys: ["w", "b"])
    guard let weights = members["w"] else {
      throw failure(value, "layer \(number) has no 'w'", fix: "add its weights, a row for each output: \"w\": [[1, 0]]")
    }
    let name = "layers.\(number)"
    let bias = members["b"]
    return LinearLayer(
      name: name, weights: NamedTensor(name: "\(name).w", tensor: try matrix(weights, number)),
      bias: try bias.map { (bias) throws(Diagnostic) in
        NamedTensor(name: "\(name).b", tensor: try vector(bias, "'b' of layer \(number)"))
      },
      label: "'w' of layer \(number)", biasLabel: "'b' of layer \(number)", location: place(weights.bytes),
      biasLocation: place((bias ?? weights).bytes))
  }

  private func matrix(_ value: JSONValue, _ number: Int) throws(Diagnostic) -> Tensor {
    guard let rows = value.array else {
      throw failure(value, "'w' of layer \(number) is \(value.kind), not an array of rows", fix: Self.matrix)
    }
    var elements: [Double] = []
    var columns = 0
    for (index, row) in rows.enumerated() {
      let numbers = try vector(row, "row \(index + 1) of 'w' of layer \(number)").elements
      if index == 0 { columns = numbers.count }
      guard numbers.count == columns else {
        throw failure(
          row,
          "row \(index + 1) of 'w' of layer \(number) has \(numbers.count) number\(numbers.count == 1 ? "" : "s"), but the first row has \(columns)",
          fix: "give each row \(columns) number\(columns == 1 ? "" : "s"), one for each value that the layer takes")
      }
      elements += numbers
    }
    return Tensor(shape: [rows.count, columns], elements: elements)
  }

  private func vector(_ value: JSONValue, _ label: String) throws(Diagnostic) -> Tensor {
    guard let array = value.array else {
      throw failure(value, "\(label) is \(value.kind), not an array of numbers", fix: "write the numbers in brackets: [1, 0.5]")
    }
    var elements: [Double] = []
    for element in array {
      guard let number = element.number else {
        throw failure(element, "\(label) holds \(element.kind), not a number", fix: "write a decimal number such as -1.5e3")
      }
      elements.append(number)
    }
    return Tensor(shape: [elements.count], elements: elements)
  }

  private func object(_ value: JSONValue, _ label: String, keys: [String]) throws(Diagnostic) -> [String: JSONValue] {
    guard let members = value.members else {
      throw failure(
        value, "\(label) should be an object, not \(value.kind)", fix: "write an object with the keys \(keys.joined(separator: ", "))")
    }
    for member in members where !keys.contains(member.key) {
      throw Diagnostic(
        id: "bad-network", "unknown key '\(member.key)' of \(label)", at: place(member.keyBytes),
        fix: Suggestion.fix(for: member.key, in: keys))
    }
    return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  private func place(_ bytes: Range<Int>) -> Diagnostic.Location { .text(SourceRange(source: source, bytes: bytes)) }

  private static let form = #"write {"layers": [{"w": [[1, 0], [0, 1]], "b": [0, 0]}, …]}"#
  private static let matrix = "write an array for each output with a number for each input: [[1, 0], [0, 1]]"

  private func failure(_ value: JSONValue, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(id: "bad-network", message, at: place(value.bytes), fix: fix)
  }
}
