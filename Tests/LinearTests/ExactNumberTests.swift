import BigInt
import Linear
import Seeded
import Testing

@Suite struct ExactNumberTests {
  private static let samples: [Double] = [
    0, 1, -1, 0.1, -0.1, 3, 1e300, -1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
    .greatestFiniteMagnitude, .leastNormalMagnitude.nextDown, 0x1p-1074 * 3, 2 / 3, .pi,
  ]

  @Test("a double survives the way to a dyadic or rational number and back", arguments: samples)
  func roundTrip(value: Double) {
    #expect(Dyadic(value).rounded == value)
    #expect(Rational(value).rounded == value)
    #expect(Dyadic(value).sign == (value > 0 ? 1 : value < 0 ? -1 : 0))
  }

  @Test("sums and products of dyadic numbers are exact where doubles round")
  func exactness() {
    let (a, b) = (Dyadic(1e16), Dyadic(1))
    #expect((a + b - a).rounded == 1)
    #expect((Dyadic(.leastNonzeroMagnitude) * Dyadic(.leastNonzeroMagnitude)).sign == 1)
    #expect(Dyadic(0.5) + Dyadic(0.5) == Dyadic(1))
    #expect(Dyadic(6) == Dyadic(mantissa: 3, exponent: 1))
  }

  @Test("quotients are rounded once, to the nearest double, as the processor does")
  func division() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let a = Double(bitPattern: generator.next()), b = Double(bitPattern: generator.next())
      guard a.isFinite, b.isFinite, b != 0 else { continue }
      #expect(Dyadic(a).divided(by: Dyadic(b)) == a / b, "\(a) / \(b)")
    }
  }

  @Test("rationals are in lowest terms with a positive denominator")
  func lowestTerms() {
    let third = Rational(BigInt(-2), over: BigInt(-6))
    #expect(third.description == "1/3")
    #expect((third * Rational(3.0)).description == "1")
    #expect(third + third - third == third)
    #expect(Rational(0.75).description == "3/4")
    #expect((Rational(1.0) / third).rounded == 3)
  }
}
