/// Writes diagnostics for people: `path:line:column: error: message`, the source line, a caret line with the fix, notes.
package struct TerminalRenderer: Sendable {
  /// Whether severities are coloured by ANSI escapes.
  package var colored: Bool

  package init(colored: Bool = false) { self.colored = colored }

  /// The longest part of a source line that is shown, in bytes; a line beyond it is cut around the caret.
  private static let widestLine = 160

  package func render(_ diagnostic: Diagnostic) -> String {
    var lines = [printable(head(diagnostic.location)) + severity(diagnostic.severity) + printable(diagnostic.message)]
    var fix = diagnostic.fix.map { "fix: \(printable($0))" }
    if case .text(let range) = diagnostic.location {
      lines += excerpt(range, trailer: fix)
      fix = nil
    }
    if let fix { lines.append("  " + fix) }
    for note in diagnostic.notes {
      lines.append(printable(head(note.location)) + "note: " + printable(note.message))
      if case .text(let range) = note.location { lines += excerpt(range, trailer: nil) }
    }
    return lines.joined(separator: "\n")
  }

  package func render(_ report: DiagnosticReport) -> String {
    report.sorted.map { render($0) }.joined(separator: "\n")
  }

  private func head(_ location: Diagnostic.Location) -> String {
    switch location {
    case .none: return ""
    case .file(let path): return "\(path): "
    case .text(let range):
      let start = range.start
      return "\(range.source.path):\(start.line):\(start.column): "
    }
  }

  private func severity(_ severity: Diagnostic.Severity) -> String {
    guard colored else { return "\(severity.rawValue): " }
    return (severity == .error ? "\u{1B}[1;31m" : "\u{1B}[1;33m") + "\(severity.rawValue):\u{1B}[0m "
  }

  /// The source line with its number, and a second line with carets under the range, then `trailer`.
  private func excerpt(_ range: SourceRange, trailer: String?) -> [String] {
    let start = range.start
    let line = range.source.bytes(ofLine: start.line)
    let shown = window(line, around: range.bytes)
    let before = range.source.substring(shown.lowerBound..<max(shown.lowerBound, min(range.bytes.lowerBound, shown.upperBound)))
    let marked = range.source.substring(range.bytes.clamped(to: shown))
    let gutter = String(repeating: " ", count: max(0, 5 - "\(start.line)".count)) + "\(start.line)"
    // Tabs are kept in the padding so that the caret stays under its text whatever the tab width.
    let padding = String(before.map { $0 == "\t" ? "\t" : " " })
    let carets = String(repeating: "^", count: max(1, marked.count))
    let blank = String(repeating: " ", count: gutter.count)
    return [
      "\(gutter) | \(printable(range.source.substring(shown)))",
      "\(blank) | \(padding)\(carets)\(trailer.map { " " + $0 } ?? "")",
    ]
  }

  /// The part of a line that is shown: all of it, or a cut around the start of the marked bytes.
  private func window(_ line: Range<Int>, around bytes: Range<Int>) -> Range<Int> {
    guard line.count > Self.widestLine else { return line }
    let start = max(line.lowerBound, bytes.lowerBound - Self.widestLine / 2)
    return start..<min(line.upperBound, start + Self.widestLine)
  }

  /// Control characters, which could drive the terminal, become U+FFFD.
  private func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 32 && $0 != "\t" || (127...159).contains($0.value) ? "\u{FFFD}" : $0 }))
  }
}
