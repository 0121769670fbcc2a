extension Network {
  /// The constants that are weights: those that feed an operation with weights, directly or through operations that only move elements.
  ///
  /// In the order of their names.
  package var parameterNames: [String] {
    var feeding: Set<String> = []
    for node in nodes.reversed() {
      if node.operation.hasParameters {
        feeding.formUnion(node.inputs)
      } else if node.operation.onlyMoves, node.outputs.contains(where: feeding.contains) {
        feeding.formUnion(node.inputs.enumerated().filter { !node.operation.controlInputs.contains($0.offset) }.map(\.element))
      }
    }
    return feeding.filter { constants[$0] != nil }.sorted()
  }

  /// The number of weights: the elements of all constants that feed an operation with weights.
  package var parameterCount: Int { parameterNames.reduce(0) { $0 + constants[$1]!.count } }
}
