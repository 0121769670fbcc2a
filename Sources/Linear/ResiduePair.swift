import BigInt

/// A rational number modulo two primes, 2⁶¹ − 1 and 2⁶¹ − 31: sums, products and quotients are exact there.
///
/// Two different rationals whose denominators no prime divides have the same residues with probability about 2⁻¹²², where they were not
/// chosen for it. Equality of residues is a very good guess and no proof.
package struct ResiduePair: Sendable, Hashable {
  package let first: Residue
  /// Modulo 2⁶¹ − 31.
  package let second: UInt64

  package static let zero = ResiduePair(.zero, 0)
  package static let one = ResiduePair(.one, 1)

  private static let mask: UInt64 = 1 << 61 - 1
  /// 2⁶¹ − p for the second prime.
  private static let gap: UInt64 = 31
  private static let prime: UInt64 = mask - 30

  @inline(__always)
  private init(_ first: Residue, _ second: UInt64) {
    self.first = first
    self.second = second
  }

  /// The residues of a finite double, which is an integer times a power of two.
  package init(_ value: Double) {
    let magnitude = ResiduePair(magnitudeOf: value)
    self = value < 0 ? -magnitude : magnitude
  }

  /// The residues of |value|.
  package init(magnitudeOf value: Double) {
    let bits = value.bitPattern & ~(1 << 63)
    let field = Int(bits >> 52)
    let fraction = bits & (1 << 52 - 1)
    let integer = field == 0 ? fraction : fraction | 1 << 52
    self = Self.powers[max(field, 1) - 1] * ResiduePair(Residue(reducing: integer), integer)
  }

  /// The residues of a fraction; the primes must not divide its denominator.
  package init(_ value: Rational) {
    let modulus = BigInt(Self.prime)
    let rest = value.numerator % modulus
    let top = UInt64(rest.sign == .minus ? rest + modulus : rest), bottom = UInt64(value.denominator % modulus)
    self.init(Residue(value) ?? .zero, Self.multiply(top, Self.inverse(bottom)))
  }

  package var isZero: Bool { first.isZero && second == 0 }

  /// The smaller of a residue and its negative, by the first prime: the same for both.
  package var unsigned: ResiduePair { first.value <= Residue.modulus / 2 ? self : -self }

  @inline(__always)
  package static prefix func - (a: ResiduePair) -> ResiduePair { ResiduePair(-a.first, a.second == 0 ? 0 : prime - a.second) }

  @inline(__always)
  package static func + (a: ResiduePair, b: ResiduePair) -> ResiduePair {
    let second = a.second + b.second
    return ResiduePair(a.first + b.first, second >= prime ? second - prime : second)
  }

  package static func += (a: inout ResiduePair, b: ResiduePair) { a = a + b }

  @inline(__always)
  package static func * (a: ResiduePair, b: ResiduePair) -> ResiduePair { ResiduePair(a.first * b.first, multiply(a.second, b.second)) }

  /// 1 over a residue that is not zero, by Fermat's little theorem.
  package var inverse: ResiduePair { ResiduePair(first.inverse, Self.inverse(second)) }

  @inline(__always)
  private static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    // 2⁶¹ is 31: what is above it comes back 31 times, and once more for what is then above it.
    let (over, rest) = (low >> 61 | high << 3).multipliedFullWidth(by: gap)
    var sum = (low & mask) + (rest & mask) + (rest >> 61 | over << 3) * gap
    if sum >= prime { sum -= prime }
    return sum >= prime ? sum - prime : sum
  }

  private static func inverse(_ base: UInt64) -> UInt64 {
    var (result, square, rest): (UInt64, UInt64, UInt64) = (1, base, prime - 2)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }

  /// 2^(k − 1074), k = 0, 1, …: the unit of the last place by the exponent field of a double.
  private static let powers: [ResiduePair] = {
    let two = ResiduePair(Residue(2), 2)
    let half = two.inverse
    var value = (0..<1074).reduce(ResiduePair.one) { product, _ in product * half }
    return (0..<2047).map { _ in
      defer { value = value * two }
      return value
    }
  }()
}
