import Diagnostics
import Testing

import Markup

@Suite struct CitationTests {
  static func citations(_ text: String) -> [Citation] {
    parse(text).document.blocks.allInlines.compactMap { if case .citation(let citation) = $0.kind { citation } else { nil } }
  }

  @Test(
    "citations are found in brackets and in running text",
    arguments: [
      ("see [@a; @b, p. 4]", "[@a; @b, p. 4]"), ("[-@a]", "[-@a]"), ("as @a says", "@a"), ("(@a_b-c.d)", "@a_b-c.d"), ("@a.", "@a"),
      ("[see @a, ch. 3; also @b]", "[see @a, ch. 3; also @b]"), ("[@other.md#fig]", "[@other.md#fig]"), ("@{a b}", ""), ("@{a.b}", "@a.b"),
      ("me@example.org", ""), ("\\@a", ""), ("[\\@a]", ""), ("`@a`", ""), ("[@a](u)", ""), ("[text]", ""), ("[a; @b]", ""),
      ("[3 kg @ 5 €]", ""), ("[0, 1) of @a", "@a"), ("[see @a,\np. 3;\n@b]", "[see @a, p. 3; @b]"),
      ("\\[@a]", "@a"), ("[\\@]", ""), ("@a [see there]", "@a"), ("[see\n*that*", ""), ("[@]", ""), ("[me@example.org]", ""),
      ("@moons表明", "@moons"), ("@图一 表明", "@图一"), ("**@a**", "@a"), ("[@a]: b", "[@a]"), ("[[@a]]", "[@a]"), ("@@a", ""),
      ("by \\eqref{a-b}.", "-@a-b"), ("\\eqref{}", ""),
    ])
  func found(text: String, expected: String) {
    #expect(Self.citations(text).map(\.written).joined(separator: " | ") == expected)
  }

  @Test("a reference to an equation as LaTeX writes it stands in parentheses")
  func equations() {
    #expect(html("by \\eqref{a}, \\eq") == "<p>by (-@a), \\eq</p>\n")
  }

  @Test("every key has its place")
  func places() {
    for citation in Self.citations("> a @b, [see @c, p. 1;\n> -@d] and `x` [@e]\n") {
      for item in citation.items { #expect(item.range.text == item.key) }
    }
  }

  @Test("an escaped sign is the sign, and a backslash in code stays")
  func escapes() {
    #expect(html("\\@a \\[^b] \\~~c~~ `\\@a`") == "<p>@a [^b] ~~c~~ <code>\\@a</code></p>\n")
    #expect(parse("\\@a").document.blocks.allInlines.count == 1)
  }

  @Test("a key is placed after its at sign, not where the same letters stand before")
  func placesAfterSigns() {
    let source = Source(path: "a.md", text: "See a word a\\@a about @a, and [see a, @{a}].\n")
    var report = DiagnosticReport()
    let citations = Document.parse(source, into: &report).blocks.flatMap(\.inlines).flattened.compactMap { inline in
      if case .citation(let citation) = inline.kind { citation } else { nil }
    }
    #expect(citations.flatMap(\.items).map(\.range.bytes.lowerBound) == [23, 40] && report.isEmpty)
  }

  @Test("a key may follow a Chinese character, but no Latin letter")
  func neighbours() {
    var report = DiagnosticReport()
    let document = Document.parse(Source(path: "a.md", text: "正文见@fig和, mail a@b and 5@c\n"), into: &report)
    let keys = document.blocks.flatMap(\.inlines).flattened.compactMap { inline in
      if case .citation(let citation) = inline.kind { citation.items.first?.key } else { nil }
    }
    #expect(keys == ["fig"])
  }

  @Test("parts of an article use its definitions of links, whatever the case and white space of the label")
  func definitions() {
    let text = "```{note}\nA [word] and [other  Word][].\n```\n\n[Word]: https://example.org/a\n[other word]: https://example.org/b\n"
    var report = DiagnosticReport()
    let blocks = Document.parse(Source(path: "a.md", text: text), into: &report).blocks.flattened
    let links = blocks.flatMap(\.inlines).flattened.compactMap { inline in
      if case .link(let destination, _, _) = inline.kind { destination } else { nil }
    }
    #expect(links == ["https://example.org/a", "https://example.org/b"])
  }
}
