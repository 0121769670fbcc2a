import Markup
import Testing

@Suite struct AddressSafetyTests {
  @Test(
    "addresses that run code or read the reader's disk are refused, however they are written",
    arguments: [
      "javascript:alert(1)", "JavaScript:x", " javascript:x", "java\tscript:x", "java\nscript:x", "\u{1}javascript:x", "vbscript:x",
      "file:///etc/passwd", "data:text/html,x", "data:image/png,x",
    ])
  func unsafe(_ address: String) {
    #expect(!AddressSafety.isSafe(address))
  }

  @Test("ordinary addresses pass", arguments: ["", "a.md", "#x", "https://a.b/?javascript:x", "mailto:a@b", "./file:x", "javascript.md"])
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

  @Test("the error stands at the address")
  func diagnostic() {
    let errors = parse("Text\n- see\n    [it](JavaScript:x) and ![b](file:///b.png)\n").errors
    #expect(
      errors == """
        a.md:3:10: error: a link may not have an address with the scheme 'javascript:'
            3 |     [it](JavaScript:x) and ![b](file:///b.png)
              |          ^^^^^^^^^^^^ fix: use a relative address or one with https:
        a.md:3:33: error: an image may not have an address with the scheme 'file:'
            3 |     [it](JavaScript:x) and ![b](file:///b.png)
              |                                 ^^^^^^^^^^^^^^ fix: put the image into a file beside the article
        """)
  }
}
