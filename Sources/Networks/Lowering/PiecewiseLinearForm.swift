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
    let part = try ComputedPart(self)
    let (target, needed, input, shape) = (part.target, part.needed, part.input, part.inputShape)
    let count = shape.reduce(1, *)
    var lowering = Lowering(inputCount: count)
    var values = constants.filter { needed.contains($0.key) }.mapValues(SymbolicTensor.init)
    values[input.name] = SymbolicTensor(shape: shape, elements: (0..<count).map { .value(source: 0, index: Int32($0)) })
    // The values that the graph computes from the elements of the input; a shape is none of them.
    var varying: Set<String> = [input.name]
    for node in part.nodes {
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
      dropped: part.dropped)
  }

  /// What to do about a graph that does not hold together.
  static let correction = "correct the graph where the model is defined, and export it again"
}
