import BigInt

/// An exact rational number in lowest terms: equal numbers have equal fields.
package struct Rational: Sendable, Hashable {
  package let numerator: BigInt
  /// Always positive.
  package let denominator: BigInt

  package static let one = Rational(.one)

  /// A fraction; the denominator must not be zero.
  package init(_ numerator: BigInt, over denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction over zero")
    let divisor = numerator.greatestCommonDivisor(with: denominator) * (denominator.sign == .minus ? -1 : 1)
    self.numerator = divisor == 1 ? numerator : numerator / divisor
    self.denominator = divisor == 1 ? denominator : denominator / divisor
  }

  /// The value of a dyadic number: its mantissa is odd, so the fraction is in lowest terms as it is.
  package init(_ value: Dyadic) {
    numerator = value.mantissa << max(value.exponent, 0)
    denominator = 1 << max(-value.exponent, 0)
  }

  /// The quotient of two dyadic numbers; the second must not be zero.
  package init(_ a: Dyadic, over b: Dyadic) {
    let shift = a.exponent - b.exponent
    self.init(a.mantissa << max(shift, 0), over: b.mantissa << max(-shift, 0))
  }

  /// The value of a finite double, without rounding.
  package init(_ value: Double) { self.init(Dyadic(value)) }

  /// −1, 0 or 1.
  package var sign: Int { numerator.isZero ? 0 : numerator.sign == .minus ? -1 : 1 }
  package var isZero: Bool { numerator.isZero }

  package static prefix func - (a: Rational) -> Rational { Rational(-a.numerator, over: a.denominator) }

  package static func + (a: Rational, b: Rational) -> Rational {
    if a.isZero { return b }
    if b.isZero { return a }
    return Rational(a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  package static func - (a: Rational, b: Rational) -> Rational { a + -b }

  package static func * (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// The quotient; the divisor must not be zero.
  package static func / (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }

  /// The nearest double, ties to even; overflow gives an infinity, underflow a denormal number or zero.
  package var rounded: Double {
    if numerator.isZero { return 0 }
    let top = numerator.magnitude
    let bottom = denominator.magnitude
    // Scale so that the quotient has 64 or 65 bits; what is left over only matters for ties, so it is kept as a sticky bit.
    let shift = 64 - (top.bitWidth - bottom.bitWidth)
    let (quotient, rest) =
      shift >= 0 ? (top << shift).quotientAndRemainder(dividingBy: bottom) : top.quotientAndRemainder(dividingBy: bottom << -shift)
    // A denormal result keeps fewer bits: drop them here, so that the number is rounded once only.
    let exponent = quotient.bitWidth - 1 - shift
    let kept = max(0, min(53, exponent + 1075))
    let dropped = quotient.bitWidth - kept
    var significand = quotient >> dropped
    let remainder = quotient - (significand << dropped)
    let half = BigUInt(1) << (dropped - 1)
    if remainder > half || remainder == half && (!rest.isZero || significand & 1 == 1) { significand += 1 }
    let magnitude = scale(Double(UInt64(significand)), dropped - shift)
    return sign < 0 ? -magnitude : magnitude
  }

  /// `value · 2^power` in steps that neither overflow nor round on the way.
  private func scale(_ value: Double, _ power: Int) -> Double {
    if value == 0 { return 0 }
    if power > 2000 { return .infinity }
    if power < -2200 { return 0 }
    return Double(sign: .plus, exponent: power, significand: value)
  }
}

extension Rational: CustomStringConvertible {
  /// `n` or `n/d` in decimal digits.
  package var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
