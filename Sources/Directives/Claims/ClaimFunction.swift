import Figures
import Foundation

/// A function that claims may call.
enum ClaimFunction: String, Sendable, CaseIterable {
  case abs, sqrt, log10, round, min, max, count, sum

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .abs, .sqrt, .log10, .count: 1...1
    case .round: 1...2
    case .min, .max, .sum: 1...255
    }
  }

  /// How it is written.
  var usage: String {
    switch self {
    case .abs, .sqrt, .log10: "\(rawValue)(x)"
    case .round: "round(x) or round(x, 2)"
    case .count: "count(list)"
    case .min, .max, .sum: "\(rawValue)(list) or \(rawValue)(x, y)"
    }
  }

  /// The value for numbers: one for `abs`, `sqrt`, `log10`, one or two for `round`, any number for the others.
  func value(_ numbers: [ClaimNumber]) throws(ClaimNumber.Fault) -> ClaimNumber {
    if self == .sum { return try Self.sum(numbers) }
    guard let first = numbers.first else { throw .undefined("the list is empty") }
    switch self {
    case .abs: return try first.magnitude()
    case .sqrt:
      guard !(first.double < 0) else { throw .undefined("a negative number has no square root") }
      return try .finite(first.double.squareRoot(), first)
    case .log10:
      guard !(first.double <= 0) else { throw .undefined("only positive numbers have a logarithm") }
      return try .finite(Foundation.log10(first.double), first)
    case .round: return try Self.rounded(first, places: numbers.dropFirst().first)
    case .min: return numbers.reduce(first) { ClaimNumber.order($1, $0) == -1 ? $1 : $0 }
    case .max: return numbers.reduce(first) { ClaimNumber.order($1, $0) == 1 ? $1 : $0 }
    case .count, .sum: return .whole(Int128(numbers.count))
    }
  }

  private static func sum(_ numbers: [ClaimNumber]) throws(ClaimNumber.Fault) -> ClaimNumber {
    var sum = ClaimNumber.whole(0)
    for number in numbers { sum = try .plus(sum, number) }
    return sum
  }

  /// Half away from zero; with places, what the filter `round` shows.
  private static func rounded(_ number: ClaimNumber, places: ClaimNumber?) throws(ClaimNumber.Fault) -> ClaimNumber {
    guard case .real(let value) = number else { return number }
    guard value.isFinite else { throw .notFinite }
    guard let places else {
      let whole = value.rounded()
      return Swift.abs(whole) < 0x1p127 ? .whole(Int128(whole)) : .real(whole)
    }
    guard case .whole(let count) = places, (0...15).contains(count) else { throw .undefined("the number of decimals goes from 0 to 15") }
    return .real(Double(FixedPoint.string(value, places: Int(count))) ?? value)
  }
}
