import Diagnostics
import Inputs
import Markup

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

/// The words of a theme in all its languages.
struct StringTable {
  static let fileName = "strings.yaml"
  private let languages: [String: [String: String]]

  /// Reads a theme's file of words: a mapping of languages, each a mapping of words. English must be there, and every language
  /// must have the words that English has. Throws all that is wrong.
  init(_ source: Source) throws(DiagnosticReport) {
    var report = DiagnosticReport()
    var languages: [String: [String: String]] = [:]
    var places: [String: SourceRange] = [:]
    let node = report.collect { try YAMLParser.parse(YAMLText(source)) }
    let mapping: YAMLMapping? = report.collect { try node??.mapping("the file of words") } ?? nil
    for (language, range, value) in mapping?.entries ?? [] {
      places[language.text] = range
      for (word, _, text) in (report.collect { try value.mapping("a language") })?.entries ?? [] {
        if let text = report.collect({ try text.text("'\(word.text)'") }) { languages[language.text, default: [:]][word.text] = text }
      }
    }
    try report.throwIfErrors()
    guard let english = languages["en"] else {
      throw DiagnosticReport([
        Diagnostic(id: "bad-theme", "the file of words has no English", at: .file(source.path), fix: "add a key 'en'")
      ])
    }
    let needed = Set(english.keys).union(Strings.Word.allCases.map(\.rawValue)).sorted()
    for (language, range) in places.sorted(by: { $0.key < $1.key }) {
      for word in needed where languages[language]?[word] == nil {
        report.add(Diagnostic(id: "bad-theme", "the language '\(language)' has no word '\(word)'", at: .text(range), fix: "add '\(word): …'"))
      }
    }
    try report.throwIfErrors()
    self.languages = languages
  }

  /// The words of a language tag such as `zh-Hans`; of the tag's first part, or English, where there are none.
  func strings(_ tag: String) -> Strings {
    let primary = String(tag.lowercased().prefix { $0 != "-" })
    return Strings(all: languages[tag] ?? languages[primary] ?? languages["en"] ?? [:])
  }
}
