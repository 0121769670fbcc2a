/// Finds citations and footnotes in running text.
///
/// `[@a; see @b, p. 4]`, `[-@a]`, `@a`, `@{a}`, `[^note]`, and as in LaTeX `\eqref{a}`, which is the number in parentheses. A key in running text ends before punctuation that no letter or
/// digit follows, and where it changes from Latin letters to Han. Linear in the length of the text.
struct CitationReader {
  enum Piece {
    case text(String)
    /// The items' keys with what belongs to them, not yet placed.
    case citation([Item], isNarrative: Bool)
    case footnote(String)
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

  /// The parts of a text, in order.
  static func pieces(of text: String) -> [Piece] {
    guard text.utf8.contains(where: { [UInt8(ascii: "@"), UInt8(ascii: "^"), UInt8(ascii: "\\")].contains($0) }) else { return [.text(text)] }
    var reader = CitationReader(text)
    reader.read()
    return reader.pieces
  }

  private init(_ text: String) {
    self.text = text
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
    guard let stop = rest.firstIndex(where: { $0 == "]" || $0 == "[" }), text[stop] == "]" else { return nil }
    let (inner, end) = (rest[..<stop], text.index(after: stop))
    if inner.first == "^", inner.count > 1, !inner.contains(where: \.isWhitespace) {
      append(.footnote(String(inner.dropFirst())), from: open, to: end)
      return end
    }
    guard inner.contains("@") else { return nil }
    var items: [Item] = []
    for part in inner.split(separator: ";", omittingEmptySubsequences: false) {
      guard let item = Self.item(part) else { return nil }
      items.append(item)
    }
    append(.citation(items, isNarrative: false), from: open, to: end)
    return end
  }

  /// One part of a citation in brackets: `see -@key, locator`.
  private static func item(_ part: Substring) -> Item? {
    var search = part
    while let at = search.firstIndex(of: "@") {
      let before = part[..<at]
      let isSuppressed = before.last == "-"
      let prefix = isSuppressed ? before.dropLast() : before
      guard prefix.last.map(\.isWhitespace) ?? true else {
        search = part[part.index(after: at)...]
        continue
      }
      let rest = part[part.index(after: at)...]
      let key = rest.first == "{" ? rest.dropFirst().prefix { $0 != "}" } : rest.prefix { $0 != "," && !$0.isWhitespace }
      guard !key.isEmpty else { return nil }
      var locator = part[key.endIndex...].drop { $0 == "}" }
      if locator.first == "," { locator = locator.dropFirst() }
      return Item(key: String(key), prefix: prefix.trimmed, locator: locator.trimmed, isAuthorSuppressed: isSuppressed)
    }
    return nil
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
    return end
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
