/// Logarithms for colours.
package enum LogScale {
  /// log₁₀ by the series of artanh on the significand: enough digits for a colour, the same bits everywhere, because no mathematics
  /// library has a part in it. −300 for what has no logarithm.
  package static func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return -300 }
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var (term, sum) = (ratio, 0.0)
    for k in stride(from: 1.0, to: 40, by: 2) {
      sum += term / k
      term *= square
    }
    return (Double(value.exponent) * 0.6931471805599453 + 2 * sum) / 2.302585092994046
  }
}
