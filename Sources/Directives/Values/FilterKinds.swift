import Diagnostics
import Markup

/// What a value is on its way through filters: a number, perhaps already written in some form or with a unit, or text.
///
/// It knows kinds only, so that a chain of filters can be checked before anything is computed.
struct FilterKinds {
  /// What the name stands for, in messages.
  let name: String
  /// The unit of the value, if it is declared.
  let declaredUnit: String?
  /// `nil` where it is not known yet.
  private(set) var kind: ValueDeclaration.Kind?
  /// The filter that chose how the number is written.
  private(set) var writer: String?
  /// The filter that made the value text.
  private(set) var textMaker: String?
  private(set) var hasUnit = false

  init(name: String, kind: ValueDeclaration.Kind?, unit: String?) {
    self.name = name
    // The filters go through a list's entries, whose kind is not declared.
    self.kind = kind == .list ? nil : kind
    declaredUnit = unit
  }

  /// Passes the value through a filter. Throws a `Diagnostic` at the filter if it doesn't fit.
  mutating func pass(_ filter: ValueFilter, _ written: ValueSpan.Filter) throws(Diagnostic) {
    if filter == .capital {
      guard kind == nil || kind == .text || kind == .boolean else {
        throw error("'capital' takes words, not a number", written, fix: "put 'words' before it, or remove it")
      }
      (kind, textMaker) = (.text, textMaker ?? written.name)
      return
    }
    try needNumber(written)
    switch filter {
    case .unit(let target): try attachUnit(target, written)
    case .round, .scientific, .integer:
      try write(written)
      kind = filter == .integer ? .integer : .number
    case .percent:
      try write(written)
      try becomeText(written)
    case .words, .ordinal, .capital:
      if let writer, writer != "integer" { throw rewritten(by: writer, written) }
      if kind == .number {
        throw error(
          "'\(written.name)' takes a whole number, but \(name) may have a fraction", written,
          fix: "put 'integer' before it, as in 'integer | \(written.name)'")
      }
      try becomeText(written)
    }
  }

  private func needNumber(_ written: ValueSpan.Filter) throws(Diagnostic) {
    if let textMaker {
      throw error("'\(written.name)' takes a number, but '\(textMaker)' gives text", written, fix: "remove it, or remove '\(textMaker)'")
    }
    if let kind, kind != .integer, kind != .number {
      throw error("'\(written.name)' takes a number, not \(kind.words)", written, fix: "remove it")
    }
  }

  /// A number is rounded once, or the second filter would round what the first left.
  private mutating func write(_ written: ValueSpan.Filter) throws(Diagnostic) {
    if let writer { throw rewritten(by: writer, written) }
    writer = written.name
  }

  private func rewritten(by writer: String, _ written: ValueSpan.Filter) -> Diagnostic {
    error("'\(written.name)' can't follow '\(writer)', which already chose how the number is written", written, fix: "keep one of the two")
  }

  private mutating func becomeText(_ written: ValueSpan.Filter) throws(Diagnostic) {
    if hasUnit { throw error("'\(written.name)' can't follow 'unit'", written, fix: "remove 'unit'") }
    (kind, textMaker) = (.text, written.name)
  }

  private mutating func attachUnit(_ target: String?, _ written: ValueSpan.Filter) throws(Diagnostic) {
    if hasUnit { throw error("the number already has its unit", written, fix: "remove one of the two") }
    guard let unit = declaredUnit else { throw error("\(name) has no unit", written, fix: "remove 'unit'") }
    if let target, target != unit {
      guard UnitConversion.convert(1, from: unit, to: target) != nil else {
        let units = UnitConversion.units(like: unit)
        throw error(
          "\(name) is in \(unit), which is not converted to '\(target)'", written, word: 1,
          fix: "use one of: \(units.joined(separator: ", "))")
      }
      if let writer {
        throw error(
          "'unit \(target)' converts, so it can't follow '\(writer)', which rounds", written, fix: "write 'unit \(target) | \(writer)'")
      }
      kind = .number
    }
    hasUnit = true
  }

  private func error(_ message: String, _ written: ValueSpan.Filter, word: Int = 0, fix: String) -> Diagnostic {
    let range = written.wordRanges.indices.contains(word) ? written.wordRanges[word] : written.range
    return Diagnostic(id: "bad-filter", message, at: .text(range), fix: fix)
  }
}
