import Diagnostics

/// Splits a claim into words. A hyphen between letters or digits belongs to a name; a minus has a space on both sides or stands
/// before an operand. Cost: linear in the line.
struct ClaimLexer {
  enum Token: Equatable { case whole(Int128), real(Double), percentage(Double), text(String), name(String), symbol(String), end }

  struct Lexeme {
    let token: Token
    let range: SourceRange
  }

  /// The longest line, in bytes.
  static let longestLine = 4096

  private static let symbols = [
    "==", "!=", "<=", ">=", "±", "+-", "<", ">", "=", "+", "-", "*", "/", "^", "(", ")", "[", "]", "{", "}", ",", ":",
  ]
  /// What other notations write for the symbols and words of claims.
  private static let lookalikes: [Character: String] = [
    "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "≈": "= value ± tolerance", "&": "and", "|": "or",
    "!": "not", "“": "\"", "”": "\"", "'": "\"", "，": ",", "（": "(", "）": ")", "：": ":", "∈": "in", "¬": "not", "∧": "and", "∨": "or",
  ]

  private static func fix(for character: Character) -> String {
    switch character {
    case "#": "write comments on lines of their own"
    case "%": "write a percentage without a space, as in 97.8%"
    default: lookalikes[character].map { "write '\($0)'" } ?? "write a comparison, such as moons.regions == 457"
    }
  }

  private let line: SourceRange
  private let characters: [Character]
  /// The next character, and its place in the source.
  private var index = 0
  private var byte: Int
  /// Where the last run of a path's characters ended, so that none is gone through twice.
  private var pathEnd = 0
  private var lexemes: [Lexeme] = []

  static func lexemes(_ line: SourceRange) throws(Diagnostic) -> [Lexeme] {
    guard line.bytes.count <= longestLine else {
      throw Diagnostic(
        id: "bad-claim", "the claim is longer than \(longestLine) bytes", at: .text(line), fix: "split it into several lines")
    }
    var lexer = ClaimLexer(line)
    while lexer.index < lexer.characters.count {
      if lexer.characters[lexer.index].isWhitespace { lexer.advance(1) } else { try lexer.readNext() }
    }
    let end = SourceRange(source: line.source, bytes: line.bytes.upperBound..<line.bytes.upperBound)
    return lexer.lexemes + [Lexeme(token: .end, range: end)]
  }

  private init(_ line: SourceRange) {
    self.line = line
    characters = Array(line.text)
    byte = line.bytes.lowerBound
  }

  private mutating func advance(_ count: Int) {
    for character in characters[index..<index + count] { byte += character.utf8.count }
    index += count
  }

  private mutating func append(_ token: Token, length: Int) {
    let start = byte
    advance(length)
    lexemes.append(Lexeme(token: token, range: SourceRange(source: line.source, bytes: start..<byte)))
  }

  /// How many characters from an offset on satisfy a condition.
  private func run(from start: Int, _ condition: (Character) -> Bool) -> Int {
    var end = start
    while end < characters.count, condition(characters[end]) { end += 1 }
    return end - start
  }

  private func text(_ length: Int) -> String { String(characters[index..<index + length]) }

  private func error(_ message: String, length: Int = 1, fix: String?) -> Diagnostic {
    let bytes = characters[index..<min(index + length, characters.count)].reduce(0) { $0 + $1.utf8.count }
    return Diagnostic(id: "bad-claim", message, at: .text(SourceRange(source: line.source, bytes: byte..<byte + bytes)), fix: fix)
  }

  private mutating func readNext() throws(Diagnostic) {
    let first = characters[index]
    if let length = qualifiedLength() ?? nameLength(from: index) { return append(.name(text(length)), length: length) }
    if first.isASCII, first.isNumber || first == "." { return try readNumber() }
    if first == "\"" {
      let inner = run(from: index + 1) { $0 != "\"" }
      guard index + 1 + inner < characters.count else {
        throw error("the quote is not closed", length: inner + 1, fix: "close it with \"")
      }
      return append(.text(String(characters[index + 1..<index + 1 + inner])), length: inner + 2)
    }
    for length in [2, 1] where index + length <= characters.count && Self.symbols.contains(text(length)) {
      return append(.symbol(text(length)), length: length)
    }
    throw error("'\(first)' means nothing in a claim", fix: Self.fix(for: first))
  }

  /// The length of a name from a place on; `nil` where none starts.
  private func nameLength(from start: Int) -> Int? {
    guard start < characters.count, characters[start].isLetter else { return nil }
    var length = run(from: start) { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
    while characters[start + length - 1] == "-" || characters[start + length - 1] == "." { length -= 1 }
    return length
  }

  /// The length of `path#name`; `nil` where none starts.
  private mutating func qualifiedLength() -> Int? {
    if index >= pathEnd { pathEnd = index + run(from: index) { $0.isLetter || $0.isNumber || "-_./~%".contains($0) } }
    guard pathEnd > index, pathEnd < characters.count, characters[pathEnd] == "#" else { return nil }
    guard let name = nameLength(from: pathEnd + 1) else { return nil }
    return pathEnd + 1 - index + name
  }

  private mutating func readNumber() throws(Diagnostic) {
    let isDigit = { (character: Character) in character.isASCII && character.isNumber }
    var length = run(from: index) { isDigit($0) || $0 == "." || $0 == "_" }
    if index + length < characters.count, "eE".contains(characters[index + length]) {
      let signs = min(run(from: index + length + 1) { $0 == "-" || $0 == "+" }, 1)
      let digits = run(from: index + length + 1 + signs, isDigit)
      if digits > 0 { length += 1 + signs + digits }
    }
    let digits = text(length).filter { $0 != "_" }
    if let whole = Int128(digits), !isPercentage(after: length) { return append(.whole(whole), length: length) }
    guard let number = Double(digits), number.isFinite else {
      throw error("'\(text(length))' is no number", length: length, fix: "write digits with one decimal point, as in 0.25 or 1e-6")
    }
    guard isPercentage(after: length) else { return append(.real(number), length: length) }
    // The exponent is read with the digits, so that 97.8% is the double nearest to 0.978.
    let fraction = digits.lowercased().contains("e") ? number / 100 : Double(digits + "e-2") ?? number / 100
    append(.percentage(fraction), length: length + 1)
  }

  private func isPercentage(after length: Int) -> Bool { index + length < characters.count && characters[index + length] == "%" }
}
