/// A formula's commands and braces, with their places: what can be known about LaTeX without expanding macros.
///
/// Comments and `\verb` are skipped; everything else between two tokens is text that stands for itself. Linear in the formula's length.
struct FormulaTokens {
  struct Token {
    enum Kind { case command, open, close }
    let kind: Kind
    /// Its UTF-8 bytes.
    let range: Range<Int>
    /// For a brace that has one, the number of the other brace's token.
    fileprivate(set) var partner: Int?
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []

  init(_ formula: String) {
    bytes = Array(formula.utf8)
    var index = 0
    var openBraces: [Int] = []
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case UInt8(ascii: "%"): index = endOfLine(from: index)
      case UInt8(ascii: "\\"):
        index = endOfCommand(from: index)
        if let end = endOfVerbatim(command: start..<index) { index = end } else { add(.command, start..<index) }
      case UInt8(ascii: "{"):
        index += 1
        openBraces.append(tokens.count)
        add(.open, start..<index)
      case UInt8(ascii: "}"):
        index += 1
        if let open = openBraces.popLast() {
          tokens[open].partner = tokens.count
          add(.close, start..<index, partner: open)
        } else {
          add(.close, start..<index)
        }
      default: index += 1
      }
    }
  }

  private mutating func add(_ kind: Token.Kind, _ range: Range<Int>, partner: Int? = nil) {
    tokens.append(Token(kind: kind, range: range, partner: partner))
  }

  /// Just behind the line feed that ends a line.
  private func endOfLine(from start: Int) -> Int {
    (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
  }

  /// A command is a backslash and letters, or a backslash and one other character.
  private func endOfCommand(from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, Self.isLetter(bytes[end]) { end += 1 }
    guard end == start + 1, end < bytes.count else { return end }
    repeat { end += 1 } while end < bytes.count && bytes[end] & 0xC0 == 0x80
    return end
  }

  /// The end of `\verb|…|` or `\verb*|…|`, if the command is one that ends on its line.
  private func endOfVerbatim(command: Range<Int>) -> Int? {
    guard name(command) == "\\verb", command.upperBound < bytes.count else { return nil }
    let isStarred = bytes[command.upperBound] == UInt8(ascii: "*")
    let start = command.upperBound + (isStarred ? 1 : 0)
    guard start < bytes.count else { return nil }
    let delimiter = bytes[start]
    let end = bytes[(start + 1)...].firstIndex { $0 == delimiter || $0 == UInt8(ascii: "\n") }
    guard let end, bytes[end] == delimiter else { return nil }
    return end + 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "@"): true
    default: false
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// The text of some bytes.
  func name(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first place where a command stands.
  func first(_ command: String) -> Range<Int>? {
    tokens.first { $0.kind == .command && name($0.range) == command }?.range
  }

  /// A braced argument.
  struct Argument {
    /// What is between the braces.
    let content: Range<Int>
    /// The number of the token of the closing brace.
    let lastToken: Int
    /// Just behind that brace.
    let end: Int
  }

  /// The argument in braces behind a token, with nothing but spaces, and a star if that may be, between.
  func argument(after index: Int, allowingStar: Bool = false) -> (argument: Argument, isStarred: Bool)? {
    guard index + 1 < tokens.count, tokens[index + 1].kind == .open, let close = tokens[index + 1].partner else { return nil }
    let open = tokens[index + 1].range
    let between = bytes[tokens[index].range.upperBound..<open.lowerBound].filter { !Self.isSpace($0) }
    guard between.isEmpty || allowingStar && between == [UInt8(ascii: "*")] else { return nil }
    let content = open.upperBound..<tokens[close].range.lowerBound
    return (Argument(content: content, lastToken: close, end: tokens[close].range.upperBound), !between.isEmpty)
  }

  /// The first token that nests deeper than a limit. Groups, environments and pairs of delimiters count.
  func firstDeeper(than limit: Int) -> Range<Int>? {
    var depth = 0
    for token in tokens {
      switch token.kind {
      case .open: depth += 1
      case .close: depth -= 1
      case .command:
        switch name(token.range) {
        case "\\begin", "\\left", "\\begingroup", "\\bgroup": depth += 1
        case "\\end", "\\right", "\\endgroup", "\\egroup": depth -= 1
        default: break
        }
      }
      if depth > limit { return token.range }
    }
    return nil
  }
}
