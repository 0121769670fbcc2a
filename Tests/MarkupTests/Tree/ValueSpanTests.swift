import Diagnostics
import Markup
import Testing

@Suite struct ValueSpanTests {
  func span(_ text: String) -> ValueSpan? {
    parse(text).document.blocks.allInlines.lazy.compactMap { if case .value(let span) = $0.kind { span } else { nil } }.first
  }

  @Test("a value has a name and filters with arguments, each at its place")
  func parts() throws {
    let value = try #require(span("It is `= moons.area-x.largest  | percent 1 |  unit  cm` big."))
    #expect(value.name == "moons.area-x.largest")
    #expect(value.nameRange.text == "moons.area-x.largest")
    #expect(value.nameRange.start.column == 10)
    #expect(value.filters.map(\.name) == ["percent", "unit"])
    #expect(value.filters.map(\.arguments) == [["1"], ["cm"]])
    #expect(value.filters.map(\.range.text) == ["percent 1", "unit  cm"])
    #expect(value.filters.map { $0.wordRanges.map(\.text) } == [["percent", "1"], ["unit", "cm"]])
  }

  @Test("places are exact where a value goes on in the next line")
  func acrossLines() throws {
    let value = try #require(span("> a `= moons.area |\n> percent` b"))
    #expect(value.nameRange.text == "moons.area")
    #expect(value.filters.first?.range.text == "percent")
    #expect(value.filters.first?.range.start.line == 2)
  }

  @Test("code that does not start with '= ' is code", arguments: ["`=`", "`=a`", "`==`", "` = a`", "`a = b`"])
  func code(_ text: String) {
    let document = parse(text).document
    guard case .code = document.firstInlines.first?.kind else {
      Issue.record("\(document.firstInlines)")
      return
    }
  }

  @Test("a value without a name, with two, or without a filter after a bar is an error")
  func malformed() {
    #expect(
      parse("`= `\n`= a b`\n`= a | `\n`= a || b`\n`= | a`\n").errors == """
        a.md:1:2: error: no name follows '='
            1 | `= `
              |  ^ fix: write `= label.name`, with filters after |
        a.md:2:4: error: a value is one name, not 'a b'
            2 | `= a b`
              |    ^^^ fix: write `= label.name`, with filters after |
        a.md:3:6: error: no filter follows '|'
            3 | `= a | `
              |      ^ fix: remove the '|' or name a filter
        a.md:4:6: error: no filter follows '|'
            4 | `= a || b`
              |      ^ fix: remove the '|' or name a filter
        a.md:5:2: error: no name follows '='
            5 | `= | a`
              |  ^ fix: write `= label.name`, with filters after |
        """)
  }
}
