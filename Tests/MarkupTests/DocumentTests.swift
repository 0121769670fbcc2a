import Diagnostics
import Markup
import Testing

@Suite struct DocumentTests {
  @Test("hostile Markdown neither traps nor nests without end", arguments: ["> ", "- ", "[", "*", "`", "<", "![", "|", "\u{0}"])
  func hostile(token: String) {
    var report = DiagnosticReport()
    _ = Document.parse(Source(path: "a.md", text: String(repeating: token, count: 20_000)), into: &report)
  }
}
