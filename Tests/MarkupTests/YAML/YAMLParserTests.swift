import Diagnostics
import Markup
import Testing

@Suite struct YAMLParserTests {
  /// The values of a text with their places, or the error.
  func parse(_ text: String) -> String {
    do {
      guard let node = try YAMLParser.parse(YAMLText(Source(path: "a.yaml", text: text))) else { return "nothing" }
      return describe(node)
    } catch { return TerminalRenderer().render(error) }
  }

  func describe(_ node: YAMLNode) -> String {
    let place = "\(node.range.start.line):\(node.range.start.column)"
    switch node.content {
    case .scalar(let scalar): return "\(scalar.tag) '\(scalar.text)' at \(place) <\(node.range.text)>"
    case .sequence(let items): return "[\(items.map(describe).joined(separator: ", "))] at \(place)"
    case .mapping(let entries):
      return
        "{\(entries.map { "\($0.key.text) at \($0.keyRange.start.column): \(describe($0.value))" }.joined(separator: ", "))}"
    }
  }

  @Test(
    "plain scalars have the types of YAML's core schema, quoted ones are text",
    arguments: [
      ("1", "integer"), ("-7", "integer"), ("+5", "integer"), ("007", "integer"), ("99999999999999999999", "integer"),
      ("1.5", "number"), ("1e3", "number"), (".5", "number"), ("-2.", "number"), ("1e999", "text"), (".inf", "text"),
      (".nan", "text"), ("inf", "text"), ("0x10", "text"), ("1_000", "text"), ("true", "boolean"), ("False", "boolean"),
      ("yes", "text"), ("'1'", "text"), ("\"true\"", "text"), ("a b", "text"), ("2024-01-01", "text"), ("--1", "text"),
      ("e5", "text"), ("~", "null"), ("", "null"),
    ])
  func tags(_ text: String, _ tag: String) {
    #expect(parse("a: \(text)").hasPrefix("{a at 1: \(tag) "))
  }

  @Test("nothing is nothing", arguments: ["", "\n\n", "# comment\n", "~", "null", "---\n"])
  func nothing(_ text: String) {
    #expect(parse(text) == "nothing")
  }

  @Test("every value has its place, also behind characters of several bytes")
  func places() {
    #expect(
      parse("é: {b: \"x\\\"y\", c: 'it''s'}\nlist:\n  - - 1\n    - 二 三\n  - |\n    text\n")
        == "{é at 1: {b at 6: text 'x\"y' at 1:9 <\"x\\\"y\">, c at 17: text 'it's' at 1:20 <'it''s'>}, "
        + "list at 1: [[integer '1' at 3:7 <1>, text '二 三' at 4:7 <二 三>] at 3:5, text 'text\n' at 5:5 <|>] at 3:3}")
  }

  @Test("a scalar over several lines has its place on the first")
  func multipleLines() {
    #expect(parse("a: b\n  c\nd: \"e\n  f\"\n") == "{a at 1: text 'b c' at 1:4 <b>, d at 1: text 'e f' at 3:4 <\"e>}")
  }

  @Test("characters that only YAML takes for line ends move no place")
  func lineEnds() {
    #expect(parse("a: \"x\u{2028}y\u{85}z\"\nb: 1\n").hasSuffix("b at 1: integer '1' at 2:4 <1>}"))
  }

  @Test("a syntax error has its line and column and says what Yams says")
  func syntax() {
    #expect(
      parse("a: 1\nb: [1, 2\nc: 3\n") == """
        a.yaml:3:2: error: this is not valid YAML: did not find expected ',' or ']'
            3 | c: 3
              |  ^ fix: write 'name: value', one a line
        """)
    #expect(
      parse("caption: The moons: two\n") == """
        a.yaml:1:19: error: this is not valid YAML: mapping values are not allowed in this context
            1 | caption: The moons: two
              |                   ^ fix: put the text in quotes
        """)
  }

  @Test("a character that YAML does not allow is named")
  func forbiddenCharacter() {
    #expect(
      parse("a: 中\u{7}b\n") == """
        a.yaml:1:7: error: the character U+0007 is not allowed in YAML
            1 | a: 中\u{FFFD}b
              |     ^ fix: remove it
        """)
  }

  @Test("a key given twice is an error at the second, wherever it is")
  func duplicateKeys() {
    #expect(
      parse("a:\n  x: 1\nb:\n  x: 2\n  y: 0\n  x: 3\n") == """
        a.yaml:6:3: error: 'x' is given twice
            6 |   x: 3
              |   ^ fix: remove one of them
        a.yaml:4:3: note: it was first given here
            4 |   x: 2
              |   ^
        """)
    #expect(
      parse("{\"é\": {é: 1}, b: [x, {\"é\": 2}], \"é\": 3, \"é\": 4}") == """
        a.yaml:1:36: error: 'é' is given twice
            1 | {"é": {é: 1}, b: [x, {"é": 2}], "é": 3, "é": 4}
              |                                 ^^^ fix: remove one of them
        a.yaml:1:2: note: it was first given here
            1 | {"é": {é: 1}, b: [x, {"é": 2}], "é": 3, "é": 4}
              |  ^^^
        """)
  }

  @Test("keys that differ only in their quotes are the same key")
  func quotedDuplicates() {
    #expect(parse("1: a\n\"1\": b\n").hasPrefix("a.yaml:2:1: error: '1' is given twice\n"))
  }

  @Test("many repeated keys are still one error at a place")
  func manyDuplicates() {
    let error = parse(String(repeating: "a: 1\n", count: 100))
    #expect(error.hasPrefix("a.yaml:"))
    #expect(error.contains("error: 'a' is given twice"))
  }

  @Test("aliases are refused before anything is expanded; emphasis is no alias")
  func aliases() {
    #expect(
      parse("a: &x [1, 2]\nb: *x\n") == """
        a.yaml:2:4: error: anchors and aliases are not used here
            2 | b: *x
              |    ^^ fix: write the value again
        """)
    var bomb = "a0: &a0 [x, x]\n"
    for i in 1..<40 { bomb += "a\(i): &a\(i) [*a\(i - 1), *a\(i - 1)]\n" }
    #expect(parse(bomb + "? *a39\n: 1\n").contains("anchors and aliases are not used here"))
    #expect(parse("caption: a *b* c & d, *e f*, &g\n").hasPrefix("{caption at 1: text "))
  }

  @Test("tags and keys that are not text are refused")
  func tagsAndKeys() {
    #expect(parse("a: !!str 1\n").contains(":1:4: error: tags such as '!!str' are not used here"))
    #expect(parse("a: !x [1]\n").contains(":1:4: error: tags such as '!!str' are not used here"))
    #expect(parse("? [1]\n: 2\n").contains(":1:3: error: a key is a list or a mapping, not text"))
  }

  @Test("two documents are an error")
  func documents() {
    #expect(parse("a: 1\n---\nb: 2\n").contains("error: this is not valid YAML: "))
  }

  @Test("what is nested too deep or too large is refused")
  func limits() {
    let deep = "YAML nested more than 64 levels deep"
    #expect(parse(String(repeating: "[", count: 30_000)).contains(deep))
    #expect(parse(String(repeating: "- ", count: 30_000)).contains(deep))
    #expect(parse(String(repeating: "? ", count: 30_000)).contains(deep))
    #expect(parse("a: \(String(repeating: "-", count: 200))").hasPrefix("{a"))
    let steps = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(parse(steps).contains("more than 20000 values, or nested more than 128 levels deep"))
    #expect(parse(String(repeating: "a", count: 70_000)).contains("error: 70001 bytes of YAML; at most 65536 are read"))
    #expect(parse("[" + String(repeating: "1,", count: 25_000) + "]").contains("more than 20000 values"))
  }
}
