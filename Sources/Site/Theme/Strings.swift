/// The words that the generator itself puts on a page, in one language; from the theme's `strings.yaml`.
package struct Strings: Sendable {
  /// A word that the generator needs; templates may have more of their own.
  enum Word: String, CaseIterable {
    case figure, table, listing, equation, section, appendix
    case theorem, lemma, proposition, corollary, definition, example, remark
    case titled, caption
    case note, tip, warning, proof, proofOf = "proof-of", details, tab, tabs, abstract, acknowledgements
    case taskDone = "task-done", taskOpen = "task-open"
    case footnotes, footnote, backToText = "back-to-text", references
    case citeAs = "cite-as", licence
    case howComputed = "how-computed", downloads, directive, options, factsNote = "facts-note", convention, engine, input
    case claimChecked = "claim-checked", claimsChecked = "claims-checked", name, value, meaning
    case capped, leftOut = "left-out", cappedElsewhere = "capped-elsewhere"
    case linkToSection = "link-to-section", notFound = "not-found", date, months
  }

  /// Everything by the names that templates use.
  let all: [String: String]

  /// A word as it is.
  subscript(_ word: Word) -> String { all[word.rawValue] ?? word.rawValue }

  /// A word with its places filled in: `strings(.figure, ["number": "3"])`.
  func callAsFunction(_ word: Word, _ places: [String: String]) -> String {
    var result = ""
    var rest = self[word][...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (places[name] ?? "")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// A date of the form YYYY-MM-DD in words.
  func date(_ date: String) -> String {
    let names = self[.months].split(separator: ",").map { $0.drop { $0 == " " } }
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, names.indices.contains(parts[1] - 1) else { return date }
    return self(.date, ["year": "\(parts[0])", "month": String(names[parts[1] - 1]), "day": "\(parts[2])"])
  }
}
