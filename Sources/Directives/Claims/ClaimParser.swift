import Diagnostics

/// Parses claims by recursive descent. From the loosest to the tightest: `or`; `and`; `not`, `all`, `any`; comparisons; sums;
/// products; the sign; powers, which group to the right.
package struct ClaimParser {
  private let lexemes: [ClaimLexer.Lexeme]
  private var index = 0
  private var depth = 0
  /// The names of entries in the quantifiers that the parser is in.
  var bound: [String] = []

  /// Words that are no names.
  static let reserved: Set<String> = ["all", "and", "any", "contains", "ends", "false", "in", "not", "or", "starts", "true", "with"]

  /// How deep parentheses, signs, powers and quantifiers may be nested: each level is some ten calls deep.
  static let deepest = 32

  /// The claim of one line. Throws a `Diagnostic` at the word that does not fit.
  package static func parse(_ line: SourceRange) throws(Diagnostic) -> Claim {
    let lexemes = try ClaimLexer.lexemes(line)
    // The tree of a claim is as deep as it has terms, and is walked by recursion.
    guard lexemes.count <= 256 else {
      throw Diagnostic(id: "bad-claim", "the claim has more than 255 words", at: .text(line), fix: "split it into several lines")
    }
    var parser = ClaimParser(lexemes: lexemes)
    let expression = try parser.disjunction()
    guard parser.token == .end else { throw parser.unexpectedAfterClaim() }
    return Claim(text: line.text.trimmed, range: line, expression: expression)
  }

  private init(lexemes: [ClaimLexer.Lexeme]) { self.lexemes = lexemes }

  var token: ClaimLexer.Token { lexemes[index].token }
  /// The place of the next word.
  var range: SourceRange { lexemes[index].range }

  mutating func advance() { index = min(index + 1, lexemes.count - 1) }

  /// The token after the next `count` ones.
  func token(after count: Int) -> ClaimLexer.Token { lexemes[min(index + count, lexemes.count - 1)].token }

  /// Goes past one of some symbols.
  mutating func accept(_ symbols: String...) -> String? {
    guard case .symbol(let symbol) = token, symbols.contains(symbol) else { return nil }
    advance()
    return symbol
  }

  /// Goes past a word.
  mutating func accept(word: String) -> Bool {
    guard token == .name(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: String, fix: String) throws(Diagnostic) {
    guard accept(symbol) == nil else { return }
    throw unexpected("'\(symbol)'", fix: fix)
  }

  func unexpected(_ expected: String, fix: String) -> Diagnostic {
    let found = token == .end ? "the line ends" : "'\(range.text)' stands"
    return Diagnostic(id: "bad-claim", "\(found) where \(expected) was expected", at: .text(range), fix: fix)
  }

  private func unexpectedAfterClaim() -> Diagnostic {
    let fix =
      switch token {
      case .symbol("±"), .symbol("+-"): "write 'left = value ± tolerance'"
      case .symbol("="): "write '==', or 'left = value ± tolerance'"
      case .symbol("=="), .symbol("!="), .symbol("<"), .symbol("<="), .symbol(">"), .symbol(">="), .name("in"): "join two claims by 'and'"
      case .symbol(")"), .symbol("]"), .symbol("}"): "remove it"
      default: "write an operator between the two, or a new line; a minus needs a space on both sides"
      }
    return unexpected("the end of the line", fix: fix)
  }

  /// Counts one level of nesting at the next word; `leave` takes it back.
  mutating func enter() throws(Diagnostic) {
    depth += 1
    guard depth <= Self.deepest else {
      throw Diagnostic(id: "bad-claim", "the claim is nested too deep", at: .text(range), fix: "split it into several lines")
    }
  }

  mutating func leave() { depth -= 1 }

  /// The place from a start to the last word that was read.
  func span(from start: SourceRange) -> SourceRange {
    let end = index > 0 ? lexemes[index - 1].range.bytes.upperBound : start.bytes.upperBound
    return SourceRange(source: start.source, bytes: start.bytes.lowerBound..<max(end, start.bytes.upperBound))
  }
}
