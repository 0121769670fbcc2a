import Diagnostics

/// Which bytes of a source each line of the text given to cmark came from.
///
/// A whole article is given line by line as it is. A table cell or a caption is given after `guardMark`, and a line that
/// continues a paragraph after `continuation`, so that a text which looks like a list or a heading stays one paragraph.
struct ParsedLines {
  let source: Source
  /// The bytes of the lines, the first one first; `nil` where line i is the source's own line i.
  let lines: [Range<Int>]?

  /// A character put before a paragraph: punctuation, so that emphasis and quotes beside it behave as at the start of a line,
  /// and none that means something to Markdown there.
  static let guardMark = ";"
  /// Four columns, which can't start a block while a paragraph is open (CommonMark 0.30, section 4.8).
  static let continuation = "    "

  init(of source: Source) {
    self.source = source
    lines = nil
  }

  init(_ lines: [Range<Int>], of source: Source) {
    self.source = source
    self.lines = lines
  }

  /// The bytes of a 1-based line; lines that are not there are moved to the nearer end.
  func bytes(ofLine line: Int) -> Range<Int> {
    guard let lines else { return source.bytes(ofLine: line) }
    guard let last = lines.indices.last else { return 0..<0 }
    return lines[min(max(line, 1) - 1, last)]
  }

  /// The lines of a block without what belongs to the block quotes around it.
  ///
  /// `column` is where cmark found the block to start in its first line. Each further line may have up to `quotes` marks `>`
  /// with white space about them in front, or fewer (a lazy continuation).
  func content(from first: Int, column: Int, to last: Int, quotes: Int) -> [Range<Int>] {
    (first...max(first, last)).map { line in
      let bytes = bytes(ofLine: line)
      guard lines == nil else { return bytes }
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
