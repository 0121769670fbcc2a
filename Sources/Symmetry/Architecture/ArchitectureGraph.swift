import Networks

/// A network without the values of its weights: nodes, and the shapes of inputs and constants.
///
/// What the symmetries of an architecture are read off. Made of a network, or by `ArchitectureBuilder`.
package struct ArchitectureGraph: Sendable {
  package let inputs: [Network.Input]
  package let outputs: [String]
  package let nodes: [Network.Node]
  /// Constants by name; elements are needed only where they say how others are treated (shapes, axes, pads, bounds).
  package let constants: [String: Operand]

  package init(inputs: [Network.Input], outputs: [String], nodes: [Network.Node], constants: [String: Operand]) {
    self.inputs = inputs
    self.outputs = outputs
    self.nodes = nodes
    self.constants = constants
  }

  /// The graph of a network.
  package init(_ network: Network) {
    self.init(
      inputs: network.inputs, outputs: network.outputs, nodes: network.nodes,
      constants: network.constants.mapValues { Operand(shape: $0.shape, elements: $0.elements) })
  }

  /// The numbers of the nodes that the outputs depend on, in order: the units of others are no part of the function.
  var usedNodes: [Int] {
    var wanted = Set(outputs)
    var used: [Int] = []
    for index in nodes.indices.reversed() where nodes[index].outputs.contains(where: wanted.contains) {
      wanted.formUnion(nodes[index].inputs)
      used.append(index)
    }
    return used.reversed()
  }
}
