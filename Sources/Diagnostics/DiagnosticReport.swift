/// Everything found in one run, in order of file, line and column, each finding once.
package struct DiagnosticReport: Error, Sendable {
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ diagnostics: [Diagnostic] = []) { self.diagnostics = diagnostics }

  package var isEmpty: Bool { diagnostics.isEmpty }
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
  /// How many different errors there are.
  package var errorCount: Int { sorted.count { $0.severity == .error } }

  package mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  /// Takes back all but the first findings.
  package mutating func keepFirst(_ count: Int) { diagnostics.removeLast(max(0, diagnostics.count - count)) }
  package mutating func add(contentsOf other: DiagnosticReport) { diagnostics += other.diagnostics }

  /// Adds what an error says: a diagnostic or a report as it is, anything else as an internal error.
  package mutating func add(error: any Error, at location: Diagnostic.Location = .none) {
    switch error {
    case let diagnostic as Diagnostic: add(diagnostic)
    case let report as DiagnosticReport: add(contentsOf: report)
    default: add(Diagnostic(id: "internal", "\(error)", at: location))
    }
  }

  /// Runs a step; what it throws is added here, and the result is then `nil`.
  package mutating func collect<Value>(at location: Diagnostic.Location = .none, _ step: () throws -> Value) -> Value? {
    do { return try step() } catch {
      add(error: error, at: location)
      return nil
    }
  }

  /// Throws the report if it holds an error.
  package func throwIfErrors() throws(DiagnosticReport) {
    if hasErrors { throw self }
  }

  /// The findings in order of path, line, column and message; exact repetitions are left out.
  package var sorted: [Diagnostic] {
    let keyed = diagnostics.map { diagnostic in
      let position = diagnostic.location.position
      return (
        key: (diagnostic.location.path ?? "", position?.line ?? 0, position?.column ?? 0, diagnostic.message), diagnostic: diagnostic
      )
    }
    .sorted { $0.key < $1.key }
    var result: [Diagnostic] = []
    for (index, item) in keyed.enumerated() where index == 0 || keyed[index - 1].key != item.key {
      result.append(item.diagnostic)
    }
    return result
  }
}
