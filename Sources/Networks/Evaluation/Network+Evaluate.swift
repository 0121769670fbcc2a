import Diagnostics
import Linear

extension Network {
  /// The outputs for the given inputs, by name, computed in double precision with sums from the first term to the last.
  ///
  /// Throws a `Diagnostic` that names the input that is missing or the node whose shapes do not fit.
  package func evaluate(_ arguments: [String: Tensor]) throws(Diagnostic) -> [String: Tensor] {
    let values = try run(arguments) { _, _ in }
    var results: [String: Tensor] = [:]
    for name in outputs {
      guard let value = values[name] else {
        throw Diagnostic(id: "bad-graph", "the network's output '\(name)' is made by no node", at: .none, fix: Self.correction)
      }
      results[name] = value
    }
    return results
  }

  /// All values by name; `prepare` sees the operands of each node before it is computed, and may change them.
  func run(
    _ arguments: [String: Tensor], _ prepare: (Node, inout [Tensor?]) -> Void
  ) throws(Diagnostic) -> [String: Tensor] {
    var values = constants
    for input in inputs {
      guard let tensor = arguments[input.name] else {
        throw Diagnostic(id: "missing-input", "no value for the network's input '\(input.name)'", at: .none, fix: "give one")
      }
      values[input.name] = tensor
    }
    for node in nodes {
      var operands: [Tensor?] = []
      for name in node.inputs { operands.append(name.isEmpty ? nil : try Self.value(name, of: node, in: values)) }
      prepare(node, &operands)
      let results = try node.operation.apply(to: operands, node: node.name, outputs: node.outputs.count)
      for (name, result) in zip(node.outputs, results) where !name.isEmpty { values[name] = result }
    }
    return values
  }

  /// A value that a node uses. Throws if nothing before the node makes it.
  static func value<Value>(_ name: String, of node: Node, in values: [String: Value]) throws(Diagnostic) -> Value {
    guard let value = values[name] else {
      throw Diagnostic(
        id: "bad-graph", "node '\(node.name)' (\(node.operation.name)) uses '\(name)', which nothing makes", at: .none,
        fix: Self.correction)
    }
    return value
  }

  /// The first output for a batch of rows: shape (n, inputs) to shape (n, outputs), for a network of one input.
  package func evaluate(rows: Matrix) throws(Diagnostic) -> Tensor {
    let argument = try batch(rows)
    return try evaluate([inputs[0].name: argument])[outputs[0]]!
  }

  /// Rows as a batch in the shape of the input, for a network of one input.
  package func batch(_ rows: Matrix) throws(Diagnostic) -> Tensor {
    guard let input = inputs.first, inputs.count == 1, !outputs.isEmpty else {
      throw Diagnostic(
        id: "many-inputs", "the network takes \(inputs.count) inputs; one is needed here", at: .none,
        fix: "export the model with the others as constants")
    }
    var shape = [rows.rows] + input.shape.dropFirst().map { $0 ?? rows.columns }
    if shape.dropFirst().reduce(1, *) != rows.columns { shape = [rows.rows, rows.columns] }
    return Tensor(shape: shape, elements: rows.elements)
  }
}
