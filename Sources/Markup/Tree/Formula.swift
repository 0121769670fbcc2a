import Diagnostics

/// A piece of mathematics in LaTeX.
package struct Formula: Sendable {
  /// The LaTeX without its delimiters; lines are separated by line feeds and have no indentation or quote marks.
  package let text: String
  /// Whether it stands on a line of its own.
  package let isDisplay: Bool
  /// The place of each line of the text.
  package let lines: [SourceRange]
  /// Where the source of `lines` was decoded from; `nil` where it is an article itself.
  private var origin: TextOrigin?

  /// A formula whose text is that of its lines.
  init(lines: [SourceRange], isDisplay: Bool) {
    self.lines = lines
    self.isDisplay = isDisplay
    text = lines.map(\.text).joined(separator: "\n")
  }

  /// The same formula in a text that was decoded from another one.
  func moved(to origin: TextOrigin) -> Formula {
    var copy = self
    copy.origin = origin
    return copy
  }

  /// From the first character to the last.
  package var range: SourceRange {
    guard let first = lines.first, let last = lines.last else { return SourceRange(source: Source(path: "", text: ""), bytes: 0..<0) }
    return placed(SourceRange(source: first.source, bytes: first.bytes.lowerBound..<max(first.bytes.lowerBound, last.bytes.upperBound)))
  }

  private func placed(_ range: SourceRange) -> SourceRange { origin?.range(range) ?? range }

  /// The place of some bytes of the text (UTF-8 offsets); what goes beyond the line where they start is cut off.
  package func place(_ bytes: Range<Int>) -> SourceRange {
    var start = 0
    for line in lines {
      let end = start + line.bytes.count
      if bytes.lowerBound <= end {
        let lower = line.bytes.lowerBound + max(bytes.lowerBound - start, 0)
        return placed(
          SourceRange(
            source: line.source, bytes: lower..<max(lower, min(line.bytes.lowerBound + bytes.upperBound - start, line.bytes.upperBound))))
      }
      start = end + 1
    }
    return range
  }
}
