import Diagnostics
import Testing

import Markup

/// What stands in place of formulas in the HTML of `RecordingContext` is `<code class="mathematics">`.
@Suite struct MathematicsMaskTests {
  /// The formulas of a text in order, display mathematics in double dollar signs.
  static func formulas(_ text: String) -> [String] {
    let document = parse(text).document
    return (document.blocks + document.footnotes.flatMap(\.blocks)).flattened.flatMap { block -> [String] in
      if case .mathematics(let formula) = block.kind { return ["$$\(formula.text)$$"] }
      return block.inlines.flattened.compactMap { inline in
        guard case .mathematics(let formula) = inline.kind else { return nil }
        return formula.isDisplay ? "$$\(formula.text)$$" : "$\(formula.text)$"
      }
    }
  }

  @Test(
    "mathematics is found, and prices are not",
    arguments: [
      ("a $x$ b", ["$x$"]), ("$5 and $10", []), ("it costs $5, $x_1$ is 6", ["$x_1$"]), ("\\$x\\$ and $y$", ["$y$"]),
      ("$a\\$b$", ["$a\\$b$"]), ("$x $ and $ x$", []), ("$x$5", []), ("`$x$` and $y$", ["$y$"]), ("``a ` $x$`` $y$", ["$y$"]),
      ("$`a_b*c*`$", ["$a_b*c*$"]), ("$$x$$", ["$$x$$"]), ("text $$x$$ text", ["$$x$$"]), ("<https://a.b/$x$> $y$", ["$y$"]),
      ("**$x$** _a_$y$", ["$x$", "$y$"]), ("[$x$](y) ![$z$](i.png)", ["$x$", "$z$"]), ("# A $x$ B", ["$x$"]),
      ("- $x$\n- $y$", ["$x$", "$y$"]), ("- a $b\n- c$ d", []), ("$a\nb$", ["$a\nb$"]), ("$a\n\nb$", []),
      ("> $a\n> b$", ["$a\nb$"]), ("    $x$\n\n$y$", ["$y$"]), ("```\n$x$\n```\n$y$", ["$y$"]), ("[a]: <$u$>\n\n$y$", ["$y$"]),
      ("$a_{1}$ and $b_{2}$", ["$a_{1}$", "$b_{2}$"]), ("A[^1].\n\n[^1]: $x$", ["$x$"]), ("$\\text{价格}$元", ["$\\text{价格}$"]),
    ] as [(String, [String])])
  func found(text: String, expected: [String]) {
    #expect(Self.formulas(text) == expected)
  }

  @Test(
    "display mathematics may look like any Markdown",
    arguments: [
      ("$$\nx\n- y\n= z\n+ w\n$$", "\nx\n- y\n= z\n+ w\n"), ("$$a \\\\ b$$", "a \\\\ b"), ("$$\n# a\n| b |\n$$", "\n# a\n| b |\n"),
      ("> $$\n> a\n> - b\n> $$", "\na\n- b\n"), ("- item\n\n  $$\n  a\n  - b\n  $$", "\na\n- b\n"), ("```math\na\n\n- b\n```", "a\n\n- b"),
    ])
  func display(text: String, expected: String) {
    #expect(Self.formulas(text) == ["$$\(expected)$$"])
  }

  @Test("a formula in a table hides its bars")
  func tables() {
    let text = "| a | b |\n|---|---|\n| $|x|$ | $5 |\n| $6 | `$|$` |\n"
    #expect(Self.formulas(text) == ["$|x|$"])
    #expect(html(text).contains("<td><code class=\"mathematics\">|x|</code></td><td>$5</td>"))
  }

  @Test("what is no formula is as it was: in code, HTML and addresses")
  func restored() {
    #expect(html("    a $x_1$ b\n") == "<pre><code>a $x_1$ b\n</code></pre>\n")
    #expect(html("<div>\n$x$ </div>\n") == "<div>\n$x$ </div>\n")
    #expect(html("<b title=\"$x$\">$y$</b>").contains("<b title=\"$x$\"><code class=\"mathematics\">y</code></b>"))
    #expect(html("[a](</$x$> \"$t$ u\")") == "<p><a href=\"/$x$\" title=\"$t$ u\">a</a></p>\n")
  }

  @Test("every line of a formula has its place, within quotes and lists, too")
  func places() throws {
    for text in [
      "a $x$ b", "> > $$\n> > ab\n> > cd\n> > $$", "- a\n\n  - $$ x\n    yz $$", "| a | $b$ |\n|--|--|\n| $|c|$ | $d$ |", "价 **$é$**",
    ] {
      let document = parse(text).document
      let formulas = document.blocks.allInlines.compactMap { if case .mathematics(let formula) = $0.kind { formula } else { nil } }
      #expect(!formulas.isEmpty)
      for formula in formulas {
        #expect(formula.lines.map(\.text).joined(separator: "\n") == formula.text)
        for (offset, byte) in formula.text.utf8.enumerated() where byte != 10 && byte < 128 {
          #expect(formula.place(offset..<offset + 1).text.utf8.first == byte)
        }
      }
    }
  }

  @Test("display mathematics that is not closed is an error where it opens")
  func unclosed() {
    #expect(parse("a\n\n  $$ x\n\nb").errors.contains("a.md:3:3: error: the mathematics that opens here is not closed"))
    #expect(parse("costs $$ a lot").errors.hasPrefix("a.md:1:7: error: the mathematics that opens here is not closed"))
    #expect(parse("costs \\$\\$ a lot, `$$` in code").errors.isEmpty)
    #expect(parse("$$ $$ and $$$$").errors.hasPrefix("a.md:1:1: error: the formula is empty"))
  }

  @Test("the HTML of text without mathematics does not depend on dollar signs")
  func unchanged() {
    let text = "costs $5 or *$6*, `a$` \\$ **b** $"
    #expect(html(text) == CommonMarkReference.html(text))
  }
}

@Suite struct MaskSafetyTests {
  @Test("the definition of a link keeps its dollar signs, and formulas before it stay")
  func definitions() {
    let text = html("[a] then $x$ and $yy$ [a].\n\n[a]: /u \"the $z$ axis\"\n")
    let link = "<a href=\"/u\" title=\"the $z$ axis\">a</a>"
    #expect(text == "<p>\(link) then <code class=\"mathematics\">x</code> and <code class=\"mathematics\">yy</code> \(link).</p>\n")
  }

  @Test("character references never stand for what is hidden")
  func references() {
    #expect(html("*a* &#xE000;") == "<p><em>a</em> \u{E000}</p>\n")
    #expect(html("\\* &#x700;") == "<p>* \u{700}</p>\n")
    #expect(parse("x &#1; and $y$").errors.contains("a.md:1:3: error: the control character U+0001 in the text"))
  }

  @Test("notes in notes are text, however many")
  func notes() {
    let document = parse("[^b]\n\n" + String(repeating: "[^a]: ", count: 20_000) + "x\n").document
    #expect(document.footnotes.count == 1)
  }
}
