/// A dictionary written as a Python literal, in the small part of the language that NPY headers use: string keys, and values
/// that are strings, booleans or tuples of sizes.
struct PythonDictionary {
  enum Value: Equatable {
    case string(String)
    case boolean(Bool)
    case tuple([Int])
  }

  /// What is wrong with a text, and at which byte.
  struct Problem: Error {
    let offset: Int
    let message: String
  }

  let entries: [String: Value]

  /// Parses the text; only white space may stand around the dictionary. A key given twice is an error.
  init(_ text: String) throws(Problem) {
    var scanner = Scanner(bytes: Array(text.utf8))
    try scanner.expect("{")
    var entries: [String: Value] = [:]
    while !scanner.skip("}") {
      let start = scanner.position
      let key = try scanner.string()
      try scanner.expect(":")
      guard entries.updateValue(try scanner.value(), forKey: key) == nil else {
        throw Problem(offset: start, message: "the key '\(key)' appears twice")
      }
      if !scanner.skip(",") {
        try scanner.expect("}")
        break
      }
    }
    guard scanner.isAtEnd else { throw Problem(offset: scanner.position, message: "something follows the dictionary") }
    self.entries = entries
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    /// Whether only white space is left.
    var isAtEnd: Bool { bytes[position...].allSatisfy { $0 == 0x20 || $0 == 0x0A } }

    /// Steps over white space and then over the character, if it comes next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(Problem) {
      guard skip(character) else { throw Problem(offset: position, message: "'\(character)' is missing") }
    }

    mutating func value() throws(Problem) -> Value {
      if skip("(") { return .tuple(try sizes()) }
      for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return .boolean(value)
      }
      return .string(try string())
    }

    mutating func string() throws(Problem) -> String {
      let quote: Unicode.Scalar = skip("'") ? "'" : "\""
      if quote == "\"", !skip(quote) { throw Problem(offset: position, message: "a string in quotes is missing") }
      guard let end = bytes[position...].firstIndex(of: UInt8(ascii: quote)) else {
        throw Problem(offset: position - 1, message: "the string has no closing quote")
      }
      let content = bytes[position..<end]
      if let escape = content.firstIndex(of: UInt8(ascii: "\\")) {
        throw Problem(offset: escape, message: "escapes are not read")
      }
      position = end + 1
      return String(decoding: content, as: UTF8.self)
    }

    /// The sizes of a tuple after its opening bracket; a tuple of one must end in a comma, as in Python.
    private mutating func sizes() throws(Problem) -> [Int] {
      var sizes: [Int] = []
      if skip(")") { return [] }
      while true {
        sizes.append(try size())
        let hasComma = skip(",")
        if skip(")") {
          guard hasComma || sizes.count > 1 else {
            throw Problem(offset: position - 1, message: "a tuple of one size needs a comma")
          }
          return sizes
        }
        guard hasComma else { throw Problem(offset: position, message: "')' is missing") }
      }
    }

    private mutating func size() throws(Problem) -> Int {
      while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      let start = position
      while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
      guard let size = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
        throw Problem(offset: start, message: "a size is missing or too large")
      }
      return size
    }
  }
}
