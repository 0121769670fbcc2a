import BigInt

/// A real number in fixed point with 256 bits after the point, and a bound of its distance from the exact one.
///
/// For questions that double precision can't answer, such as whether two values that agree in all digits are the same. Bounds are doubles,
/// rounded up at every step.
package struct FixedBall: Sendable {
  package static let precision = 256
  /// The value times 2²⁵⁶.
  package let mantissa: BigInt
  /// |exact − value| is at most this many units of 2⁻²⁵⁶; never NaN, and ∞ where nothing is known.
  package let error: Double

  package static let zero = FixedBall(mantissa: 0, error: 0)
  package static let one = FixedBall(mantissa: BigInt(1) << precision, error: 0)
  private static let up = 1 + 0x1p-50

  package init(mantissa: BigInt, error: Double) {
    self.mantissa = mantissa
    // 0 · ∞ in a bound says nothing of the number; kept as NaN, a comparison could drop it.
    self.error = error.isNaN ? .infinity : error
  }

  /// A finite double; exact unless it has digits below 2⁻²⁵⁶.
  package init(_ value: Double) {
    let exact = Dyadic(value)
    let shift = exact.exponent + Self.precision
    self.init(mantissa: Self.shifted(exact.mantissa, by: shift), error: shift < 0 ? 1 : 0)
  }

  /// Whether it is certain that the exact number is not 0.
  package var isNonzero: Bool { Double(mantissa.magnitude) > error * Self.up * Self.up }

  package static prefix func - (a: Self) -> Self { Self(mantissa: -a.mantissa, error: a.error) }
  package static func + (a: Self, b: Self) -> Self { Self(mantissa: a.mantissa + b.mantissa, error: (a.error + b.error) * up) }
  package static func - (a: Self, b: Self) -> Self { a + -b }

  package static func * (a: Self, b: Self) -> Self {
    let product = shifted(a.mantissa * b.mantissa, by: -precision)
    let unit = 0x1p-256
    let spread = Double(a.mantissa.magnitude) * b.error * unit + Double(b.mantissa.magnitude) * a.error * unit + a.error * b.error * unit
    return Self(mantissa: product, error: (spread + 1) * up * up)
  }

  /// The product with a finite double.
  package func times(_ factor: Double) -> Self {
    if factor == 0 { return .zero }
    if factor == 1 { return self }
    let exact = Dyadic(factor)
    return Self(
      mantissa: Self.shifted(mantissa * exact.mantissa, by: exact.exponent),
      error: (error * abs(factor) + (exact.exponent < 0 ? 1 : 0)) * Self.up)
  }

  /// The quotient; nothing is known of it unless the divisor is certain not to be zero.
  package static func / (a: Self, b: Self) -> Self {
    guard b.isNonzero else { return Self(mantissa: 0, error: .infinity) }
    let quotient = (a.mantissa << precision) / b.mantissa
    // |a/b − â/b̂| ≤ (ea + |a/b| eb) / (|b̂| − eb)
    let least = Double(b.mantissa.magnitude) * 0x1p-256 / up - b.error * 0x1p-256
    let spread = (a.error + Double(quotient.magnitude) * 0x1p-256 * b.error) / least
    return Self(mantissa: quotient, error: (spread * up + 1) * up * up)
  }

  package static func max(_ a: Self, _ b: Self) -> Self {
    Self(mantissa: Swift.max(a.mantissa, b.mantissa), error: Swift.max(a.error, b.error))
  }

  package static func min(_ a: Self, _ b: Self) -> Self { -max(-a, -b) }

  /// `negative` · x below zero, `positive` · x above: what the sign is in doubt by is in the bound.
  package func bent(negative: Double, positive: Double) -> Self {
    let slope = mantissa.sign == .minus ? negative : positive
    let result = times(slope)
    return Self(mantissa: result.mantissa, error: Swift.max(result.error, (error * Swift.max(abs(negative), abs(positive)) + 1) * Self.up))
  }

  /// The nearest double to the middle.
  package var rounded: Double { Dyadic(mantissa: mantissa, exponent: -Self.precision).rounded }

  /// A shift to the left, or to the right towards −∞.
  static func shifted(_ value: BigInt, by places: Int) -> BigInt { places >= 0 ? value << places : value >> -places }
}
