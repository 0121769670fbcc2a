import Markup
import Testing

@Suite struct EmphasisMaskTests {
  @Test(
    "emphasis beside Chinese punctuation needs no spaces",
    arguments: [
      ("**注意：**文字", "<strong>注意：</strong>文字"), ("文字**“引用”**文字", "文字<strong>“引用”</strong>文字"),
      ("文字（*重要*）。", "文字（<em>重要</em>）。"), ("这是***很，***好", "这是<em><strong>很，</strong></em>好"),
      ("`**注意：**`", "<code>**注意：**</code>"), ("[**注：**](a：*b)", "<a href=\"a%EF%BC%9A*b\"><strong>注：</strong></a>"),
    ])
  func emphasis(_ text: String, _ expected: String) {
    #expect(html(text) == "<p>\(expected)</p>\n")
  }

  @Test("code blocks, HTML and info strings come back as they were")
  func roundTrip() {
    #expect(html("```x：*y*\n：*\n```\n") == "<pre><code class=\"language-x：*y*\">：*\n</code></pre>\n")
    #expect(html("<p title=\"：*\">\n") == "<p title=\"：*\">\n")
  }

  @Test("a text with private characters of its own keeps them")
  func privateCharacters() {
    #expect(html("\u{E000}\u{E001} ：**a**") == "<p>\u{E000}\u{E001} ：<strong>a</strong></p>\n")
  }
}
