/// What an expression of a claim stands for.
enum ClaimOperand: Sendable {
  case number(ClaimNumber)
  case text(String)
  case boolean(Bool)
  /// True or false, nobody knows which: an entry of a list; a value by itself is refused.
  case unknown
  case list([ClaimOperand])
  /// Something not computed yet, whose kind may be known.
  case pending(Kind?)

  enum Kind: Sendable { case number, text, boolean, list }

  init(_ value: Value) {
    switch value {
    case .integer(let value): self = .number(.whole(Int128(value)))
    case .number(let value): self = .number(.real(value))
    case .text(let value): self = .text(value)
    case .boolean(let value): self = .boolean(value)
    case .unknown: self = .unknown
    case .list(let values): self = .list(values.map { ClaimOperand($0) })
    }
  }

  /// A value that is declared but not computed yet.
  init(pending kind: ValueDeclaration.Kind?) {
    switch kind {
    case nil: self = .pending(nil)
    case .integer, .number: self = .pending(.number)
    case .text: self = .pending(.text)
    case .boolean: self = .pending(.boolean)
    case .list: self = .pending(.list)
    }
  }

  var kind: Kind? {
    switch self {
    case .number: .number
    case .text: .text
    case .boolean, .unknown: .boolean
    case .list: .list
    case .pending(let kind): kind
    }
  }

  var isPending: Bool { if case .pending = self { true } else { false } }

  /// Its kind in words, as in "the line is a number".
  var kindText: String {
    switch kind {
    case .number: "a number"
    case .text: "text"
    case .boolean: "true or false"
    case .list: "a list"
    case nil: "a value"
    }
  }

  /// The value as a claim writes it; of a long list both ends.
  var text: String {
    switch self {
    case .number(let number): return number.text
    case .text(let text): return "\"\(text)\""
    case .boolean(let value): return "\(value)"
    case .unknown: return "unknown"
    case .pending: return "—"
    case .list(let items):
      guard items.count > 8 else { return "{\(items.map(\.text).joined(separator: ", "))}" }
      let (first, last) = (items.prefix(4).map(\.text), items.suffix(2).map(\.text))
      return "{\((first + ["…"] + last).joined(separator: ", "))} with \(items.count) entries"
    }
  }

  /// Whether two operands are the same; `nil` where their kinds can't be compared or one is pending.
  static func equal(_ a: ClaimOperand, _ b: ClaimOperand) -> Bool? {
    switch (a, b) {
    case (.number(let a), .number(let b)): return ClaimNumber.order(a, b) == 0
    case (.text(let a), .text(let b)): return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      for (a, b) in zip(a, b) {
        guard let same = equal(a, b) else { return nil }
        if !same { return false }
      }
      return true
    default: return nil
    }
  }
}
