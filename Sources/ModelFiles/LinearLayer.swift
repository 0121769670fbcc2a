import Diagnostics
import Networks

/// One affine layer of a file that lists layers in order.
struct LinearLayer {
  /// What the node is called.
  let name: String
  /// Shape (outputs, inputs), with a name that is unique among all layers' tensors and differs from every value's name.
  let weights: NamedTensor
  /// Shape (outputs).
  let bias: NamedTensor?
  /// What messages call the weights: "tensor '0.weight'".
  let label: String
  let biasLabel: String
  let location: Diagnostic.Location
  let biasLocation: Diagnostic.Location

  /// Throws a `Diagnostic` unless the shapes fit one another and the layer before.
  func check(after previous: LinearLayer?) throws(Diagnostic) {
    let shape = weights.tensor.shape
    guard shape.count == 2, shape[0] > 0, shape[1] > 0 else {
      throw failure(
        "\(label) has shape \(shape); a linear layer's is [outputs, inputs]", location,
        fix: shape.count == 2 ? "give it at least one output and one input" : "use linear layers only, or export the model as ONNX")
    }
    if let bias, bias.tensor.shape != [shape[0]] {
      throw failure(
        "\(biasLabel) has shape \(bias.tensor.shape), but \(label) of shape \(shape) gives \(shape[0]) values", biasLocation,
        fix: "give \(shape[0]) number\(shape[0] == 1 ? "" : "s"), one for each output, or leave the bias out")
    }
    guard let previous, previous.weights.tensor.shape[0] != shape[1] else { return }
    let before = previous.weights.tensor.shape
    throw failure(
      "\(label) of shape \(shape) takes \(shape[1]) values, but "
        + "\(previous.label) of shape \(before) before it gives \(before[0])", location,
      fix: "give each row \(before[0]) number\(before[0] == 1 ? "" : "s"), or the layer before \(shape[1]) row\(shape[1] == 1 ? "" : "s")")
  }

  private func failure(_ message: String, _ location: Diagnostic.Location, fix: String) -> Diagnostic {
    Diagnostic(id: "bad-shape", message, at: location, fix: fix)
  }
}

extension Network {
  /// A chain of checked layers, with the activation after each but the last: Gemm nodes with `transposeB`, and Relu nodes.
  ///
  /// The input is called `input`, of shape (batch, inputs); the output `output`.
  init(layers: [LinearLayer], activation: SequentialActivation) {
    var nodes: [Node] = []
    var constants: [String: Tensor] = [:]
    var types: [String: ElementType] = [:]
    var current = "input"
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      for tensor in [layer.weights, layer.bias].compactMap(\.self) {
        (constants[tensor.name], types[tensor.name]) = (tensor.tensor, tensor.type)
      }
      let product = isLast ? "output" : layer.name
      nodes.append(
        Node(
          name: layer.name, operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true),
          inputs: [current, layer.weights.name] + (layer.bias.map { [$0.name] } ?? []), output: product))
      current = product
      if !isLast, activation == .relu {
        let name = "\(layer.name).relu"
        nodes.append(Node(name: name, operation: .relu, inputs: [current], output: name))
        current = name
      }
    }
    let width = layers.first?.weights.tensor.shape.last
    self.init(
      inputs: [Input(name: "input", shape: [nil, width])], outputs: ["output"], nodes: nodes, constants: constants, elementTypes: types)
  }
}
