/// A value of a JSON text (RFC 8259) with its place, so that messages can point at it.
package struct JSONValue: Sendable {
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    /// The decimal number rounded once to the nearest double; always finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the text; no two have the same key.
    case object([Member])
  }

  package struct Member: Sendable {
    package let key: String
    package let keyBytes: Range<Int>
    package let value: JSONValue
  }

  package let content: Content
  /// The bytes of the value in the text.
  package let bytes: Range<Int>

  /// What messages call a value of this kind.
  package var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  package var number: Double? { if case .number(let value) = content { value } else { nil } }
  package var string: String? { if case .string(let value) = content { value } else { nil } }
  package var array: [JSONValue]? { if case .array(let value) = content { value } else { nil } }
  package var members: [Member]? { if case .object(let value) = content { value } else { nil } }

  /// The number, if it is an integer from 0 to 2⁵³.
  package var size: Int? {
    guard let number, number >= 0, number <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }
}

/// What is wrong with a JSON text, and where.
package struct JSONError: Error {
  package let bytes: Range<Int>
  package let message: String
  package let fix: String?

  init(bytes: Range<Int>, message: String, fix: String? = nil) {
    self.bytes = bytes
    self.message = message
    self.fix = fix
  }
}
