import Diagnostics

/// Which bytes of a source each line of the text given to cmark came from.
///
/// A whole article is given line by line as it is; a container's text without the indentation of its fence. A table cell or a
/// caption is given after `guardMark`, and a line that continues a paragraph after `continuation`, so that a text which looks
/// like a list or a heading stays one paragraph.
struct ParsedLines {
  /// A line of the text.
  struct Line {
    /// Where it is from.
    let bytes: Range<Int>
    /// How many bytes were put in front.
    var prefix = 0
  }

  let source: Source
  /// The first one first; `nil` where line i is the source's own line i.
  private let lines: [Line]?
  /// Whether each paragraph is given for itself.
  let isParagraphs: Bool

  /// A character put before a paragraph: punctuation, so that emphasis and quotes beside it behave as at the start of a line,
  /// and none that means something to Markdown there.
  static let guardMark = ";"
  /// Four columns, which can't start a block while a paragraph is open (CommonMark 0.30, section 4.8).
  static let continuation = "    "

  /// All of a source.
  init(of source: Source) {
    self.source = source
    lines = nil
    isParagraphs = false
  }

  /// Lines that hold blocks.
  init(_ lines: [Range<Int>], of source: Source) {
    self.source = source
    self.lines = lines.map { Line(bytes: $0) }
    isParagraphs = false
  }

  /// Lines of paragraphs, each with a mark in front.
  init(paragraphs lines: [Line], of source: Source) {
    self.source = source
    self.lines = lines
    isParagraphs = true
  }

  /// The bytes of a 1-based line; lines that are not there are moved to the nearer end.
  func bytes(ofLine line: Int) -> Range<Int> {
    guard let lines else { return source.bytes(ofLine: line) }
    guard let last = lines.indices.last else { return 0..<0 }
    return lines[min(max(line, 1) - 1, last)].bytes
  }

  /// The offset in the source of a 0-based byte of a 1-based line.
  func place(line: Int, column: Int) -> Int {
    let prefix = lines.flatMap { $0.indices.contains(line - 1) ? $0[line - 1].prefix : nil } ?? 0
    let bytes = bytes(ofLine: line)
    return min(bytes.lowerBound + max(column - prefix, 0), bytes.upperBound)
  }

  /// The lines of a block without what belongs to the block quotes around it.
  ///
  /// `column` is where cmark found the block to start in its first line. Each further line may have up to `quotes` marks `>`
  /// with white space about them in front, or fewer (a lazy continuation).
  func content(from first: Int, column: Int, to last: Int, quotes: Int) -> [Range<Int>] {
    (first...max(first, last)).map { line in
      let bytes = bytes(ofLine: line)
      if isParagraphs { return bytes }
      if line == first { return min(bytes.lowerBound + max(column - 1, 0), bytes.upperBound)..<bytes.upperBound }
      return contentStart(bytes, quotes: quotes)..<bytes.upperBound
    }
  }

  private func contentStart(_ bytes: Range<Int>, quotes: Int) -> Int {
    var left = quotes
    var start = bytes.lowerBound
    for byte in source.substring(bytes).utf8 {
      if byte == UInt8(ascii: ">"), left > 0 { left -= 1 } else if byte != 32 && byte != 9 { break }
      start += 1
    }
    return start
  }
}
