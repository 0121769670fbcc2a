import Diagnostics
import Figures
import Markup

/// A value on its way through filters that fit it.
struct FilteredValue {
  private let language: ProseLanguage
  private let declaredUnit: String?
  private var value: Value
  /// How the value is written, once a filter chose it.
  private var written: String?
  private var unit: String?

  init(_ value: Value, unit: String?, language: ProseLanguage) {
    self.value = value
    self.language = language
    declaredUnit = unit
  }

  /// The value as a reader sees it.
  var text: String {
    let text = written ?? value.text(in: language)
    guard let unit else { return text }
    // A no-break space, except before signs that are set close (SI Brochure, 9th edition, section 5.4.3, has none before °).
    return text + (["%", "°", "′", "″"].contains(unit) ? "" : "\u{A0}") + unit
  }

  /// Passes the value through a filter. Throws a `Diagnostic` at the filter for a number that it can't write.
  mutating func pass(_ filter: ValueFilter, _ source: ValueSpan.Filter) throws(Diagnostic) {
    if filter == .capital { return capitalize() }
    guard let number = value.number else { return }
    guard number.isFinite else {
      throw error(
        "'\(source.name)' takes a finite number, not \(number)", source, fix: "remove it, or find out why the value is not finite")
    }
    switch filter {
    case .capital: break
    case .percent(let places):
      guard (number * 100).isFinite else { throw error("\(number) is too large for a percentage", source, fix: "remove 'percent'") }
      written = NumberFormat.percent(number, places: places)
    case .scientific(let places): written = NumberFormat.scientific(number, places: places)
    case .round(let places): written = NumberFormat.fixed(number, places: places)
    case .integer:
      if case .integer = value { return }
      value = Int(exactly: number.rounded()).map { .integer($0) } ?? .number(number)
    case .words, .ordinal: written = try inWords(filter, source)
    case .unit(let target):
      unit = target ?? declaredUnit
      guard let declaredUnit, let target, target != declaredUnit else { return }
      if let converted = UnitConversion.convert(number, from: declaredUnit, to: target) { value = .number(converted) }
    }
  }

  private func inWords(_ filter: ValueFilter, _ source: ValueSpan.Filter) throws(Diagnostic) -> String {
    guard let whole = Self.whole(value) else {
      let isWhole = value.kind == .integer
      throw error(
        isWhole ? "'\(source.name)' goes up to 999,999,999,999" : "'\(source.name)' takes a whole number, not \(value.text(in: .english))",
        source, fix: isWhole ? "write the number in digits" : "put 'integer' before it")
    }
    if case .ordinal = filter, whole < 0 {
      throw error("an ordinal is not negative, but the value is \(NumberFormat.grouped(whole))", source, fix: "remove 'ordinal'")
    }
    let text =
      switch filter {
      case .ordinal(inWords: true): language.ordinalInWords(whole)
      case .ordinal(inWords: false): language.ordinal(whole)
      default: language.cardinal(whole)
      }
    guard let text else {
      throw error("'\(source.name)' goes up to 999,999,999,999", source, fix: "write \(NumberFormat.grouped(whole)) in digits")
    }
    return text
  }

  private static func whole(_ value: Value) -> Int? {
    switch value {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  private mutating func capitalize() {
    let text = written ?? value.text(in: language)
    written = text.prefix(1).uppercased() + text.dropFirst()
  }

  private func error(_ message: String, _ source: ValueSpan.Filter, fix: String) -> Diagnostic {
    Diagnostic(id: "bad-filter", message, at: .text(source.wordRanges.first ?? source.range), fix: fix)
  }
}
