import Diagnostics

/// How works are cited in the text.
package enum CitationForm: String, Sendable, CaseIterable {
  /// (Ada, 2023)
  case authorYear = "author-year"
  /// [1]
  case numeric

  /// Reads one of the names. Throws a `Diagnostic` with the nearest one for any other.
  package init(_ node: YAMLNode) throws(Diagnostic) {
    let name = try node.text("'citations'")
    guard let form = Self(rawValue: name) else {
      throw Diagnostic(
        id: "unknown-value", "'citations' has no value '\(name)'", at: .text(node.range),
        fix: Suggestion.fix(for: name, in: Self.allCases.map(\.rawValue)))
    }
    self = form
  }
}
