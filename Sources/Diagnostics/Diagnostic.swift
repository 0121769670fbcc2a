/// One finding about the input, complete in itself: what is wrong, where, and what to do about it.
///
/// A diagnostic is a value and is rendered elsewhere (`TerminalRenderer`, `Encodable`). It may be thrown as an error.
package struct Diagnostic: Error, Sendable {
  package enum Severity: String, Sendable, Encodable { case error, warning }

  /// Where a finding lies.
  package enum Location: Sendable {
    /// Nowhere in particular: a command-line option, say.
    case none
    /// A file as a whole: a binary one, or one that could not be read.
    case file(String)
    /// A run of bytes in a text.
    case text(SourceRange)
  }

  /// A second place, or a fact that explains the finding.
  package struct Note: Sendable {
    package let message: String
    package let location: Location

    package init(_ message: String, at location: Location = .none) {
      self.message = message
      self.location = location
    }
  }

  package var severity: Severity
  /// A stable identifier for tools, such as `unknown-option`.
  package var id: String
  package var message: String
  package var location: Location
  package var notes: [Note]
  /// What to change, as an imperative or a question; `nil` where no single change is known.
  package var fix: String?

  package init(
    _ severity: Severity = .error, id: String, _ message: String, at location: Location, fix: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.fix = fix
    self.notes = notes
  }

  /// The same finding at a place that the thrower could not know, unless it already has a place in a text.
  package func located(at range: SourceRange?) -> Diagnostic {
    guard let range else { return self }
    if case .text = location { return self }
    var copy = self
    if case .file(let path) = location { copy.message = "\(path): \(message)" }
    copy.location = .text(range)
    return copy
  }
}

extension Diagnostic.Location {
  /// The path of the file that holds the place, if there is one.
  package var path: String? {
    switch self {
    case .none: nil
    case .file(let path): path
    case .text(let range): range.source.path
    }
  }

  /// The line and column of the place, if it lies in a text.
  package var position: Source.Position? {
    if case .text(let range) = self { range.start } else { nil }
  }
}
