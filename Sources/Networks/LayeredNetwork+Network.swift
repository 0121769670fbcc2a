import Diagnostics
import Linear

extension LayeredNetwork {
  /// Reads a graph as a chain of dense layers: Gemm, or MatMul with Add, each with or without a Relu after it.
  ///
  /// Flatten, Reshape and Identity may stand anywhere, because they do not change the order of the values. Factors alpha
  /// and beta of a Gemm are multiplied into the weights and rounded once. Throws a `Diagnostic` that names the first node
  /// that is something else.
  package init(_ network: Network) throws(Diagnostic) {
    guard network.inputs.count == 1, let input = network.inputs.first, network.outputs.count == 1 else {
      throw Diagnostic(
        id: "not-a-chain", "the network has \(network.inputs.count) inputs and \(network.outputs.count) outputs; one of each is needed",
        at: .none, fix: "export the model with one input and one output")
    }
    var chain = Chain(current: input.name)
    for node in network.nodes { try chain.append(node, constants: network.constants) }
    chain.close()
    guard chain.current == network.outputs[0], !chain.layers.isEmpty else {
      throw Diagnostic(
        id: "not-a-chain", "the network's output '\(network.outputs[0])' is not the end of a chain of layers", at: .none,
        fix: "use a multilayer perceptron: Gemm, or MatMul and Add, with Relu between")
    }
    self.init(layers: chain.layers)
  }
}

/// The layers read so far, and the affine map that still waits for its bias or its Relu.
private struct Chain {
  var current: String
  var layers: [LayeredNetwork.Layer] = []
  private var weights: Matrix?
  private var bias: [Double] = []
  private var hasBias = false

  init(current: String) { self.current = current }

  mutating func append(_ node: Network.Node, constants: [String: Tensor]) throws(Diagnostic) {
    let inner = node.inputs.filter { constants[$0] == nil && !$0.isEmpty }
    guard inner == [current] else { throw refuse(node, "joins or skips values") }
    switch node.operation {
    case .flatten, .reshape, .identity, .cast(.none): break
    case .relu:
      if weights == nil {
        guard let last = layers.last else { throw refuse(node, "comes before the first layer") }
        if !last.isRectified { throw refuse(node, "follows no layer") }
      } else {
        close(rectified: true)
      }
    case .gemm(let alpha, let beta, let transposeA, let transposeB):
      guard !transposeA, node.inputs[0] == current, let b = constants[node.inputs[1]], b.rank == 2 else {
        throw refuse(node, "does not multiply the values before it by a constant matrix")
      }
      let stored = Matrix(rows: b.shape[0], columns: b.shape[1], elements: b.elements)
      try begin(transposeB ? stored : stored.transposed, scale: alpha, node)
      if node.inputs.count == 3, let bias = constants[node.inputs[2]] { try setBias(bias, scale: beta, node) }
    case .matMul:
      guard node.inputs[0] == current, let b = constants[node.inputs[1]], b.rank == 2 else {
        throw refuse(node, "does not multiply the values before it by a constant matrix")
      }
      try begin(Matrix(rows: b.shape[0], columns: b.shape[1], elements: b.elements).transposed, scale: 1, node)
    case .add:
      guard weights != nil, !hasBias else { throw refuse(node, "adds a constant that follows no matrix product") }
      guard let bias = node.inputs.first(where: { $0 != current }).flatMap({ constants[$0] }) else { throw refuse(node, "adds no constant") }
      try setBias(bias, scale: 1, node)
    default: throw refuse(node, "is no dense layer")
    }
    current = node.output
  }

  /// Ends the open layer, if there is one.
  mutating func close(rectified: Bool = false) {
    guard let weights else { return }
    layers.append(LayeredNetwork.Layer(weights: weights, bias: bias, isRectified: rectified))
    self.weights = nil
  }

  private mutating func begin(_ matrix: Matrix, scale: Double, _ node: Network.Node) throws(Diagnostic) {
    close()
    if let last = layers.last, last.outputCount != matrix.columns {
      throw refuse(node, "takes \(matrix.columns) values where \(last.outputCount) come in")
    }
    var matrix = matrix
    if scale != 1 { matrix.elements = matrix.elements.map { $0 * scale } }
    guard matrix.elements.allSatisfy(\.isFinite) else { throw refuse(node, "overflows when its weights are multiplied by alpha") }
    bias = [Double](repeating: 0, count: matrix.rows)
    hasBias = false
    weights = matrix
  }

  private mutating func setBias(_ tensor: Tensor, scale: Double, _ node: Network.Node) throws(Diagnostic) {
    // The bias must run along the last axis: a column would be added to every unit of every row.
    guard tensor.count == 1 || tensor.count == bias.count && tensor.shape.last == bias.count else {
      throw refuse(node, "adds a tensor of shape \(tensor.shape) to \(bias.count) values")
    }
    bias = bias.indices.map { tensor.elements[tensor.count == 1 ? 0 : $0] * scale }
    guard bias.allSatisfy(\.isFinite) else { throw refuse(node, "overflows when its bias is multiplied by beta") }
    hasBias = true
  }

  private func refuse(_ node: Network.Node, _ reason: String) -> Diagnostic {
    Diagnostic(
      id: "not-a-chain", "node '\(node.name)' (\(node.operation.name)) \(reason), so the network is not a chain of dense layers",
      at: .none, fix: "use a multilayer perceptron: Gemm, or MatMul and Add, with Relu between")
  }
}
