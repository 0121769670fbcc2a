import Diagnostics
import Markup

extension ValueScope {
  /// The filters that a value may be passed through.
  private static let filters = ["integer", "percent", "round", "scientific"]

  /// A value as prose shows it; an em dash while it has no result. Throws for unknown names and filters that do not fit.
  package func text(_ span: ValueSpan) throws(Diagnostic) -> String {
    guard let value = try value(span.name, at: span.nameRange) else { return "—" }
    guard let filter = span.filters.first else { return value.text }
    if let second = span.filters.dropFirst().first {
      throw Diagnostic(id: "bad-filter", "'\(filter.name)' gives text, which takes no further filter", at: .text(second.range))
    }
    return try Self.apply(filter, to: value)
  }

  /// Checks names and filters of a value before there is a result.
  package func check(_ span: ValueSpan) throws(Diagnostic) {
    try check(span.name, at: span.nameRange)
    for filter in span.filters where !Self.filters.contains(filter.name) {
      throw Diagnostic(
        id: "unknown-filter", "there is no filter '\(filter.name)'", at: .text(filter.range),
        fix: Suggestion.fix(for: filter.name, in: Self.filters))
    }
  }

  private static func apply(_ filter: ValueSpan.Filter, to value: Value) throws(Diagnostic) -> String {
    if let number = value.number, !number.isFinite {
      throw Diagnostic(id: "bad-filter", "'\(filter.name)' takes a finite number, not \(number)", at: .text(filter.range))
    }
    guard let number = value.number else {
      throw Diagnostic(id: "bad-filter", "'\(filter.name)' takes a number, not \(value.kind)", at: .text(filter.range))
    }
    let standard = ["percent": 0, "round": 2, "scientific": 2]
    var places = standard[filter.name] ?? 0
    if let argument = filter.arguments.first {
      guard let given = Int(argument), (0...15).contains(given), filter.arguments.count == 1, filter.name != "integer" else {
        throw Diagnostic(
          id: "bad-filter", "'\(filter.name)' takes a number of decimals from 0 to 15", at: .text(filter.range),
          fix: "write '\(filter.name) \(standard[filter.name] ?? 0)'")
      }
      places = given
    }
    switch filter.name {
    case "percent": return NumberFormat.percent(number, places: places)
    case "scientific": return NumberFormat.scientific(number, places: places)
    case "integer": return Int(exactly: number.rounded()).map(NumberFormat.grouped) ?? NumberFormat.readable(number)
    default: return NumberFormat.fixed(number, places: places)
    }
  }
}

extension Value {
  /// The value as a reader sees it.
  package var text: String {
    switch self {
    case .integer(let value): NumberFormat.grouped(value)
    case .number(let value): NumberFormat.readable(value)
    case .text(let value): value
    case .boolean(let value): value ? "yes" : "no"
    case .list(let values): values.map(\.text).joined(separator: ", ")
    }
  }

  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// What kind of value it is, in words.
  package var kind: String {
    switch self {
    case .integer, .number: "a number"
    case .text: "text"
    case .boolean: "true or false"
    case .list: "a list"
    }
  }
}
