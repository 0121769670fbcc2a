import Markup
import Testing

@Suite struct AddressSafetyTests {
  @Test(
    "addresses that run code or read the reader's disk are refused, however they are written",
    arguments: [
      "javascript:alert(1)", "JavaScript:x", " javascript:x", "java\tscript:x", "java\nscript:x", "\u{1}javascript:x",
      "vbscript:x",
      "file:///etc/passwd", "data:text/html,x", "data:image/png,x",
    ])
  func unsafe(_ address: String) {
    #expect(!AddressSafety.isSafe(address))
  }

  @Test(
    "ordinary addresses pass",
    arguments: ["", "a.md", "#x", "https://a.b/?javascript:x", "mailto:a@b", "./file:x", "javascript.md"])
  func safe(_ address: String) {
    #expect(AddressSafety.isSafe(address))
  }

  @Test("an image may be written into its address, but not as SVG, which can hold code")
  func images() {
    #expect(AddressSafety.isSafe("data:image/png;base64,AA", isImage: true))
    #expect(!AddressSafety.isSafe("data:image/svg+xml,x", isImage: true))
    #expect(!AddressSafety.isSafe("data:image/pngx,x", isImage: true))
    #expect(!AddressSafety.isSafe("javascript:x", isImage: true))
  }
}
