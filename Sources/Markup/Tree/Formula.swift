import Diagnostics

/// A piece of mathematics in LaTeX.
package struct Formula: Sendable {
  /// The LaTeX without its delimiters; lines are separated by line feeds and have no indentation or quote marks.
  package let text: String
  /// Whether it stands on a line of its own.
  package let isDisplay: Bool
  /// The place of each line of the text.
  package let lines: [SourceRange]

  /// A formula whose text is that of its lines.
  init(lines: [SourceRange], isDisplay: Bool) {
    self.lines = lines
    self.isDisplay = isDisplay
    text = lines.map(\.text).joined(separator: "\n")
  }

  /// A formula that does not stand in a source as it is.
  init(text: String, isDisplay: Bool, at range: SourceRange) {
    lines = [range]
    self.text = text
    self.isDisplay = isDisplay
  }

  /// From the first character to the last.
  package var range: SourceRange {
    guard let first = lines.first, let last = lines.last else { return SourceRange(source: Source(path: "", text: ""), bytes: 0..<0) }
    return SourceRange(source: first.source, bytes: first.bytes.lowerBound..<max(first.bytes.lowerBound, last.bytes.upperBound))
  }

  /// The place of some bytes of the text (UTF-8 offsets); what goes beyond the line where they start is cut off.
  package func place(_ bytes: Range<Int>) -> SourceRange {
    var start = 0
    for line in lines {
      let end = start + line.bytes.count
      if bytes.lowerBound <= end {
        let lower = line.bytes.lowerBound + max(bytes.lowerBound - start, 0)
        return SourceRange(
          source: line.source, bytes: lower..<max(lower, min(line.bytes.lowerBound + bytes.upperBound - start, line.bytes.upperBound)))
      }
      start = end + 1
    }
    return range
  }
}
