import Linear
import Networks

extension LayeredNetwork {
  /// The same dense layers as a graph: Gemm and Relu nodes.
  package var network: Network {
    var nodes: [Network.Node] = []
    var constants: [String: Tensor] = [:]
    var value = "x"
    for (index, layer) in layers.enumerated() {
      constants["w\(index)"] = Tensor(shape: [layer.outputCount, layer.inputCount], elements: layer.weights.elements)
      constants["b\(index)"] = Tensor(shape: [layer.outputCount], elements: layer.bias)
      let operation = Operation.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true)
      nodes.append(Network.Node(name: "gemm\(index)", operation: operation, inputs: [value, "w\(index)", "b\(index)"], output: "z\(index)"))
      value = "z\(index)"
      if layer.isRectified {
        nodes.append(Network.Node(name: "relu\(index)", operation: .relu, inputs: [value], output: "h\(index)"))
        value = "h\(index)"
      }
    }
    return Network(inputs: [Network.Input(name: "x", shape: [nil, inputCount])], outputs: [value], nodes: nodes, constants: constants)
  }
}
