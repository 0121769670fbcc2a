import Diagnostics
import Markup
import Testing

@Suite struct HTMLRendererTests {
  @Test("a heading has an id and, from level 2 on, a link to itself")
  func headings() {
    #expect(
      html("# A *b*\n\n## A b\n") == """
        <h1 id="a-b">A <em>b</em></h1>
        <h2 id="a-b-1">A b<a class="anchor" href="#a-b-1" aria-label="Link to this section">#</a></h2>

        """)
  }

  @Test("the list of headings has their HTML without links")
  func headingList() {
    var renderer = HTMLRenderer(context: RecordingContext(), reserved: ["moons"])
    _ = renderer.render(parse("## [Moons](m.md) & `x`\n\n### Moons\n").document.blocks)
    #expect(renderer.headings.map(\.title) == ["Moons &amp; <code>x</code>", "Moons"])
    #expect(renderer.headings.map(\.id) == ["moons-x", "moons-1"])
    #expect(renderer.headings.map(\.level) == [2, 3])
  }

  @Test("a table has its own scrolling box, and classes for alignment")
  func table() {
    #expect(
      html("a | b | c\n:-- | --: | :-:\n*1* | 2\n") == """
        <div class="table" tabindex="0"><table>
        <thead>
        <tr><th class="align-left">a</th><th class="align-right">b</th><th class="align-center">c</th></tr>
        </thead>
        <tbody>
        <tr><td class="align-left"><em>1</em></td><td class="align-right">2</td><td class="align-center"></td></tr>
        </tbody>
        </table></div>

        """)
  }

  @Test("a table without rows has no body")
  func tableWithoutRows() {
    #expect(html("| a |\n| - |\n") == "<div class=\"table\" tabindex=\"0\"><table>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n</table></div>\n")
  }

  @Test("a value and a directive are shown as the context says")
  func computed() {
    #expect(
      html("It has `= moons.regions` cells.\n\n```{regions} moons\nmodel: a\n```\n") == """
        <p>It has <data class="value" value="457" title="moons.regions">457</data> cells.</p>
        <figure id="moons">regions</figure>

        """)
  }

  @Test("doubled braces show the fence as one writes it, with enough backticks")
  func shownDirective() {
    #expect(
      html("````{{regions}} moons\nmodel: a\n```\n````\n")
        == "<pre><code class=\"language-markdown\">````{regions} moons\nmodel: a\n```\n````\n</code></pre>\n")
    #expect(html("```{{x}}\n```\n") == "<pre><code class=\"language-markdown\">```{x}\n```\n</code></pre>\n")
  }

  @Test("a link that leads nowhere leaves its text; the context learns where it stands")
  func links() {
    let context = RecordingContext()
    #expect(
      html("See [*it*](nowhere) or\n  [that](a.md).\n", context: context)
        == "<p>See <em>it</em> or\n<a href=\"a.md\">that</a>.</p>\n")
    #expect(context.asked == ["nowhere at 1:12", "a.md at 2:10"])
  }

  @Test("HTML that is not allowed is left out")
  func refusedHTML() {
    let context = RecordingContext()
    context.isHTMLAllowed = false
    #expect(html("a <b>c</b>\n\n<div>\nx\n</div>\n\nd\n", context: context) == "<p>a c</p>\n<p>d</p>\n")
  }

  @Test("an unsafe link or image shows its text only")
  func unsafeAddresses() {
    #expect(html("[a](javascript:x) ![b](data:text/html,x)\n") == "<p>a b</p>\n")
    #expect(html("![b](data:image/png;base64,AA)\n") == "<p><img src=\"data:image/png;base64,AA\" alt=\"b\" /></p>\n")
  }

  @Test(
    "a line break between two wide characters is nothing, any other is kept",
    arguments: [
      ("中文\n文字", "中文文字"), ("中文，\n文字", "中文，文字"), ("**中文**\n文字", "<strong>中文</strong>文字"), ("中文\nabc", "中文\nabc"),
      ("abc\n中文", "abc\n中文"), ("かな\nカナ", "かなカナ"), ("한국\n어", "한국\n어"), ("中文  \n文字", "中文<br />\n文字"),
    ])
  func softBreaks(_ text: String, _ expected: String) {
    #expect(html(text) == "<p>\(expected)</p>\n")
  }

  @Test("plain text has values, code and alternative texts, and no markup")
  func plainText() {
    let renderer = HTMLRenderer(context: RecordingContext())
    let inlines = parse("*a* `b` `= moons.regions` [c](d) ![e](f)\n<i>g</i>").document.firstInlines
    #expect(renderer.plainText(inlines) == "a b 457 c e g")
  }

  @Test("text and addresses are escaped")
  func escapes() {
    #expect(HTMLEscape.text("a<b>&\"c'") == "a&lt;b&gt;&amp;&quot;c'")
    #expect(HTMLEscape.address("a b?c=é&d='\"<>[%20") == "a%20b?c=%C3%A9&amp;d=&#x27;%22%3C%3E%5B%20")
  }
}

@Suite struct FormulaPunctuationTests {
  @Test("punctuation after a short formula stays on its line")
  func attached() {
    let formula = "<code class=\"mathematics\">x</code>"
    #expect(html("$x$, y") == "<p><span class=\"unbroken\">\(formula),</span> y</p>\n")
    #expect(html("$x$。文") == "<p><span class=\"unbroken\">\(formula)。</span>文</p>\n")
    #expect(html("$x$ y, z") == "<p>\(formula) y, z</p>\n")
    #expect(!html("$\(String(repeating: "x", count: 41))$, y").contains("unbroken"))
  }
}
