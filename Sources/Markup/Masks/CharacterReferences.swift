/// The numeric character references of a text, such as `&#1;` and `&#xE000;`, which cmark decodes after the masks are on.
enum CharacterReferences {
  /// The code points that they name; the first of them is at the offset. Linear in the length of the text.
  static func codePoints(in text: String) -> [(codePoint: UInt32, offset: Int)] {
    guard text.contains("&#") else { return [] }
    let bytes = Array(text.utf8)
    var found: [(codePoint: UInt32, offset: Int)] = []
    for index in bytes.indices.dropLast(2) where bytes[index] == UInt8(ascii: "&") && bytes[index + 1] == UInt8(ascii: "#") {
      let isHexadecimal = bytes[index + 2] & 0xDF == UInt8(ascii: "X")
      let digits = bytes[(index + (isHexadecimal ? 3 : 2))...].prefix(8).prefix { $0 != UInt8(ascii: ";") }
      if let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) { found.append((value, index)) }
    }
    return found
  }
}
