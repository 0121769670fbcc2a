import Markup
import Testing

@Suite struct TableParserTests {
  func table(_ text: String) -> Block.Table? {
    parse(text).document.blocks.flattened.lazy.compactMap { if case .table(let table) = $0.kind { table } else { nil } }.first
  }

  func cells(_ text: String) -> [[String]] {
    let renderer = HTMLRenderer(context: RecordingContext())
    return table(text)?.rows.map { $0.map { renderer.html($0) } } ?? []
  }

  @Test("alignments are those of the delimiter row")
  func alignments() {
    #expect(table("|a|b|c|d|\n|-|:-|-:|:-:|\n")?.alignments == [.none, .left, .right, .centre])
  }

  @Test(
    "a paragraph without a delimiter row that fits is no table",
    arguments: [
      "a | b\nc | d\n", "a | b\n--- |\n", "a | b\n--- | x\n", "a | b\n:| :\n", "a | b\n", "| a | b |\n| - | - | - |\n",
    ])
  func noTable(_ text: String) {
    #expect(table(text) == nil)
    #expect(html(text) == CommonMarkReference.html(text))
  }

  @Test("the last lines of a paragraph may be a table")
  func afterParagraph() {
    let text = "Text with `= moons.regions`\nand *more\nlines*:\n| a |\n|---|\n| b |\n"
    #expect(
      html(text) == """
        <p>Text with <data class="value" value="457" title="moons.regions">457</data>
        and <em>more
        lines</em>:</p>
        <div class="table" tabindex="0"><table>
        <thead>
        <tr><th>a</th></tr>
        </thead>
        <tbody>
        <tr><td>b</td></tr>
        </tbody>
        </table></div>

        """)
    #expect(parse(text).document.blocks.map { "\($0.range.start.line)-\($0.range.end.line)" } == ["1-3", "4-6"])
  }

  @Test("a bar in a code span or behind a backslash ends no cell")
  func bars() {
    #expect(
      cells("a | b\n--|--\n`x|y` | c \\| d\n`p \\| q` | ``r ` | s``\n")
        == [["<code>x|y</code>", "c | d"], ["<code>p | q</code>", "<code>r ` | s</code>"]])
  }

  @Test("cells hold what would start a block as text, and may be empty")
  func blockMarks() {
    #expect(cells("a | b | c\n-|-|-\n\\# x | - *y* | 1.\nq | | ```\n") == [["# x", "- <em>y</em>", "1."], ["q", "", "```"]])
    #expect(cells("| a | b |\n|-|-|\n| # x | > y |\n| + | --- |\n") == [["# x", "&gt; y"], ["+", "—"]])
  }

  @Test("cells use the link definitions of the article, and values with a filter")
  func references() {
    let text = "| a | b |\n|---|---|\n| [x][r] | `= moons.regions \\| percent 1` |\n\n[r]: /there\n"
    let (document, errors) = parse(text)
    #expect(errors == "")
    #expect(
      cells(text) == [["<a href=\"/there\">x</a>", "<data class=\"value\" value=\"457\" title=\"moons.regions\">457</data>"]])
    let spans = document.blocks.allInlines.compactMap { if case .value(let span) = $0.kind { span } else { nil } }
    #expect(spans.first?.filters.map(\.name) == ["percent"])
    #expect(spans.first?.filters.first?.range.text == "percent 1")
  }

  @Test("a definition in fenced code is none")
  func definitionsInCode() {
    #expect(cells("```\n[r]: /wrong\n```\n\n| a |\n|---|\n| [r] |\n\n> [r]: /right\n") == [["<a href=\"/right\">r</a>"]])
  }

  @Test("a table stands in a quote and in a list")
  func inContainers() {
    #expect(cells("> | a |\n> |---|\n> | b |\n") == [["b"]])
    #expect(cells("- x\n\n  | a |\n  |---|\n  | `b` |\n") == [["<code>b</code>"]])
  }

  @Test("errors in cells stand at their place and are reported once")
  func errors() {
    #expect(
      parse("> a | b\n> --|--\n> `= ` | c\n> 1 | 2 | 3\n").errors == """
        a.md:3:4: error: no name follows '='
            3 | > `= ` | c
              |    ^ fix: write `= label.name`, with filters after |
        a.md:4:11: error: the row has 3 cells, but the header has 2
            4 | > 1 | 2 | 3
              |           ^ fix: write '|' inside a cell as '\\|'
        """)
  }

  @Test("a bar inside code outside of a table keeps its backslash")
  func codeOutsideOfTables() {
    #expect(html("`a \\| b`\n") == "<p><code>a \\| b</code></p>\n")
  }
}
