import Diagnostics

/// Lines of a source that hold YAML: the body of a fence, the front matter, or a file.
package struct YAMLText: Sendable {
  /// What the lines are from.
  package let source: Source
  /// The bytes of each line in the source; its text may start after some indentation that is not part of the YAML.
  let lines: [Range<Int>]
  /// The lines, each ended by a line feed: what the YAML parser is given.
  let text: String
  /// Where each of the lines starts in `text`.
  private let starts: [Int]

  /// All of a source.
  package init(_ source: Source) {
    let lines = (1...source.lineCount).map { source.bytes(ofLine: $0) }
    // What follows the last line feed is a line only if there is something.
    self.init(source, lines: lines.last?.isEmpty == true ? lines.dropLast() : lines)
  }

  init(_ source: Source, lines: [Range<Int>]) {
    self.source = source
    self.lines = lines
    text = lines.map { source.substring($0) + "\n" }.joined()
    var starts: [Int] = []
    var offset = 0
    for line in lines {
      starts.append(offset)
      offset += line.count + 1
    }
    self.starts = starts
  }

  /// The place in the source of bytes of `text`; what goes beyond the line where it starts is cut off.
  func range(from offset: Int, count: Int) -> SourceRange {
    guard !lines.isEmpty else { return SourceRange(source: source, bytes: 0..<0) }
    let index = line(holding: offset)
    let start = min(lines[index].lowerBound + max(offset - starts[index], 0), lines[index].upperBound)
    return SourceRange(source: source, bytes: start..<min(start + max(count, 0), lines[index].upperBound))
  }

  /// What follows an offset in `text` on the same line.
  func rest(from offset: Int) -> [UInt8] {
    guard !lines.isEmpty else { return [] }
    return Array(range(from: offset, count: lines[line(holding: offset)].count).text.utf8)
  }

  /// The offset in the source of a byte of `text`.
  func sourceOffset(_ offset: Int) -> Int { range(from: offset, count: 0).bytes.lowerBound }

  private func line(holding offset: Int) -> Int { max(starts.firstSortedIndex { $0 > offset } - 1, 0) }
}
