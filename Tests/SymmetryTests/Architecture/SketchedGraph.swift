import Networks
import Symmetry

/// Puts graphs together for tests of rules, weights by shape only. The input is called `x`.
struct SketchedGraph {
  private var nodes: [Network.Node] = []
  private var constants: [String: Operand] = [:]
  let input: [Int?]

  init(_ input: Int?...) { self.input = [nil] + input }

  /// Adds a node, called `n1`, `n2`, …, and gives the name of its value.
  mutating func add(_ operation: Operation, _ inputs: String...) -> String {
    let name = "n\(nodes.count + 1)"
    nodes.append(Network.Node(name: name, operation: operation, inputs: inputs, output: name))
    return name
  }

  mutating func weights(_ shape: Int...) -> String {
    constants["w\(constants.count + 1)"] = Operand(shape: shape, elements: nil)
    return "w\(constants.count)"
  }

  mutating func numbers(_ values: Double..., shape: [Int]? = nil) -> String {
    constants["w\(constants.count + 1)"] = Operand(shape: shape ?? [values.count], elements: values)
    return "w\(constants.count)"
  }

  mutating func linear(_ value: String, _ inputs: Int, _ outputs: Int) -> String {
    add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), value, weights(outputs, inputs), weights(outputs))
  }

  mutating func convolution(_ value: String, _ inputs: Int, _ outputs: Int, groups: Int = 1) -> String {
    add(.conv(SlidingWindow(), groups: groups), value, weights(outputs, inputs / groups, 1, 1))
  }

  mutating func norm(_ value: String, _ channels: Int) -> String {
    add(.batchNormalization(epsilon: 1e-5), value, weights(channels), weights(channels), weights(channels), weights(channels))
  }

  /// The group of the graph that ends in a dense layer over a value of the given number of elements.
  mutating func group(_ value: String, _ elements: Int) throws -> SymmetryGroup {
    let output = linear(add(.flatten(axis: 1), value), elements, 2)
    return try group(output: output)
  }

  func group(output: String) throws -> SymmetryGroup {
    try SymmetryGroup(
      ArchitectureGraph(inputs: [Network.Input(name: "x", shape: input)], outputs: [output], nodes: nodes, constants: constants))
  }
}
