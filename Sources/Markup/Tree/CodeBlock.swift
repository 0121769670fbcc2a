import Diagnostics

/// A fenced or indented block of code.
package struct CodeBlock: Sendable {
  /// The words after the opening fence; empty for indented code.
  package let info: String
  /// The place of the info string; of indented code its first line.
  package let infoRange: SourceRange
  /// The body, each line with its end, without the indentation of the fence.
  package let literal: String
  /// Whether the block stands between fences.
  package let isFenced: Bool
  /// Whether a fence ends the block; without one it goes on to the end of what holds it.
  package let isClosed: Bool
  /// The bytes of each line of the body in the source, without the fence's own indentation.
  let bodyLines: [Range<Int>]

  /// The body as YAML with its places in the source.
  package var yaml: YAMLText { YAMLText(infoRange.source, lines: bodyLines) }

  /// Each line of the body with its place.
  package var lines: [SourceRange] { bodyLines.map { SourceRange(source: infoRange.source, bytes: $0) } }

  /// The place of a 1-based line and a 1-based UTF-8 column of the literal; places outside are moved to the nearest one inside.
  package func place(line: Int, column: Int) -> SourceRange {
    guard let last = bodyLines.indices.last else { return infoRange }
    let bytes = bodyLines[min(max(line, 1) - 1, last)]
    let start = bytes.lowerBound + min(max(column, 1) - 1, bytes.count)
    return SourceRange(source: infoRange.source, bytes: start..<min(start + 1, bytes.upperBound))
  }

  /// What an info string `{{name}} label` stands for: `{name} label`; `nil` for others.
  package var shownInfo: String? {
    guard info.hasPrefix("{{"), let close = info.firstRange(of: "}}") else { return nil }
    return "{\(info.dropFirst(2)[..<close.lowerBound])}\(info[close.upperBound...])"
  }
}
