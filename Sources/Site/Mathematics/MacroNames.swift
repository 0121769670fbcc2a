import Diagnostics
import Markup
import Mathematics

/// The macros of a site and its pages, with the names that KaTeX can have.
enum MacroNames {
  /// Reports names that are no commands.
  static func check(_ content: Content, into report: inout DiagnosticReport) {
    check(content.configuration.macroPlaces, into: &report)
    for page in content.pages { check(page.document.frontMatter.macroPlaces, into: &report) }
  }

  private static func check(_ places: [String: SourceRange], into report: inout DiagnosticReport) {
    for (name, range) in places.sorted(by: { $0.key < $1.key }) {
      guard let problem = Macros.problem(withName: name) else { continue }
      report.add(
        Diagnostic(id: "bad-macro", "'\(name)' is no macro: \(problem)", at: .text(range), fix: "write it as in '\\R: \\mathbb{R}'"))
    }
  }

  /// The macros of a page: the site's, and its own, which go first.
  static func macros(of page: ContentPage, _ configuration: SiteConfiguration) -> Macros {
    let all = configuration.macros.merging(page.document.frontMatter.macros) { $1 }
    return Macros(all.filter { Macros.problem(withName: $0.key) == nil })
  }
}
