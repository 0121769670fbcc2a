import BigInt
import Linear
import Seeded
import Testing

@Suite struct ResidueTests {
  private static let modulus = BigInt(1) << 61 - 1

  /// The remainder of a big integer, from 0 to p − 1.
  private static func remainder(_ number: BigInt) -> UInt64 { UInt64(number.modulus(modulus)) }

  @Test("sums, differences and products are those of integers, up to multiples of the prime")
  func arithmetic() {
    var generator = SeededGenerator(seed: 1)
    let corners: [UInt64] = [0, 1, 2, Residue.modulus - 1, Residue.modulus - 2, 1 << 60, 1 << 60 - 1]
    let samples = corners + (0..<40).map { _ in Residue.random(using: &generator).value }
    for a in samples {
      for b in samples {
        let (x, y) = (Residue(reducing: a), Residue(reducing: b))
        #expect((x + y).value == Self.remainder(BigInt(a) + BigInt(b)))
        #expect((x - y).value == Self.remainder(BigInt(a) - BigInt(b)))
        #expect((x * y).value == Self.remainder(BigInt(a) * BigInt(b)))
        #expect((-x).value == Self.remainder(-BigInt(a)))
      }
      if a != 0 { #expect(Residue(reducing: a) * Residue(reducing: a).inverse == .one) }
    }
    #expect(Residue.zero.inverse == .zero)
  }

  @Test("any words of 64 and 128 bits are reduced")
  func words() {
    var generator = SeededGenerator(seed: 2)
    let corners: [UInt64] = [0, 1, .max, .max - 1, 1 << 61, 1 << 61 - 1, 1 << 58 - 1, 1 << 58]
    let samples = corners + (0..<40).map { _ in generator.next() }
    for high in samples {
      #expect(Residue(reducing: high).value == Self.remainder(BigInt(high)))
      #expect(Residue(Int(bitPattern: UInt(high))).value == Self.remainder(BigInt(Int(bitPattern: UInt(high)))))
      for low in samples {
        #expect(Residue(reducing: high, low).value == Self.remainder(BigInt(high) << 64 + BigInt(low)))
      }
    }
  }

  @Test("doubles, dyadic numbers and fractions keep sums and products")
  func numbers() throws {
    var generator = SeededGenerator(seed: 3)
    let corners: [Double] = [0, -0.0, 1, -1, 0.1, 1e300, -1e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    let samples = corners + (0..<200).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    for (a, b) in zip(samples, samples.dropFirst()) {
      #expect(Residue(a) == Residue(Dyadic(a)))
      #expect(Residue(a) + Residue(b) == Residue(Dyadic(a) + Dyadic(b)))
      #expect(Residue(a) * Residue(b) == Residue(Dyadic(a) * Dyadic(b)))
      #expect(Residue(a).isZero == (a == 0))
      if b != 0 { #expect(try #require(Residue(Rational(a) / Rational(b))) * Residue(b) == Residue(a)) }
    }
    #expect(Residue(Rational(BigInt(1), over: Self.modulus)) == nil)
  }
}
