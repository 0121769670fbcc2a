import Linear

/// One unit in exact numbers: its weights, by the original numbers of the units before it, and its bias.
struct ExactUnit: Sendable {
  /// The unit's number in its layer.
  let index: Int
  private(set) var weights: [Rational]
  private(set) var bias: Rational
  /// The same numbers rounded, to tell most rows apart without exact arithmetic.
  private(set) var roundedWeights: [Double]
  private(set) var roundedBias: Double

  init(index: Int, weights: [Double], bias: Double) {
    self.index = index
    self.weights = weights.map { Rational($0) }
    self.bias = Rational(bias)
    roundedWeights = weights
    roundedBias = bias
  }

  mutating func setWeight(_ value: Rational, at source: Int) {
    weights[source] = value
    roundedWeights[source] = value.rounded
  }

  mutating func setBias(_ value: Rational) {
    bias = value
    roundedBias = value.rounded
  }
}
