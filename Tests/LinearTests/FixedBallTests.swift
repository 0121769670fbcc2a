import Foundation
import Linear
import Seeded
import Testing

@Suite struct FixedBallTests {
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
