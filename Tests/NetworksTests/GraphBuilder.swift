import Networks
import Seeded

/// Puts small graphs together, with weights drawn from a seeded generator.
struct GraphBuilder {
  private(set) var nodes: [Network.Node] = []
  private(set) var constants: [String: Tensor] = [:]
  private var generator: SeededGenerator
  let input: [Int?]

  init(input: [Int?], seed: UInt64 = 7) {
    self.input = input
    generator = SeededGenerator(seed: seed)
  }

  /// Adds a node and gives the name of its value, which is that of the node.
  mutating func add(_ operation: Operation, _ inputs: String..., outputs: [String]? = nil) -> String {
    let name = "n\(nodes.count + 1)"
    nodes.append(Network.Node(name: name, operation: operation, inputs: inputs, outputs: outputs ?? [name]))
    return name
  }

  mutating func constant(_ shape: [Int], _ elements: [Double]) -> String {
    let name = "c\(constants.count + 1)"
    constants[name] = Tensor(shape: shape, elements: elements)
    return name
  }

  mutating func integers(_ values: Int...) -> String { constant([values.count], values.map { Double($0) }) }

  /// Weights that single precision holds, as those of files are.
  mutating func random(_ shape: Int..., in range: ClosedRange<Double> = -1...1) -> String {
    constant(shape, (0..<shape.reduce(1, *)).map { _ in Double(Float(Double.random(in: range, using: &generator))) })
  }

  func network(_ output: String) -> Network {
    Network(inputs: [Network.Input(name: "x", shape: input)], outputs: [output], nodes: nodes, constants: constants)
  }
}
