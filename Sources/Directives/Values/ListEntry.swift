/// What a name may ask of a list: `by-layer.2`, `by-layer.last`, `by-layer.count`.
enum ListEntry: Equatable {
  /// Counted from 1.
  case number(Int)
  case first, last, count, min, max, sum

  static let words = ["count", "first", "last", "max", "min", "sum"]

  /// `nil` for a word that is neither a number from 1, without leading zeros, nor one of `words`.
  init?(_ word: String) {
    switch word {
    case "first": self = .first
    case "last": self = .last
    case "count": self = .count
    case "min": self = .min
    case "max": self = .max
    case "sum": self = .sum
    default:
      guard let number = Int(word), String(number) == word, number >= 1 else { return nil }
      self = .number(number)
    }
  }

  /// What is known of the kind before there is a list. The least, the greatest and the sum are whole where the entries are.
  var kind: ValueDeclaration.Kind? {
    switch self {
    case .count, .min, .max, .sum: .integer
    case .number, .first, .last: nil
    }
  }

  /// Why a list has no such entry.
  enum Fault: Error, Equatable {
    case empty
    case tooFew(Int)
    /// `min`, `max` or `sum` of something else than numbers.
    case notNumbers(ValueDeclaration.Kind)
  }

  /// The entry of a list. Sums of whole numbers are exact while they fit, others in the order of the list.
  func value(of items: [Value]) throws(Fault) -> Value {
    switch self {
    case .count: return .integer(items.count)
    case .number(let number):
      guard number <= items.count else { throw .tooFew(items.count) }
      return items[number - 1]
    case .first: return try nonEmpty(items.first)
    case .last: return try nonEmpty(items.last)
    case .min: return try nonEmpty(numbers(items).min { $0.1 < $1.1 }?.0)
    case .max: return try nonEmpty(numbers(items).max { $0.1 < $1.1 }?.0)
    case .sum: return Self.sum(try numbers(items))
    }
  }

  private func nonEmpty(_ value: Value?) throws(Fault) -> Value {
    guard let value else { throw .empty }
    return value
  }

  private func numbers(_ items: [Value]) throws(Fault) -> [(Value, Double)] {
    var numbers: [(Value, Double)] = []
    for item in items {
      guard let number = item.number else { throw .notNumbers(item.kind) }
      numbers.append((item, number))
    }
    return numbers
  }

  private static func sum(_ numbers: [(Value, Double)]) -> Value {
    var whole: Int? = 0
    for (value, _) in numbers {
      guard case .integer(let integer) = value, let sum = whole else { whole = nil; break }
      let (next, overflow) = sum.addingReportingOverflow(integer)
      whole = overflow ? nil : next
    }
    return whole.map { .integer($0) } ?? .number(numbers.reduce(0) { $0 + $1.1 })
  }
}
