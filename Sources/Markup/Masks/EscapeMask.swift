/// Keeps what a backslash escapes from cmark, where only Facet gives the character a meaning: `\@`, `\[`, `\~`.
///
/// cmark drops such a backslash, and the tree does not tell that it was there. Before parsing, backslash and character become
/// one Syriac punctuation mark of the same length: punctuation, because that matters beside emphasis and quotes. The colon of a
/// line that starts with `[@key]:`, which would define a link, becomes a control character.
struct EscapeMask {
  private static let characters = Array("@[~".utf8)
  /// U+0700 to U+0702 stand for them; in UTF-8 0xDC and a byte from 0x80 on.
  private static let scalars: ClosedRange<UInt32> = 0x700...0x702
  private static let lead: UInt8 = 0xDC

  private static let colon: UInt8 = 0x0E
  private let isNeeded: Bool

  /// A mask for a text; it does nothing where there is nothing to do, or where the text itself has such characters.
  init(for text: String) {
    isNeeded =
      (text.utf8.contains(UInt8(ascii: "\\")) || text.contains("[@"))
      && !text.unicodeScalars.contains { Self.isMask($0.value) }
      && !CharacterReferences.codePoints(in: text).contains { Self.isMask($0.codePoint) }
  }

  private static func isMask(_ codePoint: UInt32) -> Bool { scalars.contains(codePoint) || codePoint == UInt32(colon) }

  /// The text with other characters in it, byte for byte as long as before.
  func masked(_ text: String) -> String {
    guard isNeeded else { return text }
    var bytes = Array(text.utf8)
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if let code = Self.characters.firstIndex(of: bytes[index + 1]),
        Self.matters(bytes[index + 1], index + 2 < bytes.count ? bytes[index + 2] : 10)
      {
        bytes[index] = Self.lead
        bytes[index + 1] = 0x80 + UInt8(code)
      }
      index += 2
    }
    for line in bytes.indices.split(whereSeparator: { bytes[$0] == 10 }) {
      let content = bytes[line.startIndex..<line.endIndex].drop { $0 == 32 || $0 == UInt8(ascii: ">") }
      guard content.starts(with: "[@".utf8), let close = content.firstIndex(of: UInt8(ascii: "]")), close + 1 < line.endIndex,
        bytes[close + 1] == UInt8(ascii: ":")
      else { continue }
      bytes[close + 1] = Self.colon
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether Facet would give a character a meaning in front of another. Elsewhere cmark keeps it, as punctuation.
  private static func matters(_ character: UInt8, _ next: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "["): [UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: "-")].contains(next) || (65...90).contains(next & 0xDF)
    case UInt8(ascii: "~"): next == UInt8(ascii: "~")
    default: true
    }
  }

  /// A text from the tree with the characters; with their backslashes, too, where cmark keeps them, as in code.
  func unmasked(_ text: String, isLiteral: Bool) -> String {
    guard isNeeded, text.utf8.contains(where: { $0 == Self.lead || $0 == Self.colon }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard Self.scalars.contains(scalar.value) else {
        result.append(scalar.value == UInt32(Self.colon) ? ":" : scalar)
        continue
      }
      if isLiteral { result.append("\\") }
      result.append(Unicode.Scalar(Self.characters[Int(scalar.value - Self.scalars.lowerBound)]))
    }
    return String(result)
  }
}
