import Diagnostics

/// All directives, by name. A new one is a line here, a file in `Builtin/` and a page `content/reference/NAME.md`.
package enum Registry {
  package static let directives: [any Directive.Type] = [
    AutomorphismsDirective.self,
    DecisionTopologyDirective.self,
    DeclarationDirective.self,
    FunctionalDimensionDirective.self,
    LinearModeConnectivityDirective.self,
    ParameterEquivalenceDirective.self,
    RegionsDirective.self,
    SymmetryGroupDirective.self,
    WeightMatchingDirective.self,
  ]

  /// Blocks that are written like directives but belong to the page.
  package static let pageBlocks = ["expect", "include", "values"]

  /// The directive of a name; `nil` if there is none.
  package static func directive(_ name: String) -> (any Directive.Type)? { directives.first { $0.name == name } }

  /// The error for a name that is no directive, with the nearest one; `nil` for a directive's name.
  package static func unknownDirective(_ name: String, at range: SourceRange?, alsoKnown: [String] = []) -> Diagnostic? {
    guard directive(name) == nil else { return nil }
    return Diagnostic(
      id: "unknown-directive", "there is no directive '\(name)'", at: range.map { .text($0) } ?? .none,
      fix: Suggestion.fix(for: name, in: directives.map { $0.name } + alsoKnown))
  }
}
