import Mathematics
import Testing

@Suite struct FormulaErrorTests {
  let typesetter: Typesetter

  init() throws { typesetter = try KaTeXFile.typesetter() }

  @Test(
    "an error has KaTeX's words, the bytes it is about, and a fix where one is known",
    arguments: [
      (#"x+\alhpa"#, #"Undefined control sequence: \alhpa"#, 2..<8, #"did you mean '\alpha'?"#),
      (#"\mathb{R}"#, #"Undefined control sequence: \mathb"#, 0..<6, #"did you mean '\mathbb'?"#),
      (
        #"中文\nosuchthing"#, #"Undefined control sequence: \nosuchthing"#, 6..<18,
        "define it under 'macros:', or use a command that KaTeX knows"
      ),
      (
        "\u{1D538}\u{1D538}\u{1D538}\u{1D538}\u{1D538}\u{1D538}\u{1D538}\u{1D538}\u{1D538}\\bad{x}", #"Undefined control sequence: \bad"#,
        36..<40, #"did you mean '\bar'?"#
      ),
      (#"x^"#, "Expected group after '^'", 1..<2, "write what it applies to, in braces if that is more than one character"),
      (#"x^2^3"#, "Double superscript", 3..<4, "group it with braces: {a^b}^c, or a^{bc}"),
      (#"\frac{1}{2"#, "Unexpected end of input in a macro argument, expected '}'", 10..<10, "close the brace of the argument"),
      (#"\left(x"#, #"Expected '\right', got 'EOF'"#, 7..<7, #"close '\left' by '\right' in the same group; '\right.' draws nothing"#),
      (#"\begin{matrxi}x\end{matrxi}"#, "No such environment: matrxi", 6..<14, "did you mean 'matrix'?"),
      (#"\textcolor{at position 3: }{x}"#, "Invalid color: 'at position 3: '", 10..<27, "write a name or a number such as #1a2b3c"),
      (#"\text{\alpha}"#, #"Undefined control sequence: \alpha"#, 6..<12, #"it exists, but only inside \text{…} or only outside"#),
    ] as [(String, String, Range<Int>, String?)])
  func places(text: String, message: String, range: Range<Int>, fix: String?) throws {
    let error = try #require(typesetter.error(text))
    #expect(error.message == message)
    #expect(error.range == range)
    #expect(error.fix == fix)
  }

  @Test("an unknown name in a macro is reported where the macro is used")
  func insideMacro() throws {
    let error = try #require(typesetter.error(#"a + \mine b"#, macros: ["\\mine": #"\frac{\alhpa}"#]))
    #expect(error.message == #"Undefined control sequence: \alhpa, in the macro \mine"#)
    #expect(error.range == 4..<9)
    #expect(error.fix == #"did you mean '\alpha'?"#)
    let own = try #require(typesetter.error(#"\myspecial"#, macros: ["\\myspecials": "x"]))
    #expect(own.fix == #"did you mean '\myspecials'?"#)
  }

  @Test(
    "commands that link, load or set attributes are refused",
    arguments: [
      (#"x^{\href{https://example.org}{y}}"#, #"\href"#, 3..<8), (#"\url{https://example.org}"#, #"\url"#, 0..<4),
      (#"1+\includegraphics{a.png}"#, #"\includegraphics"#, 2..<18), (#"\htmlClass{a}{x}"#, #"\htmlClass"#, 0..<10),
      (#"\htmlId{a}{x}"#, #"\htmlId"#, 0..<7), (#"\htmlStyle{color:red}{x}"#, #"\htmlStyle"#, 0..<10),
      (#"\htmlData{a=b}{x}"#, #"\htmlData"#, 0..<9),
    ])
  func refused(text: String, command: String, range: Range<Int>) throws {
    let error = try #require(typesetter.error(text))
    #expect(error.id == "refused-command")
    #expect(error.message == "\(command) is not allowed in a formula")
    #expect(error.range == range)
  }

  @Test("a refused command in a macro is an error at the whole formula")
  func refusedInMacro() throws {
    let error = try #require(typesetter.error(#"\go"#, macros: ["\\go": #"\href{a}{b}"#]))
    #expect(error.id == "refused-command")
    #expect(error.range == 0..<3)
  }

  @Test("a row with more cells than columns is an error")
  func columns() throws {
    let error = try #require(typesetter.error(#"\begin{array}{c}a&b\end{array}"#))
    #expect(error.message == "Too few columns specified in the {array} column argument.")
  }

  @Test("every formula cut anywhere gives HTML or an error within it")
  func cut() throws {
    for text in [#"\left[\frac{𝔸_1^2}{\sqrt[3]{中}}\right)\text{a $b$}% c"#, #"\begin{array}{c|c}a&\verb|x|\\\hline b&\color{red}c\end{array}"#]
    {
      for count in 0...text.unicodeScalars.count {
        let part = String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
        guard let error = typesetter.error(part) else { continue }
        #expect(error.range.upperBound <= part.utf8.count, "\(part)")
        #expect(!error.message.contains("\u{332}") && !error.message.contains("KaTeX"), "\(error.message)")
      }
    }
  }
}
