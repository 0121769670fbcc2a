import Diagnostics
import Networks

/// A network in which every constant that moves has one use.
struct SeparatedWeights {
  private let original: Network
  private var nodes: [Network.Node]
  private var constants: [String: Tensor]
  /// How many inputs of nodes and outputs of the network a name is.
  private var uses: [String: Int] = [:]

  init(_ network: Network) {
    original = network
    nodes = network.nodes
    constants = network.constants
    for name in network.nodes.flatMap(\.inputs) + network.outputs { uses[name, default: 0] += 1 }
  }

  var network: Network {
    Network(
      inputs: original.inputs, outputs: original.outputs, nodes: nodes, constants: constants, elementTypes: original.elementTypes)
  }

  /// The name of a node's weight, which becomes that of a copy if others use the constant. Throws where it is no constant of the network
  /// but follows from the shapes of values.
  mutating func name(_ tied: TiedNode, _ place: Int, isMoved: Bool) throws(Diagnostic) -> String {
    let node = nodes[tied.index], name = node.inputs[place]
    guard let tensor = constants[name] else {
      guard isMoved else { return name }
      throw Diagnostic(
        id: "unknown-ties", "node '\(node.name)' (\(node.operation.name)) has weights '\(name)' that follow from the shapes of values",
        at: .none,
        fix: "export the model with its weights as constants")
    }
    guard isMoved, uses[name, default: 0] > 1 else { return name }
    var copy = "\(name) of \(node.name)"
    while uses[copy] != nil || constants[copy] != nil { copy += "'" }
    uses[name, default: 0] -= 1
    uses[copy] = 1
    constants[copy] = tensor
    var inputs = node.inputs
    inputs[place] = copy
    nodes[tied.index] = Network.Node(name: node.name, operation: node.operation, inputs: inputs, outputs: node.outputs)
    return copy
  }
}
