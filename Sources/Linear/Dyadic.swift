import BigInt

/// An exact dyadic rational: an integer times a power of two. Every finite double is one, and sums and products of them stay so.
///
/// The mantissa is odd or zero, so equal numbers have equal fields.
package struct Dyadic: Sendable, Hashable {
  package let mantissa: BigInt
  package let exponent: Int

  package static let zero = Dyadic(0)
  package static let one = Dyadic(1)

  package init(mantissa: BigInt, exponent: Int) {
    if mantissa.isZero {
      self.mantissa = 0
      self.exponent = 0
    } else {
      let shift = mantissa.trailingZeroBitCount
      self.mantissa = shift == 0 ? mantissa : mantissa >> shift
      self.exponent = exponent + shift
    }
  }

  /// The value of a finite double, without rounding.
  package init(_ value: Double) {
    precondition(value.isFinite, "\(value) is no dyadic number")
    if value == 0 {
      self.init(mantissa: 0, exponent: 0)
    } else {
      // significand = integer · 2⁻⁵², whole for normal and denormal numbers alike.
      let integer = Int64(value.significand * 0x1p52)
      self.init(mantissa: BigInt(value.sign == .minus ? -integer : integer), exponent: Int(value.exponent) - 52)
    }
  }

  /// −1, 0 or 1.
  package var sign: Int { mantissa.isZero ? 0 : mantissa.sign == .minus ? -1 : 1 }
  package var isZero: Bool { mantissa.isZero }

  package static prefix func - (value: Dyadic) -> Dyadic { Dyadic(mantissa: -value.mantissa, exponent: value.exponent) }

  package static func + (a: Dyadic, b: Dyadic) -> Dyadic {
    if a.isZero { return b }
    if b.isZero { return a }
    let exponent = min(a.exponent, b.exponent)
    return Dyadic(mantissa: (a.mantissa << (a.exponent - exponent)) + (b.mantissa << (b.exponent - exponent)), exponent: exponent)
  }

  package static func - (a: Dyadic, b: Dyadic) -> Dyadic { a + -b }

  package static func * (a: Dyadic, b: Dyadic) -> Dyadic {
    if a.isZero || b.isZero { return .zero }
    return Dyadic(mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent)
  }

  package static func += (a: inout Dyadic, b: Dyadic) { a = a + b }

  /// This number over another that isn't zero, rounded once to the nearest double, ties to even; overflow gives an infinity.
  package func divided(by divisor: Dyadic) -> Double { Rational(self, over: divisor).rounded }

  /// The nearest double, ties to even; overflow gives an infinity.
  package var rounded: Double { Rational(self).rounded }
}
