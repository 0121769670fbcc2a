/// Hides Chinese and Japanese punctuation beside `*` from cmark, so that emphasis works in text without spaces.
///
/// A run of `*` between punctuation and a letter does not close emphasis (CommonMark 0.30, section 6.2), so `**注意：**文字`
/// is not bold. Before parsing, such punctuation is replaced by private characters, which count as letters and have the same
/// length; on the tree they are turned back.
struct EmphasisMask {
  /// All of them three bytes long in UTF-8, as are the characters that stand for them.
  private static let punctuation = Array("、。，．：；！？（）《》〈〉「」『』【】〔〕〖〗［］｛｝～…—“”‘’".unicodeScalars)
  /// The first private character.
  private static let base: UInt32 = 0xE000
  private static let codes: [[UInt8]: UInt8] = Dictionary(
    uniqueKeysWithValues: punctuation.enumerated().map { (Array(String(Character($1)).utf8), UInt8($0)) })

  private let isNeeded: Bool

  /// A mask for a text; it does nothing where there is nothing to do, or where the text itself has such private characters.
  init(for text: String) {
    isNeeded =
      text.utf8.contains(UInt8(ascii: "*"))
      && !text.unicodeScalars.contains { (Self.base...Self.base + 0xFF).contains($0.value) }
      && !CharacterReferences.codePoints(in: text).contains { (Self.base...Self.base + 0xFF).contains($0.codePoint) }
  }

  /// The text with private characters in it, byte for byte as long as before.
  func masked(_ text: String) -> String {
    guard isNeeded else { return text }
    var bytes = Array(text.utf8)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "*") {
      Self.hide(&bytes, index - 3)
      Self.hide(&bytes, index + 1)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text from the tree as it was written.
  func unmasked(_ text: String) -> String {
    guard isNeeded, text.utf8.contains(0xEE) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let code = Int(scalar.value) - Int(Self.base)
      result.append(Self.punctuation.indices.contains(code) ? Self.punctuation[code] : scalar)
    }
    return String(result)
  }

  private static func hide(_ bytes: inout [UInt8], _ start: Int) {
    guard start >= 0, start + 3 <= bytes.count, let code = codes[Array(bytes[start..<start + 3])] else { return }
    bytes.replaceSubrange(start..<start + 3, with: [0xEE, 0x80, 0x80 + code])
  }
}
