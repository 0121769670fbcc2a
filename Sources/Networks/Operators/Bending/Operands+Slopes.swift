import Diagnostics

extension Operands {
  /// max(x, 0) + negative · min(x, 0).
  func slopes(negative: Double) -> Formula {
    let count = self[0].count
    return Formula(
      shape(0), .slopes(negative: [Double](repeating: negative, count: count), positive: [Double](repeating: 1, count: count)))
  }

  /// The slope of negative values is the second operand, broadcast to the first.
  func prelu() throws(Diagnostic) -> Formula {
    let shape = shape(0)
    guard Broadcast.shape(shape, self.shape(1)) == shape else { throw fail("has slopes of shape \(self.shape(1)) for shape \(shape)") }
    let slopes = try elements(1)
    let negative = Broadcast.indices(self.shape(1), to: shape).map { slopes[$0] }
    return Formula(shape, .slopes(negative: negative, positive: [Double](repeating: 1, count: negative.count)))
  }

  func clip() throws(Diagnostic) -> Formula {
    var bounds: [Double?] = [nil, nil]
    for index in 1...2 where isGiven(index) {
      guard self[index].count == 1 else { throw fail("has a bound of shape \(shape(index)); it should be one number") }
      bounds[index - 1] = Operation.clipBound(try elements(index)[0], isLower: index == 1)
    }
    return Formula(shape(0), .clip(lower: bounds[0], upper: bounds[1]))
  }

  /// max(0, min(1, alpha · x + beta)).
  func hardSigmoid(alpha: Double, beta: Double) -> Formula {
    let scaled = LinearForm(self[0].count) { row, terms in
      terms.add(row, factor: alpha)
      terms.bias = beta
    }
    return Formula(shape(0), .linear(scaled), .clip(lower: 0, upper: 1))
  }

  /// The elementwise maximum of all operands, or the minimum as −max(−x).
  func extremum(sign: Double) throws(Diagnostic) -> Formula {
    let shape = try broadcast(list.indices, verb: "compares")
    let numbers = list.indices.map { self.numbers($0, to: shape) }
    var groups = Groups()
    for row in 0..<shape.reduce(1, *) { groups.append(numbers.lazy.map { $0[row] }) }
    if sign > 0 { return Formula(shape, .maximum(groups)) }
    let total = list.indices.reduce(0) { $0 + self[$1].count }
    let negated = LinearForm(total) { $1.add($0, factor: -1) }
    return Formula(shape, .linear(negated), .maximum(groups), .linear(LinearForm(groups.count) { $1.add($0, factor: -1) }))
  }
}

extension Operation {
  /// A bound of a Clip; `nil` for none, which older versions write as the largest float.
  package static func clipBound(_ bound: Double, isLower: Bool) -> Double? {
    abs(bound) >= Double(Float.greatestFiniteMagnitude) && (bound < 0) == isLower ? nil : bound
  }
}
