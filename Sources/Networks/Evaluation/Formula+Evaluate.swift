import Diagnostics

extension Formula {
  /// The elements of the result for operands that are all known, in double precision.
  func evaluate(_ operands: [Double]) -> Tensor {
    var values = operands
    for step in steps { values = step.apply(to: values, count: shape.reduce(1, *)) }
    return Tensor(shape: shape, elements: values)
  }
}

extension Step {
  /// The results of the step; `count` is how many elements the whole formula gives.
  func apply(to z: [Double], count: Int) -> [Double] {
    switch self {
    case .passing: return z.count == count ? z : Array(z.prefix(count))
    case .constants(let values): return values
    case .rearrangement(let numbers): return numbers.map { $0 < 0 ? 0 : z[$0] }
    case .linear(let form):
      var row = LinearRow()
      return (0..<form.rowCount).map { index in
        row.clear()
        form.fill(index, &row)
        return row.value(z)
      }
    case .slopes(let negative, let positive): return negative.indices.map { Self.bend(z[$0], negative[$0], positive[$0]) }
    case .clip(let lower, let upper):
      return z.prefix(count).map { value in
        let raised = lower.map { value < $0 ? $0 : value } ?? value
        return upper.map { raised > $0 ? $0 : raised } ?? raised
      }
    case .maximum(let groups):
      return (0..<groups.count).map { group in groups[group].reduce(-Double.infinity) { $0 < z[$1] ? z[$1] : $0 } }
    case .curved(_, let function): return function(z)
    }
  }

  private static func bend(_ value: Double, _ negative: Double, _ positive: Double) -> Double {
    let slope = value < 0 ? negative : positive
    // Zero whatever the value is, so that a rectifier gives no −0 and no NaN.
    return slope == 0 ? 0 : slope * value
  }
}

extension Operation {
  /// The value of each output for operands that are all known; `node` is what an error calls the node.
  package func apply(to operands: [Tensor?], node: String, outputs: Int = 1) throws(Diagnostic) -> [Tensor] {
    let list = Operands(node: node, operation: self, operands.map { $0.map { Operand(shape: $0.shape, elements: $0.elements) } })
    let formulas = try formulas(list)
    guard outputs <= formulas.count else { throw list.fail("gives \(formulas.count) outputs, not \(outputs)") }
    let given = operands.compactMap(\.self)
    let values = given.count == 1 ? given[0].elements : given.flatMap(\.elements)
    return formulas.prefix(outputs).map { $0.evaluate(values) }
  }
}
