import Networks
import Seeded

/// Puts a network together, layer by layer; the input is called `x`.
package struct ShapeMaker {
  private var random: SeededGenerator
  private var nodes: [Network.Node] = []
  private var constants: [String: Tensor] = [:]

  package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  /// Adds a node, called `n1`, `n2`, …, and gives the name of its value.
  package mutating func add(_ operation: Operation, _ inputs: String...) -> String {
    let name = "n\(nodes.count + 1)"
    nodes.append(Network.Node(name: name, operation: operation, inputs: inputs, output: name))
    return name
  }

  package mutating func weights(_ shape: [Int], in range: ClosedRange<Double> = -1...1) -> String {
    let name = "w\(constants.count + 1)"
    let elements = (0..<shape.reduce(1, *)).map { _ in Double(Float(Double.random(in: range, using: &random))) }
    constants[name] = Tensor(shape: shape, elements: elements)
    return name
  }

  /// Biases are positive, so that no unit is dead because its inputs are not negative and its weights are.
  package mutating func dense(_ value: String, _ inputs: Int, _ outputs: Int) -> String {
    let weight = weights([outputs, inputs]), bias = weights([outputs], in: 0.125...1)
    return add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), value, weight, bias)
  }

  package mutating func convolution(_ value: String, _ inputs: Int, _ outputs: Int, kernel: Int, pad: Int = 1, groups: Int = 1) -> String {
    let weight = weights([outputs, inputs / groups, kernel, kernel]), bias = weights([outputs], in: 0.125...1)
    let window = SlidingWindow(kernel: [kernel, kernel], pads: [pad, pad, pad, pad])
    return add(.conv(window, groups: groups), value, weight, bias)
  }

  package mutating func norm(_ value: String, _ channels: Int) -> String {
    let scale = weights([channels], in: 0.5...1.5), shift = weights([channels])
    let mean = weights([channels]), variance = weights([channels], in: 0.25...2)
    return add(.batchNormalization(epsilon: 1e-5), value, scale, shift, mean, variance)
  }

  /// Mutating, so that it takes what its own arguments add.
  package mutating func network(_ output: String, input: [Int?]) -> Network {
    Network(inputs: [Network.Input(name: "x", shape: input)], outputs: [output], nodes: nodes, constants: constants)
  }
}
