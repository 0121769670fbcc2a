import Diagnostics
import Markup

extension ValueScope {
  /// A value as prose in a language shows it; an em dash while it has no result. Throws for unknown names and filters that do
  /// not fit.
  package func text(_ span: ValueSpan, in language: ProseLanguage) throws(Diagnostic) -> String {
    let filters = try Self.read(span.filters)
    guard let value = try value(span.name, at: span.nameRange) else { return "—" }
    return try Self.text(value, span, filters, unit: unit(span.name, at: span.nameRange), language)
  }

  /// The value of a span before its filters; `nil` while it has no result. Throws for unknown names.
  package func value(_ span: ValueSpan) throws(Diagnostic) -> Value? { try value(span.name, at: span.nameRange) }

  /// Checks the name, the filters, their arguments, and that they fit the declared kind, before there is a result.
  package func check(_ span: ValueSpan) throws(Diagnostic) {
    let kind = try kind(span.name, at: span.nameRange)
    let unit = try unit(span.name, at: span.nameRange)
    let filters = try Self.read(span.filters)
    // Where the directive could not be read, its values may have any unit.
    guard try isReadable(span) else { return }
    var kinds = FilterKinds(name: span.name, kind: kind, unit: unit)
    for (filter, written) in zip(filters, span.filters) { try kinds.pass(filter, written) }
  }

  private func isReadable(_ span: ValueSpan) throws(Diagnostic) -> Bool {
    let name = ValueName(span.name, at: span.nameRange)
    return try !scope(of: name).isBroken(name.label)
  }

  private static func read(_ filters: [ValueSpan.Filter]) throws(Diagnostic) -> [ValueFilter] {
    var result: [ValueFilter] = []
    for filter in filters { result.append(try ValueFilter(filter)) }
    return result
  }

  /// The text of a value, of a list that of its entries.
  private static func text(
    _ value: Value, _ span: ValueSpan, _ filters: [ValueFilter], unit: String?, _ language: ProseLanguage
  ) throws(Diagnostic) -> String {
    if case .list(let items) = value {
      var texts: [String] = []
      for item in items { texts.append(try text(item, span, filters, unit: unit, language)) }
      return texts.joined(separator: language.listSeparator)
    }
    var kinds = FilterKinds(name: span.name, kind: value.kind, unit: unit)
    var filtered = FilteredValue(value, unit: unit, language: language)
    for (filter, written) in zip(filters, span.filters) {
      try kinds.pass(filter, written)
      try filtered.pass(filter, written)
    }
    return filtered.text
  }
}
