import Diagnostics

/// Lines of a source that hold YAML: the body of a fence, the front matter, or a file.
package struct YAMLText: Sendable {
  package let source: Source
  /// The bytes of each line in the source; its text may start after some indentation that is not part of the YAML.
  let lines: [Range<Int>]

  /// All of a source.
  package init(_ source: Source) {
    self.init(source, lines: (1...source.lineCount).map { source.bytes(ofLine: $0) })
  }

  init(_ source: Source, lines: [Range<Int>]) {
    self.source = source
    self.lines = lines
  }

  var text: String { lines.map { source.substring($0) }.joined(separator: "\n") }

  /// The byte offset of a 1-based line and a 1-based column in Unicode scalars, as libyaml counts them.
  func offset(line: Int, column: Int) -> Int {
    guard !lines.isEmpty else { return 0 }
    let bytes = lines[min(max(line, 1), lines.count) - 1]
    let before = source.substring(bytes).unicodeScalars.prefix(max(column - 1, 0))
    return bytes.lowerBound + before.reduce(0) { $0 + UTF8.width($1) }
  }

  /// The line of the text that holds a byte offset, from that offset on.
  func rest(from offset: Int) -> Range<Int> {
    guard let line = lines.first(where: { $0.contains(offset) || $0.upperBound == offset }) else { return offset..<offset }
    return offset..<line.upperBound
  }
}
