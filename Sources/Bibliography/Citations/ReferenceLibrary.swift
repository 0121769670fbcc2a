import Diagnostics

/// All references that articles may cite, by key. Looking one up takes constant time.
package struct ReferenceLibrary: Sendable {
  /// In the order of the files.
  package private(set) var references: [Reference] = []
  private var indices: [String: Int] = [:]

  /// No works.
  package init() {}

  /// Adds the references of one file. A key that another file uses is an error at both places; the first counts.
  package mutating func add(_ references: [Reference], report: inout DiagnosticReport) {
    for reference in references {
      if let first = self[reference.key] {
        report.add(
          Diagnostic(
            id: "duplicate-key", "the key '\(reference.key)' is used twice", at: .text(reference.place),
            fix: "give one of the references another key", notes: [Diagnostic.Note("the first is here", at: .text(first.place))]))
      } else {
        indices[reference.key] = self.references.count
        self.references.append(reference)
      }
    }
  }

  /// The work of a key; `nil` where there is none.
  package subscript(key: String) -> Reference? { indices[key].map { references[$0] } }

  /// All keys, in the order in which works were added.
  package var keys: [String] { references.map(\.key) }
}
