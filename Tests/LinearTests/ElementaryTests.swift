import Foundation
import Linear
import Seeded
import Testing

@Suite struct ElementaryTests {
  @Test("the exponential function and the logarithm agree with the mathematics library to a few units of the last place")
  func library() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let x = Double.random(in: -700...700, using: &random)
      #expect(abs(Elementary.exp(x) / Foundation.exp(x) - 1) < 0x1p-50)
      let small = Double.random(in: -1...1, using: &random)
      #expect(abs(Elementary.exp(small) / Foundation.exp(small) - 1) < 0x1p-51)
      let y = Foundation.exp(x)
      #expect(abs(Elementary.log(y) - Foundation.log(y)) <= 0x1p-51 * abs(Foundation.log(y)) + 0x1p-60)
      let near = Foundation.log(1 + abs(small))
      #expect(abs(Elementary.log(1 + abs(small)) - near) <= 0x1p-50 * near)
    }
  }

  @Test("exact values, ends of the range, and what is no number")
  func special() {
    #expect(Elementary.exp(0) == 1 && Elementary.log(1) == 0)
    #expect(Elementary.exp(-1000) == 0 && Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(710) == .infinity && Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN && Elementary.exp(.nan).isNaN)
    #expect(abs(Elementary.log(0x1p-1074) + 744.4400719213812) < 1e-12)
  }
}
