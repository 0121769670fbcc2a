import BigInt
import Linear
import Seeded
import Testing

@Suite struct ResiduePairTests {
  private static let primes = [BigInt(1) << 61 - 1, BigInt(1) << 61 - 31]

  /// The residue of a fraction by big integers.
  private func residue(_ value: Rational, _ prime: BigInt) -> UInt64 {
    let result = (value.numerator * value.denominator.inverse(prime)!).modulus(prime)
    return UInt64(result)
  }

  @Test("sums, products and quotients of doubles are those of their fractions modulo both primes")
  func arithmetic() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let values = (0..<2).map { _ in Double(bitPattern: random.next() & ~(1 << 62)) }.map { $0.isFinite ? $0 : 1 }
      let (a, b) = (Rational(values[0]), Rational(values[1])), (x, y) = (ResiduePair(values[0]), ResiduePair(values[1]))
      for (found, exact) in [(x, a), (x + y, a + b), (x * y, a * b), (-x, -a), (ResiduePair(a), a)] {
        #expect(found.first.value == residue(exact, Self.primes[0]) && found.second == residue(exact, Self.primes[1]))
      }
      if !b.isZero { #expect(x * y.inverse == ResiduePair(a / b)) }
    }
    for value in [0.0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1, 0x1p61] {
      #expect(ResiduePair(value) == ResiduePair(Rational(value)) && ResiduePair(magnitudeOf: -value) == ResiduePair(Rational(abs(value))))
      #expect(ResiduePair(value).unsigned == ResiduePair(-value).unsigned)
    }
  }
}
