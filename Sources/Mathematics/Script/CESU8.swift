/// The encoding of Duktape's strings: UTF-8 of UTF-16 code units, so that characters beyond the basic plane take six bytes, not four.
///
/// Source: Unicode Technical Report 26, "Compatibility Encoding Scheme for UTF-16: 8-Bit (CESU-8)".
package enum CESU8 {
  /// Appends a text's bytes.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { append(unit, to: &bytes) }
    }
  }

  private static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
    switch unit {
    case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: unit))
    case ..<0x800:
      bytes.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
    default:
      bytes.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: (unit >> 6) & 0x3F))
      bytes.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
    }
  }

  /// The text of bytes that Duktape gave; half a pair becomes the replacement character.
  package static func decode(_ bytes: UnsafeRawBufferPointer) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count)
    var index = 0
    func continuation(_ offset: Int) -> UInt16 { index + offset < bytes.count ? UInt16(bytes[index + offset] & 0x3F) : 0 }
    while index < bytes.count {
      let first = UInt16(bytes[index])
      if first < 0x80 {
        units.append(first)
        index += 1
      } else if first < 0xE0 {
        units.append((first & 0x1F) << 6 | continuation(1))
        index += 2
      } else {
        units.append((first & 0x0F) << 12 | continuation(1) << 6 | continuation(2))
        index += 3
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
