import Diagnostics
import Markup
import Testing

@Suite struct NestingCheckTests {
  @Test("block quotes nested 100,000 deep are refused")
  func deepQuotes() {
    let errors = parse("a\n\n" + String(repeating: ">", count: 100_000)).errors
    #expect(errors.hasPrefix("a.md:3:1: error: the text is nested more than 200 levels deep\n"))
    #expect(errors.hasSuffix(" fix: nest quotes, lists and emphasis less deeply"))
  }

  @Test("lists nested on one line or by indentation are refused before they take long")
  func deepLists() {
    let errors = parse(String(repeating: "- ", count: 20_000) + "a" + String(repeating: "\n", count: 100_000)).errors
    #expect(errors.hasPrefix("a.md:1:1: error: a list item starts beyond column 200\n"))
    let indented = (0..<150).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    #expect(parse(indented).errors.hasPrefix("a.md:102:1: error: a list item starts beyond column 200\n"))
    #expect(parse((0..<60).map { String(repeating: "   ", count: $0) + "1. a\n" }.joined()).errors == "")
  }

  @Test("emphasis nested too deep is refused")
  func deepEmphasis() {
    let text = String(repeating: "*a **a ", count: 300) + String(repeating: "a** a* ", count: 300)
    #expect(parse(text).errors.contains("error: the text is nested more than 200 levels deep"))
  }

  @Test("rules, however long, are no nested lists")
  func rules() {
    #expect(html(String(repeating: "- ", count: 5000)) == "<hr />\n")
    #expect(html(String(repeating: "*", count: 5000)) == "<hr />\n")
  }

  @Test("brackets that would take cmark minutes are refused, many ordinary ones are not")
  func brackets() {
    #expect(
      parse(String(repeating: "![[]()", count: 40_000)).errors
        .hasPrefix("a.md:1:1: error: a paragraph with 40000 times '![' and 40000 times '](' takes too long to read\n"))
    #expect(parse(String(repeating: "![a](b.png)\n\n", count: 40_000)).errors == "")
  }

  @Test(
    "no mark takes long, repeated 100,000 times, and the text is either kept or refused", .timeLimit(.minutes(1)),
    arguments: [
      "> ", "- ", "1. ", "[", "]", "*", "_", "`", "<", "![", "](", "|", "\\", "&", "[^a]: ", "\\eqref{", "[a](&", "$$", "@", "~~", "{",
    ])
  func repeated(mark: String) {
    var report = DiagnosticReport()
    let text = String(repeating: mark, count: 100_000) + "x"
    let document = Document.parse(Source(path: "a.md", text: text), into: &report)
    #expect(report.hasErrors || !document.blocks.isEmpty || !document.footnotes.isEmpty)
  }
}
