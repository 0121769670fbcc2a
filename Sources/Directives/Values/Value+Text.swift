extension Value {
  /// The value as a reader sees it.
  package func text(in language: ProseLanguage) -> String {
    switch self {
    case .integer(let value): NumberFormat.grouped(value)
    case .number(let value): NumberFormat.readable(value)
    case .text(let value): value
    case .boolean(let value): language.word(value)
    case .unknown: language.unknown
    case .list(let values): values.map { $0.text(in: language) }.joined(separator: language.listSeparator)
    }
  }

  /// The value as programs read it: all digits, no separators; a list with commas between.
  package var plain: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .boolean(let value): "\(value)"
    case .unknown: "unknown"
    case .list(let values): values.map(\.plain).joined(separator: ",")
    }
  }

  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The narrowest kind that it has: a number without a fraction is an integer.
  package var kind: ValueDeclaration.Kind {
    switch self {
    case .integer: .integer
    case .number(let value): value.rounded() == value ? .integer : .number
    case .text: .text
    case .boolean, .unknown: .boolean
    case .list: .list
    }
  }
}

extension ValueDeclaration.Kind {
  /// In words, as in "not text".
  var words: String {
    switch self {
    case .integer, .number: "a number"
    case .text: "text"
    case .boolean: "true or false"
    case .list: "a list"
    }
  }
}
