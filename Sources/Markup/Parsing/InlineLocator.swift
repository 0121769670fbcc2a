import Diagnostics

/// Finds the place of a code span or a link's destination in the raw text of its block.
///
/// cmark's columns are wrong on indented and lazy continuation lines and leave out a code span's backticks, so the raw text is
/// searched instead: parts come in the order of the text, each search starts where the last one ended.
final class InlineLocator {
  private let source: Source
  /// What is searched when no block is open.
  let whole: SourceRange
  private(set) var block: SourceRange
  private var cursor: Int

  init(source: Source, within bytes: Range<Int>? = nil) {
    self.source = source
    whole = SourceRange(source: source, bytes: bytes ?? 0..<source.byteCount)
    block = whole
    cursor = whole.bytes.lowerBound
  }

  /// Starts to search in a block.
  func begin(_ range: SourceRange) {
    block = range
    cursor = range.bytes.lowerBound
  }

  /// The next place of a text in the block that stands behind `opening` (with white space or more of it between); `nil` where
  /// the raw text differs, as with escapes and reference links.
  func place(of text: String, after opening: String) -> SourceRange? {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, cursor < block.bytes.upperBound else { return nil }
    let bytes = Array(source.substring(cursor..<block.bytes.upperBound).utf8)
    let marks = Array(opening.utf8)
    var index = 0
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index...].starts(with: wanted), isPreceded(index, in: bytes, by: marks) {
        let start = cursor + index
        cursor = start + wanted.count
        return SourceRange(source: source, bytes: start..<cursor)
      }
      index += 1
    }
    return nil
  }

  private func isPreceded(_ index: Int, in bytes: [UInt8], by marks: [UInt8]) -> Bool {
    var end = index
    while end > 0, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "<") { end -= 1 }
    return end >= marks.count && Array(bytes[(end - marks.count)..<end]) == marks
  }
}
