import Diagnostics
import Inputs
import Markup

/// Which pages are the same article in other languages: those that name one page as what they translate, and that page.
struct Translations: Sendable {
  private var groups: [String: [String]] = [:]
  private let languages: [String: String]

  /// Finds the pages that `translation-of` names. What is wrong is added to the report.
  init(_ content: Content, into report: inout DiagnosticReport) {
    languages = Dictionary(
      uniqueKeysWithValues: content.pages.map { ($0.path, $0.document.frontMatter.lang ?? content.configuration.lang) })
    var members: [String: [String]] = [:]
    for page in content.pages {
      guard let written = page.document.frontMatter.translationOf, let range = page.document.frontMatter.ranges["translation-of"] else { continue }
      let original = RelativePath.join(page.folder, written)
      guard let language = languages[original] else {
        let known = content.pages.map { RelativePath.relative(from: page.path, to: $0.path) }
        report.add(
          Diagnostic(
            id: "missing-file", "there is no article '\(written)' that this one could translate", at: .text(range),
            fix: Suggestion.nearest(to: written, in: known).map { "did you mean '\($0)'?" } ?? "write its path relative to this article"))
        continue
      }
      if language == languages[page.path] {
        report.add(
          Diagnostic(
            id: "bad-translation", "this article and '\(written)' are both in the language '\(language)'", at: .text(range),
            fix: "give one of them another 'lang'"))
      }
      members[original, default: [original]].append(page.path)
    }
    for group in members.values {
      for path in group { groups[path] = group.sorted() }
    }
  }

  /// The paths of a page's versions in all languages, its own included; empty where there is one only.
  func versions(of path: String) -> [(path: String, language: String)] {
    (groups[path] ?? []).map { ($0, languages[$0] ?? "") }
  }
}
