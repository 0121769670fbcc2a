/// Steps through the bytes of a .bib file and knows braces, names, and where entries may start.
struct BibTeXScanner {
  let bytes: [UInt8]
  var position = 0
  /// The first place in the entry being read at which another entry seems to start.
  var possibleStart: Int?
  /// Whether an `@name{` at the start of a line ends the entry before it, even in a value.
  ///
  /// Set once an entry turned out to have no end: its text had to be read to the end of the file to know that, which must not
  /// happen for each entry again.
  var stopsAtStarts = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at the position; 0, which ends nothing, at the end.
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }
  var isAtEnd: Bool { position >= bytes.count }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether a byte may stand in the name of an entry type, field or string (O. Patashnik, "BibTeXing", 1988).
  static func isName(_ byte: UInt8) -> Bool { byte > 0x20 && byte != 0x7F && !"\"#%'(),={}@\\".utf8.contains(byte) }

  /// Steps over white space, and over comments from a percent sign to the end of the line as biber does.
  mutating func skipSpace() {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%") { skipLine() } else if Self.isSpace(bytes[position]) { position += 1 } else { return }
    }
  }

  mutating func skipLine() { while position < bytes.count, bytes[position] != 0x0A { position += 1 } }

  mutating func name() -> Range<Int> { run(Self.isName) }

  mutating func run(_ isPart: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    while position < bytes.count, isPart(bytes[position]) { position += 1 }
    return start..<position
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether an entry seems to start at a byte: an at sign at the start of a line, a name, and a brace.
  func startsEntry(at start: Int) -> Bool {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "@"), start == 0 || bytes[start - 1] == 0x0A else { return false }
    var end = start + 1
    while end < min(bytes.count, start + 40), Self.isName(bytes[end]) { end += 1 }
    return end > start + 1 && end < bytes.count && (bytes[end] == UInt8(ascii: "{") || bytes[end] == UInt8(ascii: "("))
  }

  /// Steps over text up to a byte that stands outside all braces opened in it, and over that byte; returns the text before it.
  /// `nil` if the file ends before, or the entry seems to.
  mutating func balanced(until close: UInt8) -> Range<Int>? {
    let start = position
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if depth == 0, byte == close {
        position += 1
        return start..<position - 1
      }
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "@"):
        if startsEntry(at: position) {
          if stopsAtStarts { return nil }
          possibleStart = possibleStart ?? position
        }
      default: break
      }
      position += 1
    }
    return nil
  }

  /// After an error at the level of fields: steps to the end of the entry, or to where the next seems to start.
  mutating func skipEntry(until close: UInt8) {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if startsEntry(at: position) { return }
      position += 1
      if depth == 0, byte == close { return }
      if byte == UInt8(ascii: "{") { depth += 1 } else if byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
    }
  }
}
