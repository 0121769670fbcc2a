import Diagnostics
import Markup
import Testing

@Suite struct DocumentTests {
  @Test("front matter is taken out and the lines after it keep their numbers")
  func frontMatter() {
    let (document, errors) = parse("---\ntitle: A\n---\n# B\n\nc\n")
    #expect(errors == "")
    #expect(document.frontMatter.title == "A")
    #expect(document.blocks.map(\.range.start.line) == [4, 6])
  }

  @Test("front matter may end with three dots and may be empty; a rule further down is no front matter")
  func frontMatterForms() {
    #expect(parse("---\ntitle: A\n...\nb\n").document.frontMatter.title == "A")
    #expect(parse("---\n---\nb\n").errors == "")
    #expect(parse("---\r\ntitle: A\r\n---\r\nb\r\n").document.frontMatter.title == "A")
    #expect(html("a\n\n---\n\nb: c\n\n---\n").contains("<hr />"))
  }

  @Test("an indented rule inside the front matter does not end it")
  func indentedRule() {
    let (document, errors) = parse("---\ntitle: |\n  a\n  ---\n---\nb\n")
    #expect(errors == "")
    #expect(document.frontMatter.title == "a\n---\n")
  }

  @Test("front matter that is not closed is an error")
  func unclosedFrontMatter() {
    #expect(
      parse("---\ntitle: A\n").errors == """
        a.md:1:1: error: the front matter is not closed
            1 | ---
              | ^^^ fix: add a line '---' after it
        """)
  }

  @Test("an article beyond the size limit is refused")
  func tooLarge() {
    #expect(
      parse(String(repeating: "a", count: Document.mostBytes + 1)).errors
        == "a.md: error: the article has 4194305 bytes; at most 4194304 are read\n  fix: split the article")
  }

  @Test("a carriage return alone is an error and does not move the lines after it")
  func carriageReturn() {
    let (document, errors) = parse("---\ntitle: x\n---\na\rb\n\n# c\n")
    #expect(document.blocks.map(\.range.start.line) == [4, 6])
    #expect(
      errors == """
        a.md:4:2: error: a carriage return without a line feed after it
            4 | a\u{FFFD}b
              |  ^ fix: end lines by a line feed
        """)
  }

  @Test(
    "a caption is read as one paragraph, whatever it starts with",
    arguments: ["# a *b*", "- a *b*", "1. a *b*", "> a *b*", "```a *b*", "    a *b*"])
  func inlines(_ text: String) {
    let source = Source(path: "a.md", text: text)
    var report = DiagnosticReport()
    let inlines = Document.inlines(of: source.range(ofLine: 1), into: &report)
    #expect(HTMLRenderer(context: RecordingContext()).html(inlines).hasSuffix("a <em>b</em>"))
    #expect(report.isEmpty)
  }

  @Test(
    "quotes and emphasis at the start of a caption behave as at the start of a line",
    arguments: [
      "\"a\" b", "'a' b", "_a_ b", "**a** b", "*\"a\"* b", "`a` b", "[a](b) c", "<https://a.b> c", "'tis -- a", "&amp; a",
      "\\# a",
    ])
  func startOfCaption(_ text: String) {
    let source = Source(path: "a.md", text: text)
    var report = DiagnosticReport()
    let inlines = Document.inlines(of: source.range(ofLine: 1), into: &report)
    #expect("<p>\(HTMLRenderer(context: RecordingContext()).html(inlines))</p>\n" == CommonMarkReference.html(text))
  }

  @Test(
    "what is wrong in a scalar of YAML stands at its place, in every style",
    arguments: [
      ("c: a `= ` b", "1:7"), ("c: \"a `= ` b\"", "1:8"), ("c: 'it''s `= ` b'", "1:12"), ("c: \"\\\"a\\\" \\u00e9 `= `\"", "1:19"),
      ("c: >\n  one\n  two `= `", "3:8"), ("c: |-\n  one\n\n   two `= `", "4:9"), ("c: one\n  two\n  `= `", "3:4"),
      ("c: \"one\n  two\n  `= ` \"", "3:4"), ("c: \"a \\\n  b `= `\"", "2:6"),
    ])
  func captionErrors(yaml: String, place: String) throws {
    let source = Source(path: "a.md", text: yaml)
    var report = DiagnosticReport()
    let node = try #require(try YAMLParser.parse(YAMLText(source))?.mapping("it")["c"])
    _ = Document.inlines(of: node, into: &report)
    #expect(TerminalRenderer().render(report).hasPrefix("a.md:\(place): error: no name follows '='\n"), "\(TerminalRenderer().render(report))")
  }

  @Test("a formula in quotes with escapes has the place of each of its bytes")
  func formulaInQuotes() throws {
    let source = Source(path: "a.md", text: "c: \"x $\\\\frac{a}{b}$\"")
    var report = DiagnosticReport()
    let node = try #require(try YAMLParser.parse(YAMLText(source))?.mapping("it")["c"])
    let formulas = Document.inlines(of: node, into: &report).compactMap { if case .mathematics(let formula) = $0.kind { formula } else { nil } }
    let formula = try #require(formulas.first)
    #expect(formula.text == "\\frac{a}{b}")
    #expect(formula.place(6..<7).text == "a" && formula.place(9..<10).text == "b" && formula.place(0..<5).text == "\\\\frac")
  }
}
