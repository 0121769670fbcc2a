import Linear
import Seeded
import Testing

@Suite struct DoubleDoubleTests {
  /// A random double with an exponent in a range.
  private func number(_ generator: inout SeededGenerator, exponents: ClosedRange<Int>) -> Double {
    Double.random(in: -2...2, using: &generator) * Double(sign: .plus, exponent: Int.random(in: exponents, using: &generator), significand: 1)
  }

  /// Whether the exact value lies within the bound that the number claims.
  private func holds(_ x: DoubleDouble, _ exact: Dyadic) -> Bool {
    let distance = exact - Dyadic(x.high) - Dyadic(x.low)
    let magnitude = distance.sign < 0 ? -distance : distance
    return (Dyadic(x.error) - magnitude).sign >= 0
  }

  @Test(
    "sums, differences and products stay within their bound, through cancellation and near underflow", arguments: [-30...30, -540...(-480)])
  func chain(exponents: ClosedRange<Int>) {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      var (value, exact) = (DoubleDouble.zero, Dyadic.zero)
      for step in 0..<12 {
        let (a, b) = (number(&generator, exponents: exponents), number(&generator, exponents: exponents))
        value = value + DoubleDouble(a) * DoubleDouble(b)
        exact += Dyadic(a) * Dyadic(b)
        if step % 4 == 3 {
          value = value * DoubleDouble(b) - DoubleDouble(a)
          exact = exact * Dyadic(b) - Dyadic(a)
        }
        #expect(holds(value, exact))
        if let sign = value.sign { #expect(Int(sign) == exact.sign) }
      }
    }
  }

  @Test("a quotient times its divisor gives the number back within the bound")
  func quotient() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<500 {
      let (a, b) = (number(&generator, exponents: -30...30), number(&generator, exponents: -9...9))
      let quotient = DoubleDouble(a) / b
      let rest = Dyadic(a) - (Dyadic(quotient.high) + Dyadic(quotient.low)) * Dyadic(b)
      let bound = Dyadic(quotient.error) * Dyadic(abs(b))
      #expect((bound - (rest.sign < 0 ? -rest : rest)).sign >= 0)
    }
  }

  @Test("what doubles lose, a double-double keeps, and a certain zero is told from an unknown sign")
  func signs() {
    let sum = DoubleDouble(1) + DoubleDouble(0x1p-80) - DoubleDouble(1)
    #expect(sum.sign == 1)
    #expect((DoubleDouble(1) - DoubleDouble(1)).high == 0)
    #expect(DoubleDouble.zero.sign == 0)
    let lost = DoubleDouble(1) + DoubleDouble(0x1p-200) - DoubleDouble(1)
    #expect(lost.sign == nil)
  }
}
