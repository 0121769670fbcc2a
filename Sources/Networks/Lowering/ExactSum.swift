import Linear

/// Sums that are doubles, or nothing.
enum ExactSum {
  /// (Σ a · b) / divisor + bias, if that is a finite double; `nil` if it would have to be rounded.
  static func value(_ products: [(Double, Double)], divisor: Double = 1, bias: Double = 0) -> Double? {
    if products.isEmpty { return bias }
    if products.count == 1, divisor == 1, bias == 0 {
      let (a, b) = products[0]
      if abs(a) == 1 || abs(b) == 1 { return a * b }
    }
    let sum = products.reduce(Dyadic.zero) { $0 + Dyadic($1.0) * Dyadic($1.1) }
    if divisor == 1 {
      let total = sum + Dyadic(bias)
      let rounded = total.rounded
      return rounded.isFinite && Dyadic(rounded) == total ? rounded : nil
    }
    let total = Rational(sum, over: Dyadic(divisor)) + Rational(bias)
    let rounded = total.rounded
    return rounded.isFinite && Rational(rounded) == total ? rounded : nil
  }

  /// The sum of two doubles, if it is one.
  static func sum(_ a: Double, _ b: Double) -> Double? {
    if a == 0 { return b }
    if b == 0 { return a }
    return value([(1, a)], bias: b)
  }
}
