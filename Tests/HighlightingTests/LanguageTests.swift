import Highlighting
import Testing

@Suite struct LanguageTests {
  @Test("every table can be read, and leads only to states that exist", arguments: Language.all.map(\.name))
  func tables(name: String) throws {
    #expect(try #require(Language.named(name)).problems == [])
  }

  @Test("names and aliases are each of one language and in lower case")
  func names() {
    let names = Language.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    #expect(names.sorted() == Language.names)
    #expect(names.allSatisfy { $0 == $0.lowercased() })
  }

  @Test(
    "a language is found by each of its names",
    arguments: [
      ("py", "python"), ("Python", "python"), ("sh", "shell"), ("bash", "shell"), ("c++", "c++"), ("cpp", "c++"), ("js", "javascript"),
      ("ts", "typescript"), ("yml", "yaml"), ("md", "markdown"), ("tex", "tex"), ("latex", "tex"), ("jl", "julia"), ("R", "r"),
      ("rs", "rust"), ("bib", "bibtex"), ("makefile", "make"), ("console", "console"),
    ])
  func aliases(alias: String, name: String) { #expect(Language.named(alias)?.name == name) }

  @Test("a name that is not known is of no language", arguments: ["", "cobol", "py ", "{regions}"])
  func unknown(name: String) { #expect(Language.named(name) == nil) }

  @Test("kinds are good names of CSS classes")
  func kinds() {
    for kind in Token.Kind.allCases { #expect(kind.rawValue.allSatisfy { $0.isASCII && $0.isLowercase }) }
  }

  @Test(
    "the body of a container is Markdown",
    arguments: [
      "note", "tip", "warning", "theorem", "lemma", "proposition", "corollary", "definition", "proof", "example", "remark", "figure", "table",
      "listing", "margin", "tabs", "tab", "details", "term", "abstract", "acknowledgements", "appendix",
    ])
  func containers(name: String) throws {
    let tokens = try #require(Language.named("markdown")).tokens(of: "```{\(name)} label\nkey: *x*\n```\n")
    #expect(tokens.map(\.kind) == [.attribute, .emphasis, .attribute])
  }

  @Test(
    "the body of a block without options is neither YAML nor Markdown", arguments: ["{expect}", "{include parts/a.md}", "{values moons}"])
  func plainBlocks(info: String) throws {
    let tokens = try #require(Language.named("markdown")).tokens(of: "```\(info)\nkey: *x*\n```\n*y*")
    #expect(tokens.map(\.kind) == [.attribute, .attribute, .emphasis])
  }

  @Test("the body of any other block in braces is YAML")
  func directives() throws {
    let tokens = try #require(Language.named("markdown")).tokens(of: "```{regions} moons\nkey: x\n```\n")
    #expect(tokens.map(\.kind) == [.attribute, .key, .attribute])
  }
}
