import Testing

import Markup

@Suite struct InlineAdditionTests {
  @Test(
    "text between two pairs of tildes is deleted",
    arguments: [
      ("~~a~~", "<del>a</del>"), ("a ~~b *c*~~ d", "a <del>b <em>c</em></del> d"), ("~~ a ~~", "~~ a ~~"), ("~a~", "~a~"),
      ("~~~a~~~", "~~~a~~~"),
      ("~~a~~ ~~b~~", "<del>a</del> <del>b</del>"), ("~~a", "~~a"), ("*~~a*~~", "<em>~~a</em>~~"), ("~~`a`~~", "<del><code>a</code></del>"),
    ])
  func deleted(text: String, expected: String) {
    let fenced = text.hasPrefix("~~~") ? "x \(text)" : text
    #expect(html(fenced) == "<p>\(text.hasPrefix("~~~") ? "x " : "")\(expected)</p>\n")
  }

  @Test("items of a list may be tasks")
  func tasks() {
    let text = html("- [ ] a\n- [x] b\n- [y] c\n")
    #expect(text.contains("<li><input type=\"checkbox\" disabled=\"disabled\" aria-label=\"To do\" /> a</li>"))
    #expect(text.contains("<li><input type=\"checkbox\" disabled=\"disabled\" checked=\"checked\" aria-label=\"Done\" /> b</li>"))
    #expect(text.contains("<li>[y] c</li>"))
  }

  @Test("terms with what they mean follow each other in one list")
  func definitions() {
    #expect(
      html("Cell\n: a *piece*\n: another\n\nEdge\n: between\n  cells\n\nText: no\n")
        == "<dl class=\"definitions\">\n<dt>Cell</dt>\n<dd>a <em>piece</em></dd>\n<dd>another</dd>\n<dt>Edge</dt>\n<dd>between\ncells</dd>\n</dl>\n<p>Text: no</p>\n"
    )
  }

  @Test("a heading's label is its id")
  func headings() throws {
    let parsed = parse("## A *b* {#sec-a}\n\n## {#x}\n\n## c {#1}\n")
    guard case .heading(2, let inlines, let label) = try #require(parsed.document.blocks.first).kind else { Issue.record("none"); return }
    #expect(inlines.slugText == "A b" && label?.name == "sec-a" && label?.range.text == "sec-a")
    #expect(parsed.errors.contains("a.md:5:8: error: '1' is not a label"))
    #expect(html("## A {#b}\n").hasPrefix("<h2 id=\"b\">A<a"))
  }
}
