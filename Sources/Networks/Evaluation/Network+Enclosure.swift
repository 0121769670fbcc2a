import Diagnostics
import Linear

extension Network {
  /// What the outputs are exactly, as numbers with bounds of some 250 bits, for inputs that are doubles.
  ///
  /// The meaning of the operators is that of real numbers: batch norm takes the exact root. Throws a `Diagnostic` for a node without such
  /// bounds (steps, logarithms, error functions), or whose shapes do not fit.
  package func enclosures(_ arguments: [String: Tensor]) throws(Diagnostic) -> [String: [FixedBall]] {
    var values: [String: Enclosure] = [:]
    for (name, tensor) in constants { values[name] = Enclosure(tensor) }
    for input in inputs {
      guard let tensor = arguments[input.name] else {
        throw Diagnostic(id: "missing-input", "no value for the network's input '\(input.name)'", at: .none, fix: "give one")
      }
      values[input.name] = Enclosure(balls: tensor.elements.map { FixedBall($0) }, shape: tensor.shape)
    }
    for node in nodes {
      var operands: [Enclosure?] = []
      for name in node.inputs { operands.append(name.isEmpty ? nil : try Self.value(name, of: node, in: values)) }
      let results = try Enclosure.apply(node, to: operands)
      for (name, result) in zip(node.outputs, results) where !name.isEmpty { values[name] = result }
    }
    return outputs.reduce(into: [:]) { $0[$1] = values[$1]?.allBalls ?? [] }
  }
}

/// A value whose elements are known exactly, or within bounds.
struct Enclosure {
  let shape: [Int]
  /// Where the elements are doubles.
  let elements: [Double]?
  let balls: [FixedBall]

  init(_ tensor: Tensor) { (shape, elements, balls) = (tensor.shape, tensor.elements, []) }
  init(balls: [FixedBall], shape: [Int]) { (self.shape, elements, self.balls) = (shape, nil, balls) }

  var allBalls: [FixedBall] { elements?.map { FixedBall($0) } ?? balls }

  /// One node. Constants that only constants decide stay doubles, as `evaluate` computes them.
  static func apply(_ node: Network.Node, to operands: [Enclosure?]) throws(Diagnostic) -> [Enclosure] {
    let list = Operands(node: node.name, operation: node.operation, operands.map { $0.map { Operand(shape: $0.shape, elements: $0.elements) } })
    if operands.allSatisfy({ $0 == nil || $0?.elements != nil }) {
      let tensors = operands.map { $0.map { Tensor(shape: $0.shape, elements: $0.elements ?? []) } }
      return try node.operation.apply(to: tensors, node: node.name, outputs: node.outputs.count).map { Enclosure($0) }
    }
    if case .batchNormalization(let epsilon) = node.operation {
      _ = try node.operation.formulas(list)
      return [try normalized(operands, epsilon, list)]
    }
    return try node.operation.formulas(list).prefix(node.outputs.count).map { formula throws(Diagnostic) in
      if case .constants(let values) = formula.steps[0] { return Enclosure(Tensor(shape: formula.shape, elements: values)) }
      var reader = EnclosedOperands(operands, list.offsets)
      for step in formula.steps { reader = EnclosedOperands(try step.enclose(reader, count: formula.shape.reduce(1, *), list)) }
      return Enclosure(balls: reader.results, shape: formula.shape)
    }
  }

  /// (x − μ) γ / √(σ² + ε) + β, with the exact root.
  private static func normalized(_ operands: [Enclosure?], _ epsilon: Double, _ list: Operands) throws(Diagnostic) -> Enclosure {
    let x = operands[0]!
    let scale = try list.elements(1), shift = try list.elements(2), mean = try list.elements(3), variance = try list.elements(4)
    let factors = scale.indices.map { FixedBall(scale[$0]) / (FixedBall(variance[$0]) + FixedBall(epsilon)).squareRoot }
    let inner = x.shape.dropFirst(2).reduce(1, *)
    let balls = x.allBalls.enumerated().map { index, ball in
      let channel = index / inner % scale.count
      return (ball - FixedBall(mean[channel])) * factors[channel] + FixedBall(shift[channel])
    }
    return Enclosure(balls: balls, shape: x.shape)
  }
}
