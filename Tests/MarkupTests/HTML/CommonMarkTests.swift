import Markup
import Testing

/// Our HTML against libcmark's own, for documents that use nothing beyond CommonMark.
@Suite struct CommonMarkTests {
  static let documents: [String] = [
    "# Title\n\nA *paragraph* with **strong**, `code`, and ***both***.\nA soft break,  \na hard one\\\nand another.\n",
    "Setext\n======\n\nSecond\n---\n\n###### six ######\n\n####### seven\n",
    "> quote\ncontinued lazily\n>\n> > nested\n> - list in quote\n>\n> end\n",
    "- a\n- b\n\n  second paragraph\n- c\n  - d\n    - e\n",
    "- tight\n- list\n  1. one\n  2. two\n* other list\n+ third\n",
    "0. zero\n1. one\n\n7) seven\n8) eight\n\n-\n- after an empty item\n",
    "```swift\nlet a = \"<b> & c\"\n```\n\n~~~\nplain\n~~~\n\n    indented\n      more\n\n\ttab\n",
    "````markdown extra words\n```\nnested\n```\n````\n\n```\nunclosed\n",
    "[link](/a_b.html \"a \\\"title\\\"\")\n", "[ref][R] [R] [][R] [collapsed][]\n\n[r]: <b c.html> 'ti<t>le'\n[collapsed]: x&amp;y\n",
    "![image *alt* `code`](a.png \"t\") ![][r] [![nested](i.png)](page.md)\n\n[r]: r.png\n",
    "<https://example.org/?a=1&b=2> <me@example.org> https://not.linked\n",
    "\"Quotes\" -- and 'single' ones... isn't --- it?\n",
    "<div class=\"x\">\n*raw*\n</div>\n\ninline <b title=\"`a`\">html</b> <!-- c --> <br/>\n",
    "***\n---\n___\n\n- - -\n\n* * *\n",
    "&copy; &amp; &#35; &#X22; &nosuch; \\& \\* \\_ \\` < > \"\n",
    "`` a ` b ``, ` `` `, `a\nb`, ` `, `a\\`b\n",
    "*a **b** c* _x_y_ __p__ **a*b* **unclosed *mix_d*_\n",
    "| not | a | table |\n\na | b\n\n- | -\n",
    "Uni\u{0}code \u{1F600} é 中文\u{3000}x\u{A0}y\n",
    "[a](<x y>) [b](x(y)z) [c](x\\)y) [d]() [e](<>) [f](ä?ö=[1]&'\"%20%zz)\n",
    "1. a\n\n   ```\n   code\n   ```\n2. b\n\n       indented code in item\n",
    "a\r\nb\r\n\r\n```\r\ncode\r\n```\r\n",
    "[a]: /one\n[a]: /two\n\"title\"\n\n[a] and text\n[b]: /lazy\n",
    "\\\n\\\\\n\n\\# no heading\n\n1986\\. A year\n\n&#42; no list\n",
    "Line with trailing spaces   \n\n   # indented heading #\n\n    # code\n",
    "**bold**text *it*al **中文**文字 *“q”* a*\"b\"*c\n",
    "", "\n\n\n", "#\n\n##  \n\n# #\n", ">\n", "- [] not a task\n- [x](y)\n",
    "<script>\nif (a < b) { x() }\n</script>\n\n<?php a ?>\n\n<![CDATA[ x ]]>\n\n<!DOCTYPE html>\n",
  ]

  /// Our HTML without what we add to headings.
  static func withoutAnchors(_ html: String) -> String {
    html.replacing(#/<a class="anchor"[^>]*>#</a>/#, with: "").replacing(#/<h([1-6]) id="[^"]*">/#) { "<h\($0.output.1)>" }
  }

  @Test("plain CommonMark gives the HTML that libcmark gives", arguments: documents)
  func agreement(_ text: String) {
    #expect(Self.withoutAnchors(html(text)) == CommonMarkReference.html(text))
  }

  @Test("the documents end to end, in every order of two, give the HTML that libcmark gives")
  func agreementOfPairs() {
    for first in Self.documents {
      for second in Self.documents {
        let text = first + "\n" + second
        #expect(Self.withoutAnchors(html(text)) == CommonMarkReference.html(text), "\(text.debugDescription)")
      }
    }
  }
}
