import Diagnostics

/// Parses claims by recursive descent: comparison, sum, product, factor.
package struct ClaimParser {
  private let lexemes: [ClaimLexer.Lexeme]
  private var index = 0
  private var depth = 0

  /// The claim of one line. Throws a `Diagnostic` at the word that does not fit.
  package static func parse(_ line: SourceRange) throws(Diagnostic) -> Claim {
    let lexemes = try ClaimLexer.lexemes(line)
    // The tree of a claim is as deep as it has terms, and is walked by recursion.
    guard lexemes.count <= 256 else {
      throw Diagnostic(id: "bad-claim", "the claim has more than 255 words", at: .text(line), fix: "split it into several lines")
    }
    var parser = ClaimParser(lexemes: lexemes)
    let expression = try parser.comparison()
    guard parser.token == .end else { throw parser.unexpected("the end of the line") }
    return Claim(text: line.text, range: line, expression: expression)
  }

  private init(lexemes: [ClaimLexer.Lexeme]) { self.lexemes = lexemes }

  private var token: ClaimLexer.Token { lexemes[index].token }

  private mutating func accept(_ symbols: [String]) -> String? {
    guard case .symbol(let symbol) = token, symbols.contains(symbol) else { return nil }
    index += 1
    return symbol
  }

  private func unexpected(_ expected: String) -> Diagnostic {
    let range = lexemes[index].range
    let found = token == .end ? "the line ends" : "'\(range.text)' stands"
    return Diagnostic(
      id: "bad-claim", "\(found) where \(expected) was expected", at: .text(range),
      fix: "write a comparison, such as moons.regions == 457; a minus needs a space on both sides")
  }

  private mutating func comparison() throws(Diagnostic) -> Claim.Expression {
    let left = try sum()
    if accept(["="]) != nil {
      let value = try sum()
      guard accept(["±", "+-"]) != nil else { throw unexpected("'± tolerance'") }
      return .within(left, value, tolerance: try sum())
    }
    guard let symbol = accept(["==", "!=", "<", "<=", ">", ">="]), let comparison = Claim.Comparison(rawValue: symbol) else { return left }
    return .comparison(left, comparison, try sum())
  }

  private mutating func sum() throws(Diagnostic) -> Claim.Expression {
    var left = try product()
    while let symbol = accept(["+", "-"]), let operation = Claim.Operator(rawValue: symbol) {
      left = .arithmetic(left, operation, try product())
    }
    return left
  }

  private mutating func product() throws(Diagnostic) -> Claim.Expression {
    var left = try factor()
    while let symbol = accept(["*", "/"]), let operation = Claim.Operator(rawValue: symbol) {
      left = .arithmetic(left, operation, try factor())
    }
    return left
  }

  private mutating func factor() throws(Diagnostic) -> Claim.Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { throw Diagnostic(id: "bad-claim", "the claim is nested too deep", at: .text(lexemes[index].range)) }
    if accept(["-"]) != nil { return .negated(try factor()) }
    if accept(["("]) != nil {
      let inner = try sum()
      guard accept([")"]) != nil else { throw unexpected("')'") }
      return inner
    }
    let lexeme = lexemes[index]
    let expression: Claim.Expression
    switch lexeme.token {
    case .number(let value): expression = .number(value)
    case .text(let value): expression = .text(value)
    case .name("true"): expression = .boolean(true)
    case .name("false"): expression = .boolean(false)
    case .name(let name): expression = .name(name, lexeme.range)
    case .symbol, .end: throw unexpected("a number or the name of a value")
    }
    index += 1
    return expression
  }
}
