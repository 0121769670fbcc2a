import Mathematics
import Testing

@Suite struct CESU8Tests {
  private func encode(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    CESU8.append(text, to: &bytes)
    return bytes
  }

  @Test("characters of the basic plane have the bytes of UTF-8, others those of their surrogates")
  func encoding() {
    #expect(encode("aé中\u{0}") == Array("aé中\u{0}".utf8))
    // The example of Unicode Technical Report 26: U+10400 is D801 DC00.
    #expect(encode("\u{10400}") == [0xED, 0xA0, 0x81, 0xED, 0xB0, 0x80])
  }

  @Test("every scalar comes back")
  func roundTrip() {
    for start in stride(from: UInt32(0), through: 0x10FFFF, by: 257) {
      let text = String(String.UnicodeScalarView((start..<start + 3).compactMap(Unicode.Scalar.init)))
      #expect(encode(text).withUnsafeBytes { CESU8.decode($0) } == text)
    }
  }

  @Test("broken bytes and halves of pairs become replacement characters, never a trap")
  func broken() {
    #expect(([0xED, 0xA0, 0x81, 0x61] as [UInt8]).withUnsafeBytes { CESU8.decode($0) } == "\u{FFFD}a")
    for byte in UInt8.min...UInt8.max { _ = [byte].withUnsafeBytes { CESU8.decode($0) } }
  }
}
