/// The destination of an inline link in raw text, as CommonMark 0.30 writes it (sections 6.3 and 6.5).
enum LinkDestination {
  /// The bytes of the destination after `](`, without angle brackets.
  static func range(in bytes: [UInt8], from start: Int) -> Range<Int> {
    var index = start
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    let isBracketed = index < bytes.count && bytes[index] == UInt8(ascii: "<")
    if isBracketed { index += 1 }
    let first = index
    var depth = 0
    scan: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where index + 1 < bytes.count: index += 1
      case UInt8(ascii: ">") where isBracketed: break scan
      case UInt8(ascii: "(") where !isBracketed: depth += 1
      case UInt8(ascii: ")") where !isBracketed:
        if depth == 0 { break scan }
        depth -= 1
      case 0...32 where !isBracketed: break scan
      default: break
      }
      index += 1
    }
    return min(first, bytes.count)..<min(max(first, index), bytes.count)
  }

  /// Whether raw bytes stand for a destination: escapes are taken off, and from an entity on all is taken to agree.
  static func isEqual(_ raw: ArraySlice<UInt8>, _ destination: String) -> Bool {
    var wanted = destination.utf8.makeIterator()
    var index = raw.startIndex
    let semicolon = raw.lastIndex(of: UInt8(ascii: ";")) ?? raw.startIndex
    while index < raw.endIndex {
      if raw[index] == UInt8(ascii: "\\"), index + 1 < raw.endIndex, isPunctuation(raw[index + 1]) { index += 1 }
      let next = wanted.next()
      if next != raw[index] { return raw[index] == UInt8(ascii: "&") }
      if raw[index] == UInt8(ascii: "&"), index < semicolon { return true }
      index += 1
    }
    return wanted.next() == nil
  }

  /// Whether the bytes between `<` and `>` are an automatic link to a destination.
  static func isAutomatic(_ raw: ArraySlice<UInt8>, _ destination: String) -> Bool {
    let text = String(decoding: raw, as: UTF8.self)
    return text == destination || "mailto:" + text == destination || text.contains("&") && isEqual(raw, destination)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 33...47, 58...64, 91...96, 123...126: true
    default: false
    }
  }
}
