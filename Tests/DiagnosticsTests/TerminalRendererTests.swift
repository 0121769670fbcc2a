import Diagnostics
import Testing

@Suite struct TerminalRendererTests {
  private let source = Source(path: "content/regions.md", text: "model: a.onnx\ncolor: slope-nrom\r\n\tä: x\n")

  private func diagnostic(_ bytes: Range<Int>, fix: String? = nil) -> Diagnostic {
    Diagnostic(id: "test", "something is wrong", at: .text(SourceRange(source: source, bytes: bytes)), fix: fix)
  }

  @Test("a diagnostic shows its place, the line, a caret under the text, and the fix")
  func text() {
    #expect(
      TerminalRenderer().render(diagnostic(21..<31, fix: "did you mean 'slope-norm'?")) == """
        content/regions.md:2:8: error: something is wrong
            2 | color: slope-nrom
              |        ^^^^^^^^^^ fix: did you mean 'slope-norm'?
        """)
  }

  @Test("tabs are kept under tabs, and a wide character counts its bytes in the column")
  func columns() {
    #expect(
      TerminalRenderer().render(diagnostic(38..<39)) == """
        content/regions.md:3:6: error: something is wrong
            3 | \tä: x
              | \t   ^
        """)
  }

  @Test("a file without lines shows its path, and notes follow")
  func file() {
    let diagnostic = Diagnostic(
      .warning, id: "test", "odd", at: .file("a.onnx"), fix: "mend it", notes: [Diagnostic.Note("seen here", at: .file("b.onnx"))])
    #expect(TerminalRenderer().render(diagnostic) == "a.onnx: warning: odd\n  fix: mend it\nb.onnx: note: seen here")
  }

  @Test("escape sequences in a source line are shown as replacement characters")
  func escapes() {
    let source = Source(path: "a.md", text: "x\u{1B}[2Jy")
    let diagnostic = Diagnostic(id: "test", "odd", at: .text(source.range(ofLine: 1)))
    #expect(!TerminalRenderer().render(diagnostic).contains("\u{1B}"))
  }

  @Test("a report is sorted by place and repeats nothing")
  func report() {
    var report = DiagnosticReport()
    report.add(diagnostic(21..<31))
    report.add(diagnostic(0..<5))
    report.add(diagnostic(21..<31))
    #expect(report.sorted.map { $0.location.position?.line } == [1, 2])
  }

  @Test("offsets and positions are inverse at every byte, line ends and multi-byte characters included")
  func positions() {
    for offset in 0...source.byteCount {
      let position = source.position(of: offset)
      let back = source.offset(line: position.line, column: position.column)
      // A column behind a line's text (its line feed) is moved to the end of the text.
      #expect(back == offset || back == source.bytes(ofLine: position.line).upperBound)
    }
    #expect(source.line(2) == "color: slope-nrom")
  }
}

@Suite struct SuggestionTests {
  @Test("the nearest name is found, and a far one is not suggested")
  func nearest() {
    let names = ["regions", "linear-regions", "vertices", "edges"]
    #expect(Suggestion.nearest(to: "regoins", in: names) == "regions")
    #expect(Suggestion.nearest(to: "Egdes", in: names) == "edges")
    #expect(Suggestion.nearest(to: "colour", in: names) == nil)
    #expect(Suggestion.nearest(to: "", in: names) == nil)
    #expect(Suggestion.fix(for: "colour", in: names) == "use one of: edges, linear-regions, regions, vertices")
  }
}
