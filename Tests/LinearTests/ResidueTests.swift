import BigInt
import Foundation
import Linear
import Seeded
import Testing

@Suite struct ResidueTests {
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
      let (a, b) = (Rational(values[0]), Rational(values[1])), (x, y) = (Residue(values[0]), Residue(values[1]))
      for (found, exact) in [(x, a), (x + y, a + b), (x * y, a * b), (-x, -a), (Residue(a), a)] {
        #expect(found.first == residue(exact, Self.primes[0]) && found.second == residue(exact, Self.primes[1]))
      }
      if !b.isZero { #expect(x * y.inverse == Residue(a / b)) }
    }
    for value in [0.0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1, 0x1p61] {
      #expect(Residue(value) == Residue(Rational(value)) && Residue(magnitudeOf: -value) == Residue(Rational(abs(value))))
      #expect(Residue(value).unsigned == Residue(-value).unsigned)
    }
  }

  @Test("numbers with bounds hold the exact results, and functions agree with the mathematical library")
  func enclosures() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      let (a, b) = (Double.random(in: -9...9, using: &random), Double.random(in: -9...9, using: &random))
      let (x, y) = (FixedBall(a), FixedBall(b))
      for (ball, exact) in [
        (x + y, Rational(a) + Rational(b)), (x * y, Rational(a) * Rational(b)), (x.times(b), Rational(a) * Rational(b)),
        (x / y, Rational(a) / Rational(b)),
      ] {
        let distance = Rational(Dyadic(mantissa: ball.mantissa, exponent: -FixedBall.precision)) - exact
        #expect(abs(distance.rounded) <= ball.error * 0x1p-256)
        #expect(ball.error < 64)
      }
      #expect(abs(x.hyperbolicTangent.rounded - tanh(a)) < 1e-15)
      #expect(abs(x.logistic.rounded - 1 / (1 + exp(-a))) < 1e-15)
      // tanh x = 2 / (1 + e^(−2x)) − 1, which other steps compute.
      let other = x.times(2).logistic.times(2) - .one
      #expect(!(other - x.hyperbolicTangent).isNonzero)
      let root = FixedBall(abs(a)).squareRoot
      #expect(!(root * root - FixedBall(abs(a))).isNonzero || a == 0)
    }
    #expect(!(FixedBall(1) / .zero).isNonzero)
    #expect(FixedBall(-2000).exponentialOfNegative.rounded == 0)
    #expect((FixedBall(0x1p-200) - .zero).isNonzero)
  }
}
