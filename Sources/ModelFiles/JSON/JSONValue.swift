/// A value of a JSON text (RFC 8259) with its place, so that messages can point at it.
struct JSONValue: Sendable {
  enum Content: Sendable {
    case null
    case boolean(Bool)
    /// The decimal number rounded once to the nearest double; always finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the text; no two have the same key.
    case object([Member])
  }

  struct Member: Sendable {
    let key: String
    let keyBytes: Range<Int>
    let value: JSONValue
  }

  let content: Content
  /// The bytes of the value in the text.
  let bytes: Range<Int>

  /// What messages call a value of this kind.
  var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  var number: Double? { if case .number(let value) = content { value } else { nil } }
  var string: String? { if case .string(let value) = content { value } else { nil } }
  var array: [JSONValue]? { if case .array(let value) = content { value } else { nil } }
  var members: [Member]? { if case .object(let value) = content { value } else { nil } }

  /// The number, if it is an integer from 0 to 2⁵³.
  var size: Int? {
    guard let number, number >= 0, number <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }
}

/// What is wrong with a JSON text, and where.
struct JSONError: Error {
  let bytes: Range<Int>
  let message: String
  var fix: String?
}
