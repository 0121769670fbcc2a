/// A strict parser of JSON (RFC 8259) that keeps the places of all values.
///
/// The libraries at hand keep the last of two equal keys in silence and lose the places, which is why this one exists. It
/// also refuses nesting deeper than 64 levels and numbers beyond the range of a double.
package struct JSONParser {
  let text: [UInt8]
  private(set) var position = 0
  private var depth = 0

  /// The value that the text holds. The text must be UTF-8; only white space may surround the value. Linear in the text.
  package static func parse(_ text: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(text: text)
    parser.skipSpace()
    let value = try parser.value()
    parser.skipSpace()
    guard parser.position == text.count else { throw parser.unexpected("the end of the text") }
    return value
  }

  private init(text: [UInt8]) { self.text = text }

  /// The byte at the position; 0, which no JSON text holds outside a string, at the end.
  var current: UInt8 { position < text.count ? text[position] : 0 }

  mutating func advance(_ count: Int = 1) { position += count }

  /// An error about the byte at the position.
  func unexpected(_ expected: String) -> JSONError {
    if position >= text.count {
      return JSONError(bytes: text.count..<text.count, message: "the text ends where \(expected) should come")
    }
    let byte = text[position]
    let found = byte > 32 && byte < 127 ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return JSONError(bytes: position..<position + 1, message: "found \(found) where \(expected) should come")
  }

  private mutating func skipSpace() {
    while current == 0x20 || current == 0x09 || current == 0x0A || current == 0x0D { position += 1 }
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    let start = position
    let content: JSONValue.Content
    switch current {
    case UInt8(ascii: "{"): content = .object(try nested { (parser) throws(JSONError) in try parser.members() })
    case UInt8(ascii: "["): content = .array(try nested { (parser) throws(JSONError) in try parser.elements() })
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    default: content = try word()
    }
    return JSONValue(content: content, bytes: start..<position)
  }

  private mutating func nested<Value>(_ parse: (inout JSONParser) throws(JSONError) -> Value) throws(JSONError) -> Value {
    guard depth < 64 else {
      throw JSONError(bytes: position..<position + 1, message: "values are nested more than 64 levels deep")
    }
    depth += 1
    defer { depth -= 1 }
    position += 1
    skipSpace()
    return try parse(&self)
  }

  private mutating func word() throws(JSONError) -> JSONValue.Content {
    for (word, content) in [("true", JSONValue.Content.boolean(true)), ("false", .boolean(false)), ("null", .null)]
    where text[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return content
    }
    throw unexpected("a value")
  }

  private mutating func elements() throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    if current == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    while true {
      elements.append(try value())
      if try endsAfterSeparator("]") { return elements }
    }
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    if current == UInt8(ascii: "}") {
      position += 1
      return members
    }
    while true {
      guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let start = position
      let key = try string()
      let keyBytes = start..<position
      guard keys.insert(key).inserted else {
        throw JSONError(bytes: keyBytes, message: "the key '\(key)' appears twice in one object")
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected("':'") }
      position += 1
      skipSpace()
      members.append(JSONValue.Member(key: key, keyBytes: keyBytes, value: try value()))
      if try endsAfterSeparator("}") { return members }
    }
  }

  /// Steps over a comma, or over the closing bracket: `true` then.
  private mutating func endsAfterSeparator(_ close: Unicode.Scalar) throws(JSONError) -> Bool {
    skipSpace()
    if current == UInt8(ascii: close) {
      position += 1
      return true
    }
    guard current == UInt8(ascii: ",") else { throw unexpected("',' or '\(close)'") }
    position += 1
    skipSpace()
    return false
  }
}
