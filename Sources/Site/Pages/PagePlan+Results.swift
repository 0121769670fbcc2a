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

  /// Checks every claim of the page; those that fail are added to the report with the values of their names. Claims that mean
  /// nothing were reported when the page was planned.
  func checkClaims(_ scope: ValueScope, into report: inout DiagnosticReport) {
    for claim in claims.sorted(by: { $0.key < $1.key }).flatMap(\.value) where claim.faults(self.scope).isEmpty {
      do { if let failure = try claim.check(scope) { report.add(failure) } } catch { report.add(error) }
    }
  }

  /// Whether some claim of the page names the directive's label.
  func isClaimedAbout(_ directive: PlannedDirective) -> Bool {
    guard let label = directive.block.label else { return false }
    return claims.values.joined().contains { claim in claim.names.contains { $0.0 == label || $0.0.hasPrefix(label + ".") } }
  }
}
