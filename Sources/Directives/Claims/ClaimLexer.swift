import Diagnostics

/// Splits a claim into words. A hyphen between letters or digits belongs to a name; a minus has a space on both sides or stands
/// before a number.
struct ClaimLexer {
  enum Token: Equatable { case number(Double), text(String), name(String), symbol(String), end }

  struct Lexeme {
    let token: Token
    let range: SourceRange
  }

  private static let symbols = ["==", "!=", "<=", ">=", "±", "+-", "<", ">", "=", "+", "-", "*", "/", "(", ")"]

  static func lexemes(_ line: SourceRange) throws(Diagnostic) -> [Lexeme] {
    let text = line.text
    var lexemes: [Lexeme] = []
    var rest = text[...]
    func place(_ part: Substring) -> SourceRange {
      let start = line.bytes.lowerBound + text[..<part.startIndex].utf8.count
      return SourceRange(source: line.source, bytes: start..<start + max(part.utf8.count, 1))
    }
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
        continue
      }
      let (token, length) = try next(rest, at: place(rest.prefix(1)))
      lexemes.append(Lexeme(token: token, range: place(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    let end = SourceRange(source: line.source, bytes: line.bytes.upperBound..<line.bytes.upperBound)
    return lexemes + [Lexeme(token: .end, range: end)]
  }

  private static func next(_ rest: Substring, at range: SourceRange) throws(Diagnostic) -> (Token, Int) {
    let first = rest[rest.startIndex]
    if first.isLetter {
      var word = rest.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
      while let last = word.last, last == "-" || last == "." { word.removeLast() }
      return (.name(String(word)), word.count)
    }
    if first.isASCII, first.isNumber || first == "." {
      var word = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
      let after = rest.dropFirst(word.count)
      if let e = after.first, e == "e" || e == "E" {
        let sign = after.dropFirst().prefix { $0 == "-" || $0 == "+" }
        let digits = after.dropFirst(1 + sign.count).prefix { $0.isASCII && $0.isNumber }
        if sign.count <= 1, !digits.isEmpty { word = rest.prefix(word.count + 1 + sign.count + digits.count) }
      }
      guard let number = Double(word.filter { $0 != "_" }), number.isFinite else {
        throw Diagnostic(id: "bad-claim", "'\(word)' is no number", at: .text(range))
      }
      return (.number(number), word.count)
    }
    if first == "\"" {
      let inner = rest.dropFirst().prefix { $0 != "\"" }
      guard rest.dropFirst(inner.count + 1).first == "\"" else {
        throw Diagnostic(id: "bad-claim", "the quote is not closed", at: .text(range))
      }
      return (.text(String(inner)), inner.count + 2)
    }
    guard let symbol = symbols.first(where: { rest.hasPrefix($0) }) else {
      throw Diagnostic(
        id: "bad-claim", "'\(first)' means nothing in a claim", at: .text(range), fix: "write a comparison, such as moons.regions == 457")
    }
    return (.symbol(symbol), symbol.count)
  }
}
