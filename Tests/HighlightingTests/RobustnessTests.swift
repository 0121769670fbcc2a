import Highlighting
import Seeded
import Testing

/// What holds of every text, however broken.
@Suite struct RobustnessTests {
  static func check(_ tokens: [Token], of code: String, _ comment: Comment) {
    let bytes = Array(code.utf8)
    func isBorder(_ position: Int) -> Bool { position == bytes.count || bytes[position] & 0xC0 != 0x80 }
    var position = 0
    var sound = true
    for token in tokens {
      sound = sound && token.range.lowerBound >= position && token.range.upperBound > token.range.lowerBound
      sound = sound && token.range.upperBound <= bytes.count && isBorder(token.range.lowerBound) && isBorder(token.range.upperBound)
      guard sound else { break }
      position = token.range.upperBound
    }
    #expect(sound, comment)
  }

  @Test("every beginning of a sample has sound tokens", arguments: Language.all.map(\.name))
  func prefixes(name: String) throws {
    let language = try #require(Language.named(name))
    let code = MarkedText.unmarked(try KnownAnswerTests.sample(language.name)) + "π 'é' \"文字\" 😀"
    for end in code.unicodeScalars.indices {
      let prefix = String(code.unicodeScalars[..<end])
      Self.check(language.tokens(of: prefix), of: prefix, "\(language.name), \(prefix.utf8.count) bytes")
    }
  }

  @Test("random text has sound tokens", arguments: Language.all.map(\.name))
  func garbage(name: String) throws {
    let language = try #require(Language.named(name))
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "\"", "'", "`", "#", "/", "\\", "(", ")", "{", "}", "[", "]", "$", "*", "_", "-", ":", "\n", " ", "\t", "a", "B1",
      "é", "文", "😀", "<<E", "E\n", "r\"", "R\"(", "\"\"\"", "/*", "*/", "#=", "=#", "${", "$(", "f'", "---", "```", "\r\n", "@",
      "|", "\\begin{verbatim}", "key: |\n",
    ]
    for length in [1, 2, 3, 5, 20, 200, 3000] {
      for _ in 0..<40 {
        let mixed = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let bytes = String(decoding: (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }, as: UTF8.self)
        Self.check(language.tokens(of: mixed), of: mixed, "\(language.name): \(mixed.prefix(60))")
        Self.check(language.tokens(of: bytes), of: bytes, "\(language.name): random bytes")
      }
    }
  }

  static let bombs = [
    "\"", "'", "`", "(", ")", "{", "[", "\\", "/", "/*", "*/", "#", "#=", "$", "$(", "${", "\\(", "\"\\(", "`${", "f\"{", "\"$(", "*", "_",
    "**a",
    "[", "![[]()", "[a](", "<", "<a", "<<E\n", "<<A$(\n", "cat <<E \"$(", "- ", "a: ",
    "a: |\n", " a: |\n", "[{", "&", "!", "|", "%", "@", ":",
    "::",
    ".", "0", "0x", "1e", "a", "a ", "A", "ab(", " ", "\t", "\n", "\r", "\r\n", "\n\n", "r#", "r#\"", "R\"(", "'a", "''", "\"\"\"", "```",
    "```\n",
    "~~~ {a}\n", "> ", "$a", "$$", "\\begin{align}", "\\begin{verbatim}", "\\verb|", "\\end", "%\n", "é", "文", "😀",
    "match a", "case x ",
    "for ",
    "/a", "a/", "= /", "b b", "--- ", "@a{", "@a{b,c={", "\\\n", "$ \\\n", ">>> ", "julia> '", "`a``b", "_a ", "\"a\":", "\"a\" ", "#if ",
    "<a b",
  ]

  @Test("a bomb takes steps in proportion to its length", arguments: Language.all.map(\.name))
  func bombs(name: String) throws {
    let language = try #require(Language.named(name))
    for bomb in Self.bombs {
      for (prefix, suffix) in [("", ""), ("a ", "\n"), ("a: \"", "x")] {
        let count = 4000 / bomb.utf8.count
        let text = prefix + String(repeating: bomb, count: count) + suffix
        let half = prefix + String(repeating: bomb, count: count / 2) + suffix
        let (steps, halfSteps) = (language.steps(of: text), language.steps(of: half))
        #expect(steps < 400 * text.utf8.count, "\(language.name): \(steps) steps for \(prefix)\(bomb)…")
        #expect(steps < 3 * halfSteps + 1000, "\(language.name): \(halfSteps), then \(steps) steps for \(prefix)\(bomb)…")
      }
    }
  }

  @Test("nesting is followed for a hundred levels, and does no harm beyond")
  func nesting() throws {
    let swift = try #require(Language.named("swift"))
    for (depth, isFollowed) in [(1, true), (100, true), (10_000, false)] {
      let code = String(repeating: "/*", count: depth) + String(repeating: "*/", count: depth) + "let"
      let tokens = swift.tokens(of: code)
      Self.check(tokens, of: code, "\(depth) comments")
      #expect((tokens.map(\.kind) == [.comment, .keyword]) == isFollowed)
    }
  }

  @Test("a million quotes, brackets, backslashes and comments, and a line of ten megabytes", arguments: Language.all.map(\.name))
  func millions(name: String) throws {
    let language = try #require(Language.named(name))
    for bomb in ["\"", "(", "\\", "/*"] {
      let text = String(repeating: bomb, count: 1_000_000)
      Self.check(language.tokens(of: text), of: text, "\(language.name): \(bomb)")
    }
    let line = String(repeating: "x", count: 10_000_000)
    Self.check(language.tokens(of: line), of: line, "\(language.name): a long line")
  }
}
