/// Finds citations and footnotes in running text.
///
/// `[@a; see @b, p. 4]`, `[-@a]`, `@a`, `@{a}`, `[^note]`, and as in LaTeX `\eqref{a}`, which is the number in parentheses. A key in
/// running text ends before punctuation that no letter or digit follows, and where it changes from Latin letters to Han. Linear in the
/// length of the text.
struct CitationReader {
  enum Piece {
    case text(String)
    /// The items' keys with what belongs to them, not yet placed.
    case citation([Item], isNarrative: Bool)
    case footnote(String)
    /// The text after it looks like a citation and is none.
    case fault(CitationFault)
    /// The last piece: an open bracket that may become a citation if the text goes on.
    case open(String)
  }

  struct Item {
    let key: String
    let prefix: String
    let locator: String
    let isAuthorSuppressed: Bool
  }

  private let text: String
  private var pieces: [Piece] = []
  private var plainStart: String.Index
  /// Whether text may follow, so that a bracket which is open at the end may be closed there.
  private let mayGoOn: Bool

  /// The parts of a text, in order.
  static func pieces(of text: String, mayGoOn: Bool = false) -> [Piece] {
    let marks = [UInt8(ascii: "@"), UInt8(ascii: "^"), UInt8(ascii: "\\")] + (mayGoOn ? [UInt8(ascii: "[")] : [])
    guard text.utf8.contains(where: marks.contains) else { return [.text(text)] }
    var reader = CitationReader(text, mayGoOn: mayGoOn)
    reader.read()
    return reader.pieces
  }

  private init(_ text: String, mayGoOn: Bool) {
    self.text = text
    self.mayGoOn = mayGoOn
    plainStart = text.startIndex
  }

  private mutating func read() {
    var index = text.startIndex
    var previous: Character?
    while index < text.endIndex {
      let character = text[index]
      if character == "[", let end = bracket(at: index) {
        (index, previous) = (end, "]")
      } else if character == "@", previous.map(Self.maySeparate) ?? true, let end = narrative(at: index) {
        (index, previous) = (end, "a")
      } else if character == "\\", let end = equation(at: index) {
        (index, previous) = (end, ")")
      } else {
        previous = character
        index = text.index(after: index)
      }
    }
    endPlain(at: text.endIndex)
  }

  /// Whether a key may follow a character: none that is part of a word, as in an address of mail. Chinese writes no spaces.
  private static func maySeparate(_ character: Character) -> Bool {
    if character.unicodeScalars.first.map(isHan) ?? false { return true }
    return !character.isLetter && !character.isNumber && character != "@"
  }

  private mutating func endPlain(at index: String.Index) {
    if plainStart < index { pieces.append(.text(String(text[plainStart..<index]))) }
  }

  private mutating func append(_ piece: Piece, from start: String.Index, to end: String.Index) {
    endPlain(at: start)
    pieces.append(piece)
    plainStart = end
  }

  /// Reads `[^label]` or `[… @key …]`; the index after it, or `nil` if the bracket is an ordinary one.
  private mutating func bracket(at open: String.Index) -> String.Index? {
    let rest = text[text.index(after: open)...]
    guard let stop = rest.firstIndex(where: { $0 == "]" || $0 == "[" }) else { return unclosed(rest, at: open) }
    guard text[stop] == "]" else { return nil }
    let (inner, end) = (rest[..<stop], text.index(after: stop))
    if inner.first == "^", inner.count > 1, !inner.contains(where: \.isWhitespace) {
      append(.footnote(String(inner.dropFirst())), from: open, to: end)
      return end
    }
    switch CitationBracket(inner) {
    case .ordinary: return nil
    case .citation(let items): append(.citation(items, isNarrative: false), from: open, to: end)
    case .fault(let fault): append(.fault(fault), from: open, to: open)
    }
    return end
  }

  /// An open bracket that nothing closes: what may begin a citation waits for the text that follows, and is a fault at the end.
  private mutating func unclosed(_ rest: Substring, at open: String.Index) -> String.Index? {
    guard CitationBracket.mayOpen(rest, mayGoOn: mayGoOn) else { return nil }
    if mayGoOn {
      append(.open(String(text[open...])), from: open, to: text.endIndex)
      return text.endIndex
    }
    let fault = CitationFault(
      message: "the brackets of this citation are not closed, or hold more than text",
      fix: "close them in the same paragraph, as in [@key, p. 3], with no code, emphasis or mathematics inside", before: [],
      literal: String(text[open...].prefix { $0 != "@" } + "@"), after: [])
    append(.fault(fault), from: open, to: open)
    return nil
  }

  /// The brackets behind a key in running text, if they hold a place in the work: a fault, since nothing would join the two.
  private mutating func locator(after key: Substring, at start: String.Index) -> String.Index {
    let rest = text[start...].drop { $0 == " " }
    guard rest.first == "[", let stop = rest.dropFirst().firstIndex(where: { $0 == "]" || $0 == "[" }), text[stop] == "]",
      CitationBracket.isLocator(rest.dropFirst()[..<stop])
    else { return start }
    let inner = rest.dropFirst()[..<stop].trimmed
    let fault = CitationFault(
      message: "'[\(inner)]' does not belong to the citation before it",
      fix: "write [@\(key), \(inner)], or [-@\(key), \(inner)] after the names", before: [], literal: "[\(inner)]", after: [])
    append(.fault(fault), from: start, to: start)
    return text.index(after: stop)
  }

  /// Reads `\eqref{key}`.
  private mutating func equation(at start: String.Index) -> String.Index? {
    let command = "\\eqref{"
    guard text[start...].hasPrefix(command) else { return nil }
    let key = text[text.index(start, offsetBy: command.count)...].prefix { !"}{\\".contains($0) && !$0.isWhitespace }
    guard !key.isEmpty, key.endIndex < text.endIndex, text[key.endIndex] == "}" else { return nil }
    let end = text.index(after: key.endIndex)
    append(.text("("), from: start, to: start)
    append(.citation([Item(key: String(key), prefix: "", locator: "", isAuthorSuppressed: true)], isNarrative: true), from: start, to: end)
    pieces.append(.text(")"))
    return end
  }

  private mutating func narrative(at sign: String.Index) -> String.Index? {
    let start = text.index(after: sign)
    var (key, end) = (text[start..<start], start)
    if start < text.endIndex, text[start] == "{" {
      key = text[text.index(after: start)...].prefix { $0 != "}" && !$0.isWhitespace && $0 != "{" }
      guard key.endIndex < text.endIndex, text[key.endIndex] == "}" else { return nil }
      end = text.index(after: key.endIndex)
    } else {
      key = Self.key(text[start...])
      end = key.endIndex
    }
    guard !key.isEmpty else { return nil }
    append(
      .citation([Item(key: String(key), prefix: "", locator: "", isAuthorSuppressed: false)], isNarrative: true), from: sign, to: end)
    return locator(after: key, at: end)
  }

  /// The key that a text starts with; empty if there is none.
  private static func key(_ text: Substring) -> Substring {
    var end = text.startIndex
    var index = text.startIndex
    var isLatin = true
    while index < text.endIndex {
      let character = text[index]
      if character.isLetter || character.isNumber || character == "_" {
        if character.isASCII == false, character.unicodeScalars.first.map(Self.isHan) ?? false {
          if isLatin, end > text.startIndex { break }
          isLatin = false
        }
        index = text.index(after: index)
        end = index
      } else if end > text.startIndex, "-:.#/+".contains(character) {
        index = text.index(after: index)
      } else {
        break
      }
    }
    return text[..<end]
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) }
}
