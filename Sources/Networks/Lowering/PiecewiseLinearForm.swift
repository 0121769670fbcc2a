import Diagnostics

/// A network in normal form, with what the form leaves out of it.
package struct PiecewiseLinearForm: Sendable, Equatable {
  /// A node at the end that is not piecewise linear and was left out: a Softmax, LogSoftmax, Sigmoid or ArgMax.
  package struct Dropped: Sendable, Equatable {
    package let name: String
    /// The ONNX name of the operator.
    package let operation: String
  }

  /// From the elements of the input to those of the first output (before what is dropped), both in row-major order.
  package let network: PiecewiseLinearNetwork
  /// What the input is called, and its shape with sizes left open taken as 1.
  package let inputName: String
  package let inputShape: [Int]
  package let outputShape: [Int]
  /// From the first to the last.
  package let dropped: [Dropped]
}

extension Network {
  /// The network as stages of exact affine maps and bends, from its one varying input to its first output.
  ///
  /// Nothing is rounded but the factor γ / √(σ² + ε) of a batch normalisation, once, and the weights of a linear Resize. The result has
  /// a stage for each affine node with the bend that follows it, so that a multilayer perceptron has one for each layer. A batch that is
  /// left open is taken as 1. Cost: the number of connections, of which at most 2²⁶ are written out.
  ///
  /// Throws a `Diagnostic` that names the node, its operator, and why it is not piecewise linear; the inputs, where several vary; or the
  /// node whose shapes do not fit.
  package func piecewiseLinear() throws(Diagnostic) -> PiecewiseLinearForm {
    guard let output = outputs.first else { throw Diagnostic(id: "bad-graph", "the network has no output", at: .none, fix: Self.correction) }
    let makers = Dictionary(nodes.flatMap { node in node.outputs.map { ($0, node) } }) { first, _ in first }
    let (target, dropped) = Self.dropEnd(output, makers)
    let needed = Self.needed(for: target, makers)
    let input = try varyingInput(needed)
    let shape = try Self.shape(of: input)
    let count = shape.reduce(1, *)
    var lowering = Lowering(inputCount: count)
    var values = constants.filter { needed.contains($0.key) }.mapValues(SymbolicTensor.init)
    values[input.name] = SymbolicTensor(shape: shape, elements: (0..<count).map { .value(source: 0, index: Int32($0)) })
    // The values that the graph computes from the elements of the input; a shape is none of them.
    var varying: Set<String> = [input.name]
    for node in nodes where node.outputs.contains(where: needed.contains) {
      let comesFromInput = if case .shape = node.operation { false } else { node.inputs.contains(where: varying.contains) }
      if comesFromInput { varying.formUnion(node.outputs.filter { !$0.isEmpty }) }
      var operands: [SymbolicTensor?] = []
      for name in node.inputs { operands.append(name.isEmpty ? nil : try Self.value(name, of: node, in: values)) }
      let results = try lowering.lower(node, operands, wanted: node.outputs.map(needed.contains), comesFromInput: comesFromInput)
      for (name, result) in zip(node.outputs, results) where !name.isEmpty { values[name] = result }
    }
    guard let result = values[target] else {
      throw Diagnostic(id: "bad-graph", "the network's output '\(target)' is made by no node", at: .none, fix: Self.correction)
    }
    guard !result.elements.isEmpty else {
      throw Diagnostic(id: "bad-shape", "the network's output '\(target)' has no elements", at: .none, fix: Self.correction)
    }
    return PiecewiseLinearForm(
      network: lowering.network(output: result.elements, name: target), inputName: input.name, inputShape: shape, outputShape: result.shape,
      dropped: dropped)
  }

  /// The shape of an input with the batch taken as 1 where it is left open.
  static func shape(of input: Input) throws(Diagnostic) -> [Int] {
    var shape: [Int] = []
    for (axis, size) in input.shape.enumerated() {
      guard size != nil || axis == 0 else {
        throw Diagnostic(
          id: "open-size", "the network's input '\(input.name)' leaves the size of axis \(axis) open", at: .none,
          fix: "export the model with fixed sizes except the batch")
      }
      shape.append(size ?? 1)
    }
    guard !shape.contains(0) else {
      throw Diagnostic(
        id: "bad-shape", "the network's input '\(input.name)' has no elements", at: .none, fix: "export the model with an input of other sizes")
    }
    return shape
  }

  /// What to do about a graph that does not hold together.
  static let correction = "correct the graph where the model is defined, and export it again"

  /// Goes back from the output over nodes that are left out, and over those between them that only reshape.
  static func dropEnd(_ output: String, _ makers: [String: Node]) -> (String, [PiecewiseLinearForm.Dropped]) {
    var target = output
    var dropped: [PiecewiseLinearForm.Dropped] = []
    var current = output
    // No longer than there are nodes, so that a cycle is no loop without end.
    for _ in 0...makers.count {
      guard let node = makers[current], node.outputs.first == current, let before = node.inputs.first else { break }
      switch node.operation {
      case .softmax, .logSoftmax, .sigmoid, .argMax:
        dropped.insert(PiecewiseLinearForm.Dropped(name: node.name, operation: node.operation.name), at: 0)
        target = before
      case .identity, .flatten, .reshape, .squeeze, .unsqueeze, .cast(.none): break
      default: return (target, dropped)
      }
      current = before
    }
    return (target, dropped)
  }

  /// The names of all values that a value depends on, with its own.
  static func needed(for target: String, _ makers: [String: Node]) -> Set<String> {
    var needed: Set<String> = [target]
    var pending = [target]
    while let name = pending.popLast() {
      for input in makers[name]?.inputs ?? [] where !input.isEmpty && needed.insert(input).inserted { pending.append(input) }
    }
    return needed
  }

  /// The one input that the output depends on.
  func varyingInput(_ needed: Set<String>) throws(Diagnostic) -> Input {
    let varying = inputs.filter { needed.contains($0.name) && constants[$0.name] == nil }
    guard let input = varying.first, varying.count == 1 else {
      let names = varying.map { "'\($0.name)'" }.joined(separator: ", ")
      throw Diagnostic(
        id: "many-inputs",
        varying.isEmpty
          ? "the network's output depends on none of its inputs"
          : "the network's output depends on \(varying.count) inputs, \(names); it should depend on one", at: .none,
        fix: varying.isEmpty ? Self.correction : "export the model with the others as constants")
    }
    return input
  }
}
