import Bibliography
import Diagnostics
import Markup

extension CitationStyle {
  /// Reads one of the names. Throws a `Diagnostic` with the nearest one for any other.
  init(_ node: YAMLNode) throws(Diagnostic) {
    let name = try node.text("'citations'")
    guard let style = Self(rawValue: name) else {
      throw Diagnostic(
        id: "unknown-value", "'citations' has no value '\(name)'", at: .text(node.range),
        fix: Suggestion.fix(for: name, in: Self.allCases.map(\.rawValue)))
    }
    self = style
  }
}
