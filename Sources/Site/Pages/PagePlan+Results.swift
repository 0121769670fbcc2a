import Diagnostics
import Directives

extension PagePlan {
  /// The page's values with the results of its directives filled in.
  func scope(with results: [Result?]) -> ValueScope {
    var scope = scope
    for (directive, result) in zip(directives, results) {
      if let label = directive.block.label, let result { scope.set(result, for: label) }
    }
    return scope
  }

  /// Checks every claim of the page; those that fail are added to the report with the values of both sides.
  func checkClaims(_ scope: ValueScope, into report: inout DiagnosticReport) {
    for claim in allClaims where claim.names.allSatisfy({ isKnown($0, scope) }) {
      do { if let failure = try claim.check(scope) { report.add(failure) } } catch { report.add(error) }
    }
  }

  /// Names that mean nothing were reported when the page was planned.
  private func isKnown(_ name: (String, SourceRange), _ scope: ValueScope) -> Bool {
    (try? scope.check(name.0, at: name.1)) != nil
  }

  /// Whether some claim of the page names the directive's label.
  func isClaimedAbout(_ directive: PlannedDirective) -> Bool {
    guard let label = directive.block.label else { return false }
    return claims.values.joined().contains { claim in claim.names.contains { $0.0 == label || $0.0.hasPrefix(label + ".") } }
  }
}
