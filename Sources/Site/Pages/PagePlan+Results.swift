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

  /// The labels that claims of the page are about, each with the path of its page.
  var claimedLabels: [(page: String, label: String)] { allClaims.flatMap(\.names).compactMap { scope.source(of: $0.0) } }
}
