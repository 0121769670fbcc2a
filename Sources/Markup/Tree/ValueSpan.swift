import Diagnostics

/// A computed value in running text: `` `= moons.area.largest | percent 1` ``.
package struct ValueSpan: Sendable {
  package struct Filter: Sendable {
    package let name: String
    package let arguments: [String]
    package let range: SourceRange
  }

  /// The name with its label in front: `moons.area.largest`.
  package let name: String
  package let nameRange: SourceRange
  package let filters: [Filter]

  /// Reads the content of a code span; `nil` if it does not start with `= `. `range` covers the content in the source.
  init?(_ content: String, range: SourceRange) throws(Diagnostic) {
    guard content.hasPrefix("= ") else { return nil }
    let parts = content.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
    func place(_ part: Substring) -> SourceRange {
      let lead = part.prefix { $0.isWhitespace }.utf8.count
      let start = range.bytes.lowerBound + content[..<part.startIndex].utf8.count + lead
      return SourceRange(source: range.source, bytes: start..<start + max(part.trimmed.utf8.count, 1))
    }
    name = parts[0].trimmed
    nameRange = place(parts[0])
    guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
      throw Diagnostic(
        id: "bad-value", "a value is one name, not '\(name)'", at: .text(nameRange), fix: "write `= label.name`, with filters after |")
    }
    var filters: [Filter] = []
    for part in parts.dropFirst() {
      let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let first = words.first else {
        throw Diagnostic(id: "bad-value", "no filter follows '|'", at: .text(place(part)), fix: "remove the '|' or name a filter")
      }
      filters.append(Filter(name: first, arguments: Array(words.dropFirst()), range: place(part)))
    }
    self.filters = filters
  }
}
