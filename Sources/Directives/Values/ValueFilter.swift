import Diagnostics
import Markup

/// A way to write a value, with its arguments read.
enum ValueFilter: Equatable {
  case capital
  case integer
  case ordinal(inWords: Bool)
  case percent(places: Int)
  case round(places: Int)
  case scientific(places: Int)
  /// With the unit to convert to, if one is given.
  case unit(String?)
  case words

  static let names = ["capital", "integer", "ordinal", "percent", "round", "scientific", "unit", "words"]

  /// Reads a filter. Throws a `Diagnostic` for an unknown one and for arguments that it doesn't take.
  init(_ filter: ValueSpan.Filter) throws(Diagnostic) {
    switch filter.name {
    case "percent": self = .percent(places: try Self.places(filter, standard: 0))
    case "round": self = .round(places: try Self.places(filter, standard: 2))
    case "scientific": self = .scientific(places: try Self.places(filter, standard: 2))
    case "ordinal":
      if let word = filter.arguments.first, word != "words" {
        throw Self.error("'ordinal' takes 'words' or nothing, not '\(word)'", filter, word: 1, fix: "write 'ordinal' or 'ordinal words'")
      }
      try Self.takes(1, filter)
      self = .ordinal(inWords: !filter.arguments.isEmpty)
    case "unit":
      try Self.takes(1, filter)
      self = .unit(filter.arguments.first)
    case "capital", "integer", "words":
      try Self.takes(0, filter)
      self = filter.name == "words" ? .words : filter.name == "integer" ? .integer : .capital
    default:
      throw Diagnostic(
        id: "unknown-filter", "there is no filter '\(filter.name)'", at: .text(filter.wordRanges.first ?? filter.range),
        fix: Suggestion.fix(for: filter.name, in: Self.names))
    }
  }

  /// The number of decimals that a filter asks for.
  private static func places(_ filter: ValueSpan.Filter, standard: Int) throws(Diagnostic) -> Int {
    guard let argument = filter.arguments.first else { return standard }
    guard let places = Int(argument), (0...15).contains(places), String(places) == argument else {
      throw error("'\(filter.name)' takes a number of decimals from 0 to 15", filter, word: 1, fix: "write '\(filter.name) \(standard)'")
    }
    try takes(1, filter)
    return places
  }

  private static func takes(_ count: Int, _ filter: ValueSpan.Filter) throws(Diagnostic) {
    guard filter.arguments.count > count else { return }
    let kept = ([filter.name] + filter.arguments.prefix(count)).joined(separator: " ")
    throw error(
      count == 0 ? "'\(filter.name)' takes nothing after it" : "'\(filter.name)' takes one word after it", filter, word: count + 1,
      fix: "write '\(kept)'")
  }

  /// An error at a word of a filter, of which the first is its name.
  private static func error(_ message: String, _ filter: ValueSpan.Filter, word: Int, fix: String) -> Diagnostic {
    let range = filter.wordRanges.indices.contains(word) ? filter.wordRanges[word] : filter.range
    return Diagnostic(id: "bad-filter", message, at: .text(range), fix: fix)
  }
}
