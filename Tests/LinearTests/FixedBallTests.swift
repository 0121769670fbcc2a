import BigInt
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

  @Test("where x is known badly, e^x has as large a bound below the last place as above it")
  func exponentialOfVagueNumbers() {
    let tiny = FixedBall(1e-100)
    // −1 to some 2⁻¹⁰⁰ at best, through a product of large and small: what is left of it must be in the bound.
    let vague = FixedBall(mantissa: FixedBall(-2000).mantissa, error: 0x1p267)
    #expect(vague.exponentialOfNegative.error >= 0x1p256)
    for ball in [(tiny * FixedBall(-1)).times(1e100), (tiny * tiny * FixedBall(-1)).times(1e200)] {
      let distance = abs(ball.logistic.rounded - 1 / (1 + exp(1.0)))
      #expect(distance <= ball.logistic.error * 0x1p-256 + 1e-16)
    }
  }

  @Test("roots of numbers with bounds hold the roots of all numbers within them, and nothing is known where 0 may be among these")
  func rootsOfIntervals() {
    for (value, error) in [(1e-76, 1.0), (2, 0x1p200), (0x1p-252, 15), (1e30, 0x1p300)] {
      let middle = FixedBall(value)
      let root = FixedBall(mantissa: middle.mantissa, error: error).squareRoot
      let spread = BigInt(error)
      for end in [middle.mantissa - spread, middle.mantissa + spread] {
        let exact = FixedBall(mantissa: end, error: 0).squareRoot
        #expect(Double((exact.mantissa - root.mantissa).magnitude) <= root.error + 1)
      }
      #expect(root.isNonzero || error >= 15)
    }
    #expect(FixedBall.zero.squareRoot.error == 0)
    for ball in [FixedBall(mantissa: 3, error: 3), FixedBall(mantissa: -5, error: 9), FixedBall(-1)] {
      #expect(ball.squareRoot.error == .infinity)
    }
  }

  @Test("a bound that says nothing says nothing of a maximum or a bent number either")
  func unknownBounds() {
    let unknown = FixedBall.zero * (FixedBall.one / .zero), one = FixedBall.one
    #expect(unknown.error == .infinity)
    for ball in [FixedBall.max(one, unknown), .max(unknown, one), .min(one, unknown), unknown.bent(negative: 0, positive: 1)] {
      #expect(ball.error == .infinity)
    }
    #expect((unknown - one).bent(negative: 0, positive: 1).error == .infinity)
  }
}
