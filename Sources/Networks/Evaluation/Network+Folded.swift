import Diagnostics

extension Network {
  /// The same network with every value that follows from constants alone as a constant, and without nodes and constants that nothing uses.
  ///
  /// Constants are computed in double precision as `evaluate` computes them. Throws a `Diagnostic` where shapes do not fit.
  package func folded() throws(Diagnostic) -> Network {
    var values = constants
    var kept: [Node] = []
    for node in nodes {
      guard node.inputs.allSatisfy({ $0.isEmpty || values[$0] != nil }) else {
        kept.append(node)
        continue
      }
      let operands = node.inputs.map { $0.isEmpty ? nil : values[$0] }
      let results = try node.operation.apply(to: operands, node: node.name, outputs: node.outputs.count)
      for (name, result) in zip(node.outputs, results) where !name.isEmpty { values[name] = result }
    }
    var wanted = Set(outputs)
    var used: [Node] = []
    for node in kept.reversed() where node.outputs.contains(where: wanted.contains) {
      wanted.formUnion(node.inputs)
      used.append(node)
    }
    return Network(
      inputs: inputs, outputs: outputs, nodes: used.reversed(), constants: values.filter { wanted.contains($0.key) },
      elementTypes: elementTypes)
  }
}
