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
      guard let written = page.document.frontMatter.translationOf, let range = page.document.frontMatter.ranges["translation-of"] else {
        continue
      }
      let original = RelativePath.join(page.folder, written)
      guard let language = languages[original] else {
        let known = content.pages.map { RelativePath.relative(from: page.path, to: $0.path) }
        report.add(
          Diagnostic(
            id: "missing-file", "there is no article '\(written)' that this one could translate", at: .text(range),
            fix: Suggestion.nearest(to: written, in: known).map { "did you mean '\($0)'?" } ?? "write its path relative to this article"))
        continue
      }
      if let fault = Self.fault(page, written, content.page(original), language == languages[page.path] ? language : nil, range) {
        report.add(fault)
        continue
      }
      if let other = members[original]?.first(where: { languages[$0] == languages[page.path] }) {
        report.add(
          Diagnostic(
            id: "bad-translation", "'\(content.workspace.shown(other))' translates '\(written)' into the same language", at: .text(range),
            fix: "give one of them another 'lang'"))
      }
      members[original, default: [original]].append(page.path)
    }
    for group in members.values {
      for path in group { groups[path] = group.sorted() }
    }
  }

  /// What is wrong with a page as a translation of another one.
  private static func fault(
    _ page: ContentPage, _ written: String, _ original: ContentPage?, _ shared: String?, _ range: SourceRange
  ) -> Diagnostic? {
    func diagnostic(_ message: String, fix: String) -> Diagnostic {
      Diagnostic(id: "bad-translation", message, at: .text(range), fix: fix)
    }
    if original?.path == page.path { return diagnostic("the article is said to translate itself", fix: "name the article that it translates") }
    if let original, let first = original.document.frontMatter.translationOf {
      let path = RelativePath.relative(from: page.path, to: RelativePath.join(original.folder, first))
      return diagnostic("'\(written)' is a translation itself", fix: "name the first article, as in 'translation-of: \(path)'")
    }
    guard let shared else { return nil }
    return diagnostic(
      "this article and '\(written)' are both in the language '\(shared)'",
      fix: "give one of them another 'lang'")
  }

  /// Whether a page is a translation or an original of one in a language that it is not in itself.
  func hasVersion(of path: String, in language: String) -> Bool {
    languages[path] != language && (groups[path] ?? []).contains { languages[$0] == language }
  }

  /// The paths of a page's versions in all languages, its own included; empty where there is one only.
  func versions(of path: String) -> [(path: String, language: String)] {
    (groups[path] ?? []).map { ($0, languages[$0] ?? "") }
  }
}
