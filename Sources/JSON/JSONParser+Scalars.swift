extension JSONParser {
  /// A number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, rounded once to the nearest double.
  mutating func number() throws(JSONError) -> Double {
    let start = position
    if current == UInt8(ascii: "-") { advance() }
    if current == UInt8(ascii: "0") { advance() } else { try digits() }
    if current == UInt8(ascii: ".") {
      advance()
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      advance()
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { advance() }
      try digits()
    }
    let written = String(decoding: text[start..<position], as: UTF8.self)
    guard let value = Double(written), value.isFinite else {
      throw JSONError(bytes: start..<position, message: "the number is beyond the range of a double")
    }
    return value
  }

  private mutating func digits() throws(JSONError) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard digits.contains(current) else { throw unexpected("a digit") }
    while digits.contains(current) { advance() }
  }

  /// A string in double quotes, its escapes replaced.
  mutating func string() throws(JSONError) -> String {
    let start = position
    advance()
    var bytes: [UInt8] = []
    while position < text.count {
      let byte = current
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        bytes += Array(String(try escape()).utf8)
      case 0..<0x20:
        throw JSONError(
          bytes: position..<position + 1, message: "a string holds the control character \(byte)", fix: "write it as an escape")
      default:
        bytes.append(byte)
        advance()
      }
    }
    throw JSONError(bytes: start..<start + 1, message: "the string has no closing quote")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    advance()
    let names: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
      UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let scalar = names[current] {
      advance()
      return scalar
    }
    guard current == UInt8(ascii: "u") else { throw unexpected("an escape: one of \" \\ / b f n r t u") }
    var code = try hexadecimal()
    // Characters beyond U+FFFF are written as two halves, D800–DBFF and DC00–DFFF.
    if 0xD800..<0xDC00 ~= code, current == UInt8(ascii: "\\") {
      advance()
      let low = try hexadecimal()
      if 0xDC00..<0xE000 ~= low { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) } else { code = 0xD800 }
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw JSONError(bytes: start..<position, message: "the escape is half of a surrogate pair")
    }
    return scalar
  }

  /// The four hexadecimal digits after a `u`.
  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    guard current == UInt8(ascii: "u") else { throw unexpected("the other half of a surrogate pair") }
    advance()
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(current)).hexDigitValue else { throw unexpected("a hexadecimal digit") }
      code = code << 4 | UInt32(digit)
      advance()
    }
    return code
  }
}
