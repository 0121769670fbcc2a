import Networks

/// Puts the graph of an architecture together, layer by layer; weights have shapes only.
struct ArchitectureBuilder {
  private var nodes: [Network.Node] = []
  private var constants: [String: Operand] = [:]
  private let input: Network.Input

  init(input: [Int]) { self.input = Network.Input(name: "input", shape: [nil] + input) }

  /// The input's value.
  var source: String { input.name }

  func graph(_ output: String) -> ArchitectureGraph {
    ArchitectureGraph(inputs: [input], outputs: [output], nodes: nodes, constants: constants)
  }

  /// Adds a node and gives the name of its value, which is that of the node.
  mutating func add(_ name: String, _ operation: Operation, _ inputs: String...) -> String {
    nodes.append(Network.Node(name: name, operation: operation, inputs: inputs, output: name))
    return name
  }

  private mutating func weights(_ name: String, _ shape: Int...) -> String {
    constants[name] = Operand(shape: shape, elements: nil)
    return name
  }

  mutating func linear(_ name: String, _ value: String, from inputs: Int, to outputs: Int) -> String {
    let weight = weights(name + ".weight", outputs, inputs), bias = weights(name + ".bias", outputs)
    return add(name, .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), value, weight, bias)
  }

  /// A square convolution that keeps the size of the image at stride 1.
  mutating func convolution(_ name: String, _ value: String, from inputs: Int, to outputs: Int, kernel: Int, stride: Int = 1) -> String {
    let weight = weights(name + ".weight", outputs, inputs, kernel, kernel)
    let pad = kernel / 2
    let window = SlidingWindow(kernel: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad])
    return add(name, .conv(window, groups: 1), value, weight)
  }

  mutating func batchNormalization(_ name: String, _ value: String, channels: Int) -> String {
    let parameters = ["weight", "bias", "running_mean", "running_var"].map { weights("\(name).\($0)", channels) }
    nodes.append(
      Network.Node(name: name, operation: .batchNormalization(epsilon: 1e-5), inputs: [value] + parameters, output: name))
    return name
  }

  mutating func maxPool(_ name: String, _ value: String, kernel: Int, stride: Int, pad: Int = 0) -> String {
    let window = SlidingWindow(kernel: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad])
    return add(name, .maxPool(window, isColumnMajor: false), value)
  }
}
