import Diagnostics

/// Refuses the few shapes of text that take cmark 0.30 a time that grows with the square of their length.
///
/// Measured: 100 kB of nested list markers followed by blank lines take 18 s, 120 kB of `![[]()` half a second; four times as
/// much takes sixteen times as long. All else that was tried takes 0.1 s a megabyte.
enum NestingCheck {
  /// List markers beyond this column are refused; as each level takes two columns, lists are at most half as deep.
  private static let deepestColumn = 200
  /// The greatest number of image starts times link ends, in paragraphs, summed over an article: about a second.
  private static let mostBracketPairs = 1_000_000_000

  /// Whether a text may be parsed; if not, the reason is in the report.
  static func isSafe(_ text: String, in source: Source, into report: inout DiagnosticReport) -> Bool {
    let bytes = Array(text.utf8)
    var (pairs, images, links) = (0, 0, 0)
    var start = 0
    var number = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      if column(ofLastMarker: line) > deepestColumn {
        report.add(
          Diagnostic(
            id: "too-deep", "a list item starts beyond column \(deepestColumn)", at: .text(source.range(ofLine: number)),
            fix: "nest lists less deeply"))
        return false
      }
      if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
        pairs += images * links
        (images, links) = (0, 0)
      } else {
        count(line, &images, &links)
      }
      guard pairs + images * links <= mostBracketPairs else {
        report.add(
          Diagnostic(
            id: "too-many-brackets", "a paragraph with \(images) times '![' and \(links) times '](' takes too long to read",
            at: .text(source.range(ofLine: number)), fix: "split it into paragraphs"))
        return false
      }
      (start, number) = (end + 1, number + 1)
    }
    return true
  }

  /// The error for a tree that is too deep.
  static func refusal(deepest: Int, at bytes: Range<Int>, in source: Source) -> Diagnostic {
    Diagnostic(
      id: "too-deep", "the text is nested more than \(deepest) levels deep",
      at: .text(SourceRange(source: source, bytes: bytes)),
      fix: "nest quotes, lists and emphasis less deeply")
  }

  /// The 0-based column of the last list marker that only white space, quote marks and list markers precede; 0 if there is
  /// none, or if the line is a thematic break such as `- - -`.
  private static func column(ofLastMarker line: ArraySlice<UInt8>) -> Int {
    var found = 0
    var column = 0
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      switch byte {
      case 32, UInt8(ascii: ">"): column += 1
      case 9: column += 4 - column % 4
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isBlank(line, index + 1) else { return found }
        if line[index...].allSatisfy({ $0 == byte || $0 == 32 || $0 == 9 || $0 == 13 }) { return found }
        found = column
        guard found <= deepestColumn else { return found }
        column += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digits = line[index...].prefix(10).prefix { (48...57).contains($0) }
        let end = index + digits.count
        guard end < line.endIndex, line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ")"), isBlank(line, end + 1)
        else {
          return found
        }
        found = column
        column += digits.count + 1
        index = end
      default: return found
      }
      index += 1
    }
    return found
  }

  private static func isBlank(_ line: ArraySlice<UInt8>, _ index: Int) -> Bool {
    index >= line.endIndex || line[index] == 32 || line[index] == 9 || line[index] == 13
  }

  private static func count(_ line: ArraySlice<UInt8>, _ images: inout Int, _ links: inout Int) {
    var previous: UInt8 = 0
    for byte in line {
      if byte == UInt8(ascii: "["), previous == UInt8(ascii: "!") { images += 1 }
      if byte == UInt8(ascii: "("), previous == UInt8(ascii: "]") { links += 1 }
      previous = byte
    }
  }
}
