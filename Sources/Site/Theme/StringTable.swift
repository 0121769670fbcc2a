import Diagnostics
import Inputs
import Markup

/// The words of a theme in all its languages.
struct StringTable {
  static let fileName = "strings.yaml"
  private let languages: [String: [String: String]]
  /// The file that they were read from.
  private let path: String

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
    path = source.path
  }

  /// Warns of a language that has no words of its own; `range` is the place that names it.
  func check(_ tag: String, at range: SourceRange, into report: inout DiagnosticReport) {
    guard languages[tag] == nil, languages[Self.primary(tag)] == nil else { return }
    report.add(
      Diagnostic(
        .warning, id: "no-words", "there are no words for the language '\(tag)', so what Facet adds to the page is English", at: .text(range),
        fix: "use one of: \(languages.keys.sorted().joined(separator: ", ")); or add '\(Self.primary(tag)): …' to '\(path)'"))
  }

  private static func primary(_ tag: String) -> String { String(tag.lowercased().prefix { $0 != "-" }) }

  /// The words of a language tag such as `zh-Hans`; of the tag's first part, or English, where there are none.
  func strings(_ tag: String) -> Strings {
    return Strings(all: languages[tag] ?? languages[Self.primary(tag)] ?? languages["en"] ?? [:])
  }
}
