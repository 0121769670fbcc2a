import Diagnostics
import Markup

extension ValueScope {
  /// The filters that a value may be passed through.
  private static let filters = ["integer", "percent", "round", "scientific"]

  /// A value as prose shows it; an em dash while it has no result. Throws for unknown names and filters that do not fit.
  package func text(_ span: ValueSpan) throws(Diagnostic) -> String {
    guard let value = try value(span.name, at: span.nameRange) else { return "—" }
    guard let filter = span.filters.first else { return value.text }
    return try Self.apply(filter, to: value)
  }

  /// Checks names, filters and their arguments before there is a result.
  package func check(_ span: ValueSpan) throws(Diagnostic) {
    try check(span.name, at: span.nameRange)
    guard let filter = span.filters.first else { return }
    guard Self.filters.contains(filter.name) else {
      throw Diagnostic(
        id: "unknown-filter", "there is no filter '\(filter.name)'", at: .text(filter.range),
        fix: Suggestion.fix(for: filter.name, in: Self.filters))
    }
    _ = try Self.places(filter)
    if let second = span.filters.dropFirst().first {
      throw Diagnostic(
        id: "bad-filter", "'\(filter.name)' gives text, which takes no further filter", at: .text(second.range), fix: "remove it")
    }
  }

  /// The number of decimals that a filter asks for.
  private static func places(_ filter: ValueSpan.Filter) throws(Diagnostic) -> Int {
    let standard = ["percent": 0, "round": 2, "scientific": 2][filter.name]
    guard let argument = filter.arguments.first else { return standard ?? 0 }
    guard let standard else {
      throw Diagnostic(id: "bad-filter", "'\(filter.name)' takes nothing after it", at: .text(filter.range), fix: "write '\(filter.name)'")
    }
    guard let places = Int(argument), (0...15).contains(places), filter.arguments.count == 1 else {
      throw Diagnostic(
        id: "bad-filter", "'\(filter.name)' takes a number of decimals from 0 to 15", at: .text(filter.range),
        fix: "write '\(filter.name) \(standard)'")
    }
    return places
  }

  private static func apply(_ filter: ValueSpan.Filter, to value: Value) throws(Diagnostic) -> String {
    guard let number = value.number else {
      throw Diagnostic(id: "bad-filter", "'\(filter.name)' takes a number, not \(value.kind)", at: .text(filter.range))
    }
    guard number.isFinite else {
      throw Diagnostic(id: "bad-filter", "'\(filter.name)' takes a finite number, not \(number)", at: .text(filter.range))
    }
    let places = try places(filter)
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
