import Diagnostics
import Markup
import Testing

@Suite struct YAMLNodeTests {
  func value(_ text: String) throws -> YAMLNode {
    try #require(try YAMLParser.parse(YAMLText(Source(path: "argument", text: "a: \(text)")))?.mapping("it")["a"])
  }

  func error(_ text: String, _ read: (YAMLNode) throws -> Void) throws -> String {
    let node = try value(text)
    do { try read(node) } catch let error as Diagnostic { return TerminalRenderer().render(error) }
    return ""
  }

  @Test("values are read by their types")
  func types() throws {
    #expect(try value("x y").text("a") == "x y")
    #expect(try value("12").text("a") == "12")
    #expect(try value("True").boolean("a"))
    #expect(try !value("false").boolean("a"))
    #expect(try value("-12").integer("a") == -12)
    #expect(try value("-12").number("a") == -12)
    #expect(try value("1.5e-3").number("a") == 0.0015)
    #expect(try value("[1, 2]").sequence("a").count == 2)
    #expect(try value("{b: 1}").mapping("a")["b"]?.integer("b") == 1)
    #expect(try value("{b: 1}").mapping("a")["c"] == nil)
  }

  @Test("a value of another type is an error that says what is there and what was expected")
  func mismatches() throws {
    #expect(
      try error("slope") { _ = try $0.number("option 'width'") } == """
        argument:1:4: error: option 'width' is the text 'slope', not a finite number
            1 | a: slope
              |    ^^^^^
        """)
    #expect(try error(".inf") { _ = try $0.number("it") }.contains("it is the text '.inf', not a finite number"))
    #expect(try error("1.5") { _ = try $0.integer("it") }.contains("it is the number 1.5, not a whole number"))
    #expect(
      try error("9999999999999999999") { _ = try $0.integer("it") }
        .contains("it is the number 9999999999999999999, not a whole number of at most 64 bits"))
    #expect(try error("yes") { _ = try $0.boolean("it") }.contains("it is the text 'yes', not true or false"))
    #expect(try error("") { _ = try $0.text("it") }.contains("it is nothing, not text"))
    #expect(try error("{}") { _ = try $0.sequence("it") }.contains("it is a mapping, not a list"))
    #expect(try error("[]") { _ = try $0.mapping("it") }.contains("it is a list, not a mapping"))
  }

  @Test("unknown keys are errors with the nearest known one")
  func unknownKeys() throws {
    let mapping = try value("{colour: 1, x: 2}").mapping("a")
    #expect(
      mapping.unknownKeys("option", known: ["color", "x"]).map { TerminalRenderer().render($0) } == [
        """
        argument:1:5: error: unknown option 'colour'
            1 | a: {colour: 1, x: 2}
              |     ^^^^^^ fix: did you mean 'color'?
        """
      ])
  }
}
