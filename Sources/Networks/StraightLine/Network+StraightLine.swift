import Diagnostics

extension Network {
  /// The network as instructions on numbered elements, from its one varying input to its first output; a batch that is left open is one row.
  ///
  /// Cost: the number of connections, of which at most 2²⁴ are written out. Throws a `Diagnostic` that names the node, its operator, and
  /// why it is not piecewise linear; the inputs, where several vary; or the node whose shapes do not fit.
  package func straightLine() throws(Diagnostic) -> StraightLineProgram {
    let part = try ComputedPart(self)
    let (target, needed, input, shape, used) = (part.target, part.needed, part.input, part.inputShape, part.nodes)
    var builder = ProgramBuilder()
    let inputs = builder.allocate(shape.reduce(1, *))
    let fixed = fixedNames(used)
    let parameters = parameters(used, without: fixed, &builder)
    var values = constants.filter { needed.contains($0.key) }
      .mapValues { ProgramBuilder.Value(shape: $0.shape, numbers: $0.elements, elements: nil) }
    values[input.name] = ProgramBuilder.Value(shape: shape, numbers: nil, elements: inputs.map { Int32($0) })
    for parameter in parameters { values[parameter.name]?.elements = parameter.elements.map { Int32($0) } }
    for node in used {
      var operands: [ProgramBuilder.Value?] = []
      for name in node.inputs { operands.append(name.isEmpty ? nil : try Self.value(name, of: node, in: values)) }
      let results = try builder.add(node, &operands, wanted: node.outputs.map(needed.contains))
      for (name, result) in zip(node.outputs, results) where !name.isEmpty { values[name] = result }
    }
    guard let result = values[target]?.elements, !result.isEmpty else {
      throw Diagnostic(id: "bad-graph", "the network's output '\(target)' has no elements that vary", at: .none, fix: Self.correction)
    }
    return StraightLineProgram(
      inputs: inputs, inputShape: shape, parameters: parameters, literals: builder.literals, instructions: builder.instructions,
      outputs: result.map { Int($0) }, elementCount: builder.elementCount,
      fixedNames: parameterNames.filter { needed.contains($0) && fixed.contains($0) }, dropped: part.dropped)
  }

  /// Constants whose values the instructions hold as literals: what steers an operation, statistics, divisors, bounds.
  private func fixedNames(_ nodes: [Node]) -> Set<String> {
    var fixed: Set<String> = []
    for node in nodes {
      let places: Range<Int> =
        switch node.operation {
        case .batchNormalization: 3..<5
        case .div: 1..<2
        case .clip: 1..<3
        default: node.operation.controlInputs
        }
      for place in places where place < node.inputs.count { fixed.insert(node.inputs[place]) }
    }
    // What was only moved before it came there is as fixed.
    for node in nodes.reversed() where node.operation.onlyMoves && node.outputs.contains(where: fixed.contains) {
      fixed.formUnion(node.inputs.filter { constants[$0] != nil })
    }
    return fixed
  }

  /// The weights, in the order of the nodes that use them.
  private func parameters(_ nodes: [Node], without fixed: Set<String>, _ builder: inout ProgramBuilder) -> [StraightLineProgram.Parameter] {
    let wanted = Set(parameterNames).subtracting(fixed)
    var seen: Set<String> = []
    /// What values that only move weights hold: the weights.
    var moved: [String: [String]] = [:]
    var result: [StraightLineProgram.Parameter] = []
    for node in nodes {
      if node.operation.onlyMoves {
        let sources = node.inputs.flatMap { wanted.contains($0) ? [$0] : moved[$0] ?? [] }
        for name in node.outputs { moved[name] = sources }
        continue
      }
      for (place, input) in node.inputs.enumerated() {
        for name in wanted.contains(input) ? [input] : moved[input] ?? [] where seen.insert(name).inserted {
          guard let tensor = constants[name] else { continue }
          result.append(
            StraightLineProgram.Parameter(
              name: name, node: node.name, operation: node.operation, place: place, shape: tensor.shape,
              elements: builder.allocate(tensor.count), values: tensor.elements))
        }
      }
    }
    return result
  }
}
