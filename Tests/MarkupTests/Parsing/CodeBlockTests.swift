import Markup
import Testing

@Suite struct CodeBlockTests {
  func code(_ text: String) -> CodeBlock? { parse(text).document.blocks.codeBlocks.first }

  @Test("lines of a fence have their places, also where the fence is indented or quoted")
  func lines() {
    let plain = code("```yaml\na: 1\n\n b\n```\n")
    #expect(plain?.lines.map(\.text) == ["a: 1", "", " b"])
    #expect(plain?.lines.map(\.start.line) == [2, 3, 4])
    let indented = code("- x\n\n  ```yaml\n  a: 1\n    b\n  ```\n")
    #expect(indented?.lines.map(\.text) == ["a: 1", "  b"])
    #expect(indented?.lines.map(\.start.column) == [3, 3])
    #expect(code("> ~~~~ x y\n> a\n> ~~~~\n")?.lines.map { "\($0.start.line):\($0.start.column) \($0.text)" } == ["2:3 a"])
  }

  @Test("the info string has its place")
  func info() {
    let block = code("> ````  yaml  extra  \n> a\n")
    #expect(block?.info == "yaml  extra")
    #expect(block?.infoRange.text == "yaml  extra")
    #expect(block?.infoRange.start.column == 9)
  }

  @Test("a line and column of the body is a place in the source; others are moved inside")
  func place() throws {
    let block = try #require(code("- ```\n  ab\n  c\n  ```\n"))
    #expect(block.place(line: 1, column: 2).start.line == 2)
    #expect(block.place(line: 1, column: 2).start.column == 4)
    #expect(block.place(line: 1, column: 2).text == "b")
    #expect(block.place(line: 9, column: 9).start.line == 3)
    #expect(block.place(line: .min, column: .max).start.line == 2)
  }

  @Test("indented code is no fence, even if it looks like one")
  func indented() {
    let block = code("    ```{regions}\n    a\n    ```\n")
    #expect(block?.isFenced == false)
    #expect(block?.info == "")
    #expect(block?.lines.map(\.text) == ["```{regions}", "a", "```"])
  }

  @Test("Windows' line ends and a fence without an end")
  func odd() {
    #expect(code("```x\r\na\r\nb\r\n```\r\n")?.lines.map(\.text) == ["a", "b"])
    #expect(code("```x\na")?.lines.map(\.text) == ["a"])
    #expect(code("```x")?.lines.isEmpty == true)
  }

  @Test("two braces that are not closed by two are an error")
  func shown() {
    #expect(
      parse("```{{regions} moons\n```\n").errors == """
        a.md:1:4: error: the two braces after the fence are not closed by two
            1 | ```{{regions} moons
              |    ^^^^^^^^^^^^^^^^ fix: write {{name}} label to show a directive, {name} label to run it
        """)
  }
}
