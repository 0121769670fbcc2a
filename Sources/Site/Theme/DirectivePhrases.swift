import Diagnostics
import Directives
import Inputs
import Markup

/// A theme's file of what directives say in other languages than English. A theme may have none.
struct DirectivePhrases: Sendable {
  static let fileName = "phrases.yaml"
  private let languages: [String: DirectiveWords]

  static let none = DirectivePhrases(languages: [:])

  private init(languages: [String: DirectiveWords]) { self.languages = languages }

  /// Reads a mapping of languages, each with `conventions` by directive, `values` by directive and value, and `phrases`. Throws all that
  /// is wrong: directives and values that do not exist, and places in braces that the English phrase has not.
  init(_ source: Source) throws(DiagnosticReport) {
    var report = DiagnosticReport()
    var languages: [String: DirectiveWords] = [:]
    let node = report.collect { try YAMLParser.parse(YAMLText(source)) }
    for (language, _, value) in Self.entries(node ?? nil, "the file of phrases", &report) {
      languages[language.text] = Self.words(value, &report)
    }
    try report.throwIfErrors()
    self.languages = languages
  }

  /// The words of one language.
  private static func words(_ node: YAMLNode, _ report: inout DiagnosticReport) -> DirectiveWords {
    var (conventions, values): ([String: String], [String: String]) = ([:], [:])
    var phrases: [(english: String, other: String)] = []
    for (part, range, content) in entries(node, "a language", &report) {
      switch part.text {
      case "conventions":
        for (name, place, text) in texts(content, &report) {
          if let unknown = Registry.unknownDirective(name, at: place) { report.add(unknown) }
          conventions[name] = text
        }
      case "values":
        for (directive, place, content) in entries(content, "the values", &report) {
          if let unknown = Registry.unknownDirective(directive.text, at: place) { report.add(unknown) }
          for (name, place, text) in texts(content, &report) {
            checkValue(name, of: directive.text, at: place, &report)
            values["\(directive.text).\(name)"] = text
          }
        }
      case "phrases":
        for (english, place, text) in texts(content, &report) {
          checkPlaces(of: text, in: english, at: place, &report)
          phrases.append((english, text))
        }
      default:
        report.add(
          Diagnostic(id: "bad-theme", "unknown key '\(part.text)'", at: .text(range), fix: "use one of: conventions, phrases, values"))
      }
    }
    return DirectiveWords(conventions: conventions, values: values, phrases: phrases)
  }

  private static func checkValue(_ name: String, of directive: String, at place: SourceRange, _ report: inout DiagnosticReport) {
    guard let known = Registry.directive(directive)?.values.map(\.name), !known.contains(name) else { return }
    report.add(
      Diagnostic(id: "bad-theme", "{\(directive)} has no value '\(name)'", at: .text(place), fix: Suggestion.fix(for: name, in: known)))
  }

  private static func checkPlaces(of text: String, in english: String, at place: SourceRange, _ report: inout DiagnosticReport) {
    let known = DirectiveWords.Phrase(english).names
    guard let name = DirectiveWords.Phrase(text).names.first(where: { !known.contains($0) }) else { return }
    report.add(
      Diagnostic(
        id: "bad-theme", "the phrase has no place '{\(name)}'", at: .text(place),
        fix: "use the places of the English one: \(known.map { "{\($0)}" }.joined(separator: ", "))"))
  }

  private static func entries(
    _ node: YAMLNode?, _ subject: String, _ report: inout DiagnosticReport
  ) -> [(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)] {
    report.collect { try node?.mapping(subject).entries ?? [] } ?? []
  }

  private static func texts(_ node: YAMLNode, _ report: inout DiagnosticReport) -> [(name: String, place: SourceRange, text: String)] {
    entries(node, "a part of a language", &report).compactMap { key, range, value in
      report.collect { try value.text("'\(key.text)'") }.map { (key.text, range, $0) }
    }
  }

  /// The words of a language tag such as `zh-Hans`; of the tag's first part, or English, where there are none.
  func words(_ tag: String) -> DirectiveWords {
    languages[tag] ?? languages[String(tag.lowercased().prefix { $0 != "-" })] ?? .english
  }
}
