import Diagnostics
import Markup
import Testing

@Suite struct DirectiveBlockTests {
  func directive(_ text: String) -> DirectiveBlock? {
    parse(text).document.blocks.flattened.lazy.compactMap { if case .directive(let block) = $0.kind { block } else { nil } }
      .first
  }

  @Test("a fence with a name in braces is a directive, with a label if there is one")
  func names() throws {
    let block = try #require(directive("~~~  {regions} 月-1_a\nmodel: a\n~~~\n"))
    #expect(block.name == "regions")
    #expect(block.nameRange.text == "regions")
    #expect(block.label == "月-1_a")
    #expect(block.labelRange?.text == "月-1_a")
    #expect(try #require(directive("```{weight-symmetry}\n```\n")).label == nil)
  }

  @Test("its body is YAML with its places; it may be empty")
  func body() throws {
    let block = try #require(directive("- x\n\n  ```{regions}\n  model: a\n  ```\n"))
    let model = try #require(try block.body()?.mapping("the body")["model"])
    #expect(model.range.start.line == 4)
    #expect(model.range.start.column == 10)
    #expect(try #require(directive("```{regions}\n# nothing\n```\n")).body() == nil)
  }

  @Test("a fence without braces, with two, or with braces further on is no directive")
  func others() {
    for info in ["yaml", "{{regions}} a", "yaml {regions}", ""] { #expect(directive("```\(info)\n```\n") == nil) }
  }

  @Test(
    "a malformed fence is an error at its place",
    arguments: [
      ("{regions", 4, "{regions", "the brace after the fence is not closed", "write {name} label"),
      ("{}", 4, "{}", "'{}' does not name a directive", "write {name} label"),
      ("{a b}", 5, "a b", "'{a b}' does not name a directive", "write {name} label"),
      ("{1a}", 5, "1a", "'{1a}' does not name a directive", "write {name} label"),
      ("{a} 1b", 8, "1b", "'1b' is not a label", "start with a letter and use letters, digits, '-', '_'"),
      ("{a} b.c", 8, "b.c", "'b.c' is not a label", "start with a letter and use letters, digits, '-', '_'"),
      ("{a} b c=d", 10, "c=d", "a label is one word, but 'c=d' follows 'b'", "write options in the block, one a line"),
    ])
  func malformed(_ info: String, _ column: Int, _ marked: String, _ message: String, _ fix: String) {
    let padding = String(repeating: " ", count: column - 1)
    let carets = String(repeating: "^", count: marked.count)
    #expect(
      parse("```\(info)\n```\n").errors
        == "a.md:1:\(column): error: \(message)\n    1 | ```\(info)\n      | \(padding)\(carets) fix: \(fix)")
  }
}
