/// A text that diagnostics point into: the path under which it is shown, and its lines.
///
/// Offsets are UTF-8 bytes from the start of the text; lines and columns are 1-based, and a column counts UTF-8 bytes.
package struct Source: Sendable {
  /// The path as a reader would type it, relative to where the program was started.
  package let path: String
  package let text: String
  /// The offset at which each line starts; the first is 0.
  private let lineStarts: [Int]

  package init(path: String, text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.path = path
    self.text = text
    var starts = [0]
    for (offset, byte) in text.utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// A place in a text: 1-based line, 1-based UTF-8 column.
  package struct Position: Sendable, Hashable {
    package let line: Int
    package let column: Int
  }

  package var lineCount: Int { lineStarts.count }
  package var byteCount: Int { text.utf8.count }

  /// The line and column of a byte offset; offsets outside the text are moved to its nearer end.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), byteCount)
    // The first line starts at 0, so there is one that starts at the offset or before it.
    let line = lineStarts.firstSortedIndex { $0 > offset }
    return Position(line: line, column: offset - lineStarts[line - 1] + 1)
  }

  /// The byte offset of a line and column; places outside the text are moved to the nearest one inside.
  package func offset(line: Int, column: Int) -> Int {
    let bytes = bytes(ofLine: line)
    return min(bytes.lowerBound + max(column - 1, 0), bytes.upperBound)
  }

  /// The bytes of a line without its line ending; lines outside the text are moved to the nearer end.
  package func bytes(ofLine line: Int) -> Range<Int> {
    let index = min(max(line, 1), lineStarts.count) - 1
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : byteCount
    let utf8 = text.utf8
    if end > start, utf8[utf8.index(utf8.startIndex, offsetBy: end - 1)] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of a line without its line ending.
  package func line(_ line: Int) -> String { substring(bytes(ofLine: line)) }

  /// The text of a byte range; bytes that cut a character in two come back as the replacement character.
  package func substring(_ bytes: Range<Int>) -> String {
    let utf8 = text.utf8
    let clamped = bytes.clamped(to: 0..<byteCount)
    let start = utf8.index(utf8.startIndex, offsetBy: clamped.lowerBound)
    let end = utf8.index(start, offsetBy: clamped.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }

  /// The range of the whole of a line.
  package func range(ofLine line: Int) -> SourceRange { SourceRange(source: self, bytes: bytes(ofLine: line)) }
}

/// A run of bytes in a source: where a diagnostic's caret goes.
package struct SourceRange: Sendable {
  package let source: Source
  package let bytes: Range<Int>

  package init(source: Source, bytes: Range<Int>) {
    self.source = source
    self.bytes = bytes.clamped(to: 0..<source.byteCount)
  }

  package var start: Source.Position { source.position(of: bytes.lowerBound) }
  package var end: Source.Position { source.position(of: bytes.upperBound) }
  package var text: String { source.substring(bytes) }
}
