import Diagnostics
import Directives
import Markup

extension PagePlan {
  /// The page's values with the results of its directives filled in.
  func scope(with results: [Result?]) -> ValueScope {
    var scope = scope
    for (directive, result) in zip(directives, results) {
      if let label = directive.block.label, let result { scope.set(result, for: label) }
    }
    return scope
  }

  /// The description as text, with the values of a scope; `nil` where there is none.
  func description(_ scope: ValueScope, in language: ProseLanguage, into report: inout DiagnosticReport) -> String? {
    guard page.document.frontMatter.description != nil else { return nil }
    var found = DiagnosticReport()
    let text = description.plainText(value: { span in found.collect { try scope.text(span, in: language) } ?? "—" }, citation: \.written)
    report.add(contentsOf: found)
    return text
  }

  /// Checks every claim of the page; those that fail are added to the report with the values of their names. Claims that mean
  /// nothing were reported when the page was planned.
  func checkClaims(_ scope: ValueScope, into report: inout DiagnosticReport) {
    for claim in allClaims where claim.faults(self.scope).isEmpty {
      do { if let failure = try claim.check(scope) { report.add(failure) } } catch { report.add(error) }
    }
  }

  /// A directive of the site.
  struct DirectiveName: Hashable {
    let page: String
    let label: String?
  }

  /// The directives that names of values are about.
  func labels(of names: [String]) -> [DirectiveName] {
    names.compactMap { name in scope.source(of: name).map { DirectiveName(page: $0.page, label: $0.label) } }
  }

  /// The names of all values that the page's text, notes, captions and claims hold.
  var valueNames: [String] {
    let blocks = page.blocks.flattened + page.footnotes.flatMap(\.blocks).flattened
    let inlines = blocks.flatMap(\.inlines).flattened + directives.flatMap { $0.caption + $0.alt }.flattened
    let spans = inlines.compactMap { inline in if case .value(let span) = inline.kind { span.name } else { nil } }
    return spans + allClaims.flatMap(\.names).map(\.0)
  }
}
