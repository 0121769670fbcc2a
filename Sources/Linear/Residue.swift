import BigInt

/// A number modulo the prime p = 2⁶¹ − 1: where exact arithmetic on dyadic numbers is too dear and a certain kind of error is bearable.
///
/// Sums and products of numbers go to sums and products of residues, so what is equal has equal residues. What differs has
/// equal residues only where p divides the difference: for a polynomial of degree d that isn't zero, at random arguments, with
/// a probability of at most d/p (J. T. Schwartz, "Fast probabilistic algorithms for verification of polynomial identities", JACM 27, 1980).
/// p is a Mersenne prime: 2⁶¹ = 1, so that powers of two are rotations and products are reduced by an addition.
package struct Residue: Sendable, Hashable {
  /// From 0 to p − 1.
  package let value: UInt64

  /// p.
  package static let modulus: UInt64 = 1 << 61 - 1
  package static let zero = Residue(canonical: 0)
  package static let one = Residue(canonical: 1)

  @inline(__always)
  private init(canonical: UInt64) { value = canonical }

  /// The residue of a number from 0 to 2⁶⁴ − 1.
  @inline(__always)
  package init(reducing number: UInt64) {
    let folded = number & Self.modulus + number >> 61
    value = folded >= Self.modulus ? folded - Self.modulus : folded
  }

  /// The residue of a number from 0 to 2¹²⁸ − 1, given as high · 2⁶⁴ + low.
  @inline(__always)
  package init(reducing high: UInt64, _ low: UInt64) {
    // 2¹²² = 1: three digits to the base 2⁶¹.
    let middle = (low >> 61 | high << 3) & Self.modulus
    self.init(reducing: low & Self.modulus + middle + high >> 58)
  }

  package init(_ integer: Int) {
    let magnitude = Residue(reducing: UInt64(integer.magnitude))
    self = integer < 0 ? -magnitude : magnitude
  }

  package init(_ integer: BigInt) {
    let rest = (integer.magnitude % BigUInt(Self.modulus)).words.first ?? 0
    let magnitude = Residue(canonical: UInt64(rest))
    self = integer.sign == .minus ? -magnitude : magnitude
  }

  /// The residue of a finite double, which is zero for zero alone: a significand has 53 bits.
  package init(_ number: Double) {
    precondition(number.isFinite, "\(number) has no residue")
    if number == 0 {
      self = .zero
    } else {
      let whole = Residue(canonical: UInt64(number.significand * 0x1p52)).timesPowerOfTwo(Int(number.exponent) - 52)
      self = number < 0 ? -whole : whole
    }
  }

  package init(_ number: Dyadic) { self = Residue(number.mantissa).timesPowerOfTwo(number.exponent) }

  /// The residue of a fraction; `nil` where p divides the denominator.
  package init?(_ number: Rational) {
    let denominator = Residue(number.denominator)
    if denominator.isZero { return nil }
    self = Residue(number.numerator) * denominator.inverse
  }

  /// A residue drawn uniformly.
  package static func random(using generator: inout some RandomNumberGenerator) -> Residue {
    while true {
      let bits = generator.next() >> 3
      if bits < modulus { return Residue(canonical: bits) }
    }
  }

  package var isZero: Bool { value == 0 }

  /// This times 2 to a power of either sign.
  package func timesPowerOfTwo(_ power: Int) -> Residue {
    let turn = UInt64((power % 61 + 61) % 61)
    return Residue(reducing: (value << turn) & Self.modulus | value >> (61 - turn))
  }

  @inline(__always)
  package static func + (a: Residue, b: Residue) -> Residue {
    let sum = a.value + b.value
    return Residue(canonical: sum >= modulus ? sum - modulus : sum)
  }

  @inline(__always)
  package static func - (a: Residue, b: Residue) -> Residue {
    Residue(canonical: a.value >= b.value ? a.value - b.value : a.value + modulus - b.value)
  }

  @inline(__always)
  package static prefix func - (a: Residue) -> Residue { Residue(canonical: a.value == 0 ? 0 : modulus - a.value) }

  @inline(__always)
  package static func * (a: Residue, b: Residue) -> Residue {
    let (high, low) = a.value.multipliedFullWidth(by: b.value)
    return Residue(reducing: high, low)
  }

  package static func += (a: inout Residue, b: Residue) { a = a + b }

  /// This to a power of 0 or more.
  package func power(_ exponent: UInt64) -> Residue {
    var result = Residue.one, square = self, rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    return result
  }

  /// The number whose product with this one is 1, by Fermat's little theorem; zero for zero.
  package var inverse: Residue { power(Self.modulus - 2) }
}
