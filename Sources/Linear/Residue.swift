import BigInt

/// A rational number modulo two primes, 2⁶¹ − 1 and 2⁶¹ − 31: sums, products and quotients are exact there.
///
/// Two different rationals whose denominators no prime divides have the same residue with probability about 2⁻¹²², where they were not
/// chosen for it. Equality of residues is a very good guess and no proof.
package struct Residue: Sendable, Hashable {
  package let first: UInt64
  package let second: UInt64

  package static let zero = Residue(first: 0, second: 0)
  package static let one = Residue(first: 1, second: 1)

  private static let mask: UInt64 = 1 << 61 - 1
  /// 2⁶¹ − p for the second prime.
  private static let gap: UInt64 = 31
  private static let prime: UInt64 = mask - 30

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// The residue of a finite double, which is an integer times a power of two.
  package init(_ value: Double) {
    let magnitude = Residue(magnitudeOf: value)
    self = value < 0 ? -magnitude : magnitude
  }

  /// The residue of |value|.
  package init(magnitudeOf value: Double) {
    let bits = value.bitPattern & ~(1 << 63)
    let field = Int(bits >> 52)
    let fraction = bits & (1 << 52 - 1)
    let integer = field == 0 ? fraction : fraction | 1 << 52
    self = Self.powers[max(field, 1) - 1] * Residue(first: integer, second: integer)
  }

  /// The residue of a fraction; the primes must not divide its denominator.
  package init(_ value: Rational) {
    func residue(_ prime: UInt64) -> UInt64 {
      let modulus = BigInt(prime)
      let rest = value.numerator % modulus
      let top = UInt64(rest.sign == .minus ? rest + modulus : rest), bottom = UInt64(value.denominator % modulus)
      return Self.multiply(top, Self.power(bottom, prime - 2, prime), prime)
    }
    self.init(first: residue(Self.mask), second: residue(Self.prime))
  }

  package var isZero: Bool { first == 0 && second == 0 }

  /// The smaller of a residue and its negative, by the first prime: the same for both.
  package var unsigned: Residue { first <= Self.mask / 2 ? self : -self }

  @inline(__always)
  package static prefix func - (a: Residue) -> Residue {
    Residue(first: a.first == 0 ? 0 : mask - a.first, second: a.second == 0 ? 0 : prime - a.second)
  }

  @inline(__always)
  package static func + (a: Residue, b: Residue) -> Residue {
    let first = a.first + b.first, second = a.second + b.second
    return Residue(first: first >= mask ? first - mask : first, second: second >= prime ? second - prime : second)
  }

  package static func += (a: inout Residue, b: Residue) { a = a + b }

  @inline(__always)
  package static func * (a: Residue, b: Residue) -> Residue {
    Residue(first: multiplyFirst(a.first, b.first), second: multiplySecond(a.second, b.second))
  }

  /// 1 over a residue that is not zero, by Fermat's little theorem.
  package var inverse: Residue {
    Residue(first: Self.power(first, Self.mask - 2, Self.mask), second: Self.power(second, Self.prime - 2, Self.prime))
  }

  @inline(__always)
  private static func multiplyFirst(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    // 2⁶¹ is 1.
    let sum = (low & mask) + (low >> 61 | high << 3)
    return sum >= mask ? sum - mask : sum
  }

  @inline(__always)
  private static func multiplySecond(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    // 2⁶¹ is 31: what is above it comes back 31 times, and once more for what is then above it.
    let (over, rest) = (low >> 61 | high << 3).multipliedFullWidth(by: gap)
    var sum = (low & mask) + (rest & mask) + (rest >> 61 | over << 3) * gap
    if sum >= prime { sum -= prime }
    return sum >= prime ? sum - prime : sum
  }

  private static func multiply(_ a: UInt64, _ b: UInt64, _ modulus: UInt64) -> UInt64 {
    modulus == mask ? multiplyFirst(a, b) : multiplySecond(a, b)
  }

  private static func power(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) -> UInt64 {
    var (result, square, rest): (UInt64, UInt64, UInt64) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square, modulus) }
      square = multiply(square, square, modulus)
      rest >>= 1
    }
    return result
  }

  /// 2^(k − 1074), k = 0, 1, …: the unit of the last place by the exponent field of a double.
  private static let powers: [Residue] = {
    let two = Residue(first: 2, second: 2)
    var value = two.inverse
    value = (1..<1074).reduce(value) { product, _ in product * two.inverse }
    return (0..<2047).map { _ in
      defer { value = value * two }
      return value
    }
  }()
}
