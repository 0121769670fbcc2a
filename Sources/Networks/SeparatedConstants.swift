/// A network whose constants can be replaced where one node uses them without changing what anything else uses.
package struct SeparatedConstants: Sendable {
  private let original: Network
  /// In the order of the network.
  package private(set) var nodes: [Network.Node]
  package private(set) var constants: [String: Tensor]
  private var elementTypes: [String: ElementType]
  /// How often each name is used: by nodes, by the network's inputs and outputs.
  private var uses: [String: Int] = [:]

  package init(_ network: Network) {
    original = network
    (nodes, constants, elementTypes) = (network.nodes, network.constants, network.elementTypes)
    let names = nodes.flatMap { $0.inputs + $0.outputs } + network.inputs.map(\.name) + network.outputs
    for name in names { uses[name, default: 0] += 1 }
  }

  package var network: Network {
    Network(
      inputs: original.inputs, outputs: original.outputs, nodes: nodes, constants: constants, elementTypes: elementTypes)
  }

  /// The name of a constant that only this input of this node uses: its own, or that of a copy. A value that is no constant of the network gets
  /// the name of one that is still to be set.
  package mutating func separate(_ node: Int, _ place: Int) -> String {
    let old = nodes[node], name = old.inputs[place]
    if constants[name] != nil, uses[name, default: 0] <= 1 { return name }
    var copy = "\(name) of \(old.name)"
    while uses[copy] != nil || constants[copy] != nil { copy += "'" }
    uses[name, default: 0] -= 1
    uses[copy] = 1
    constants[copy] = constants[name]
    elementTypes[copy] = elementTypes[name]
    var inputs = old.inputs
    inputs[place] = copy
    nodes[node] = Network.Node(name: old.name, operation: old.operation, inputs: inputs, outputs: old.outputs)
    return copy
  }

  /// Replaces what this input of this node is, for it alone.
  package mutating func set(_ tensor: Tensor, _ node: Int, _ place: Int) { constants[separate(node, place)] = tensor }
}
