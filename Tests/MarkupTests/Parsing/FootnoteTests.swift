import Testing

import Markup

@Suite struct FootnoteTests {
  @Test("definitions are taken out of the text, wherever they stand, and keep their lines")
  func definitions() {
    let document = parse("A[^1] b[^two].\n\n[^1]: word\n[^two]: more *words*\n    and more\n\n    second\n\nC\n").document
    #expect(document.footnotes.map(\.label.name) == ["1", "two"])
    #expect(document.footnotes.map(\.blocks.count) == [1, 2])
    #expect(document.blocks.map(\.range.start.line) == [1, 9])
    #expect(document.footnotes[1].blocks[1].range.start.line == 7)
    #expect(document.footnotes[1].label.range.text == "two")
    #expect(document.footnotes[1].blocks[0].range.start.column == 9)
  }

  @Test("a reference is a mark, and code is none")
  func references() {
    let inlines = parse("a[^1] `[^1]` \\[^1]\n\n```\n[^2]: x\n```\n\n[^1]: y").document
    #expect(inlines.blocks.allInlines.count { if case .footnote("1") = $0.kind { true } else { false } } == 1)
    #expect(inlines.footnotes.count == 1)
  }

  @Test("containers hold references and definitions")
  func containers() {
    let document = parse("```{note}\nA[^n].\n\n[^n]: text\n```\n").document
    #expect(document.footnotes.map(\.label.name) == ["n"])
  }
}
