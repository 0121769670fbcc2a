import Diagnostics

extension Operands {
  /// The elementwise sum of all operands, over a divisor.
  func sum(verb: String, divisor: Double = 1) throws(Diagnostic) -> Formula {
    let shape = try broadcast(list.indices, verb: verb)
    let numbers = list.indices.map { self.numbers($0, to: shape) }
    return Formula(
      shape,
      .linear(
        LinearForm(shape.reduce(1, *)) { row, terms in
          for operand in numbers { terms.add(operand[row]) }
          terms.divisor = divisor
        }))
  }

  func difference() throws(Diagnostic) -> Formula {
    let shape = try broadcast(0..<2, verb: "subtracts")
    let left = numbers(0, to: shape), right = numbers(1, to: shape)
    return Formula(
      shape,
      .linear(
        LinearForm(left.count) { row, terms in
          terms.add(left[row])
          terms.add(right[row], factor: -1)
        }))
  }

  func product() throws(Diagnostic) -> Formula {
    let shape = try broadcast(0..<2, verb: "multiplies")
    let left = numbers(0, to: shape), right = numbers(1, to: shape)
    return Formula(
      shape, .linear(LinearForm(left.count) { row, terms in terms.add(from: left[row], stride: 0, times: right[row], stride: 0, count: 1) }))
  }

  /// The elementwise quotient; of integers, rounded towards zero.
  func quotient(truncates: Bool) throws(Diagnostic) -> Formula {
    let shape = try broadcast(0..<2, verb: "divides")
    let divisors = try elements(1)
    if truncates, divisors.contains(0) { throw fail("divides an integer by zero", fix: "divide by another number") }
    let left = numbers(0, to: shape), right = numbers(1, to: shape)
    let first = offsets[1]
    let division = Step.linear(
      LinearForm(left.count) { row, terms in
        let divisor = divisors[right[row] - first]
        terms.add(left[row], factor: divisor < 0 ? -1 : 1)
        terms.divisor = abs(divisor)
      })
    guard truncates else { return Formula(shape, division) }
    let truncation = Step.curved(reason: "the division of integers is a step function") { $0.map { $0.rounded(.towardZero) } }
    return Formula(shape, division, truncation)
  }

  /// (x − μ) · f + β with f = γ / √(σ² + ε) rounded once to a double.
  ///
  /// Source: S. Ioffe and C. Szegedy, "Batch Normalization", 2015, algorithm 2.
  func batchNormalization(epsilon: Double) throws(Diagnostic) -> Formula {
    let shape = shape(0)
    let channels = shape.count > 1 ? shape[1] : 1
    for index in 1..<5 where self.shape(index) != [channels] {
      throw fail("has a parameter of shape \(self.shape(index)) for \(channels) channels of shape \(shape)")
    }
    let scale = try elements(1), shift = try elements(2), mean = try elements(3), variance = try elements(4)
    for value in variance where !(value + epsilon > 0) {
      throw fail(
        "has the variance \(value), of which there is no root",
        fix: "check the running variance of the layer, which can't be below 0, and export the model again")
    }
    let factor = (0..<channels).map { RootQuotient.nearest(scale[$0], overRootOf: variance[$0], plus: epsilon) }
    let inner = shape.dropFirst(2).reduce(1, *)
    let count = self[0].count
    let centre = LinearForm(count) { row, terms in
      terms.add(row)
      terms.bias = -mean[row / inner % channels]
    }
    let scaled = LinearForm(count) { row, terms in
      terms.add(row, factor: factor[row / inner % channels])
      terms.bias = shift[row / inner % channels]
    }
    return Formula(shape, .linear(centre), .linear(scaled))
  }
}
