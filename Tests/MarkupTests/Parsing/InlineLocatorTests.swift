import Diagnostics
import Markup
import Testing

@Suite struct InlineLocatorTests {
  /// What stands at the places of code spans, values, links, images and HTML; what holds others comes first.
  func places(_ text: String) -> [String] {
    parse(text).document.blocks.allInlines.compactMap { inline in
      switch inline.kind {
      case .code, .value, .link, .image, .html: "\(inline.range.start.line):\(inline.range.start.column) \(inline.range.text)"
      default: nil
      }
    }
  }

  @Test("code spans, links, images and HTML have their exact places")
  func simple() {
    #expect(places("a `b` [c](d \"t\") ![e](<f g>) <i>h</i>\n") == ["1:4 b", "1:11 d", "1:24 f g", "1:30 <i>", "1:34 </i>"])
  }

  @Test("places are exact on indented, lazy and quoted lines")
  func continuationLines() {
    #expect(places("- foo\n      `b` [c](d)\nlazy `e`\n") == ["2:8 b", "2:15 d", "3:7 e"])
    #expect(places("> a\n>   `b`\n> > c `d`\n> e `f`\n") == ["2:6 b", "3:8 d", "4:6 f"])
    #expect(places("1. > - a `b`\n   >   [c](d)\n") == ["1:11 b", "2:12 d"])
  }

  @Test("a code span loses one space at each end and may cross lines")
  func codeSpans() {
    #expect(places("`` `a` `` ` b` `  c  `\n") == ["1:4 `a`", "1:12  b", "1:18  c "])
    #expect(places("x `a\n  b` `c`\n") == ["1:4 a\n  b", "2:7 c"])
    #expect(places("> x `a\n> b` `c`\n") == ["1:6 a\n> b", "2:7 c"])
  }

  @Test("the same text twice is found twice; escapes and unclosed runs are passed over")
  func repeated() {
    #expect(places("`a` \\`a` `a`\n") == ["1:2 a", "1:9  "])
    #expect(places("``` `a` `` b\n\n`` `a`\n") == ["1:6 a", "3:5 a"])
    #expect(places("[a](x) [b](x) `x` [c](x)\n") == ["1:5 x", "1:12 x", "1:16 x", "1:23 x"])
  }

  @Test("a link around an image, and links with escapes and entities")
  func nested() {
    #expect(places("[![a](b.png) `c`](d.md)\n") == ["1:19 d.md", "1:7 b.png", "1:15 c"])
    #expect(places("[a](b\\_c) [d](e&amp;f) [g](h(i)j)\n") == ["1:5 b\\_c", "1:15 e&amp;f", "1:28 h(i)j"])
    #expect(places("<https://a.b> <c@d.e>\n") == ["1:2 https://a.b", "1:16 c@d.e"])
  }

  @Test("a reference link has the place of its block, and what follows it keeps its own")
  func references() {
    #expect(
      places("See [a][r] and `b` and [c](r.md).\n\n[r]: r.md\n")
        == ["1:1 See [a][r] and `b` and [c](r.md).", "1:17 b", "1:28 r.md"])
  }

  @Test("backticks inside HTML are no code")
  func html() {
    #expect(places("<b title=\"`a`\">x</b> `a`\n") == ["1:1 <b title=\"`a`\">", "1:17 </b>", "1:23 a"])
  }

  @Test("Windows' line ends, and Chinese punctuation that was hidden from cmark")
  func otherText() {
    #expect(places("中文**注意：**`a：**`\r\n  `b`\r\n") == ["1:21 a：**", "2:4 b"])
  }

  @Test("headings, and values in them")
  func headings() {
    #expect(
      places("## The `a` ##\n\nTwo `b`\n===\n\n# `= moons.regions`\n") == ["1:9 a", "3:6 b", "6:4 = moons.regions"])
  }

  @Test("thousands of spans in one paragraph take no more than linear time")
  func long() {
    #expect(places(String(repeating: "`a` [b](c) ` `` ", count: 20_000)).count >= 20_000)
  }
}
