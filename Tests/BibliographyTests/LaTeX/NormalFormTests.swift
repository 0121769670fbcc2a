import Bibliography
import Foundation
import Seeded
import Testing

@Suite struct NormalFormTests {
  @Test("composing piece by piece is composing the whole")
  func composed() {
    var generator = SeededGenerator(seed: 7)
    let units = ["e", "e\u{301}", "\u{323}", "\u{302}", "한", "\u{1112}\u{1161}\u{11AB}", "中", "x ", "\u{995}\u{9C7}\u{9BE}", "Å", "😀"]
    for _ in 0..<200 {
      let text = (0..<300).map { _ in units[Int.random(in: 0..<units.count, using: &generator)] }.joined()
      #expect(NormalForm.composed(text).unicodeScalars.elementsEqual(text.precomposedStringWithCanonicalMapping.unicodeScalars))
    }
  }

  @Test("a hundred thousand accents on one letter are composed")
  func marks() {
    let text = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(NormalForm.composed(text).unicodeScalars.count == 100_000)
    #expect(NormalForm.composed(text).unicodeScalars.first == "é")
  }

  @Test(
    "folding leaves lower case without accents",
    arguments: [
      ("Montúfar", "montufar"), ("ERDŐS", "erdos"), ("Straße", "strasse"), ("Ørsted", "orsted"), ("Łódź", "lodz"), ("Æther", "aether"),
      ("İ", "i"),
      ("深度 ReLU", "深度 relu"), ("e\u{301}", "e"),
    ])
  func folded(text: String, folded: String) { #expect(NormalForm.folded(text) == folded) }
}
