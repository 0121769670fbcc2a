/// Finds the mathematics of a text: `$…$`, `$$…$$` and `` $`…`$ `` outside code.
///
/// A dollar sign opens mathematics if no white space follows it and the next one closes it: no white space stands before that and
/// no digit after it, so that prices stay prices; no backtick stands between them. A backslash keeps the character after it from being a delimiter. Nothing crosses a blank
/// line or fenced code; mathematics between single dollar signs crosses no line that starts a block, and no row of a table.
/// Linear in the length of the text: what closes is looked up, never searched again.
struct MathematicsScanner {
  /// A formula's bytes between its outer dollar signs, by lines.
  struct Run {
    /// Bytes in one line: without indentation and quote marks.
    struct Part {
      /// In the text.
      let bytes: Range<Int>
      /// 1-based.
      let line: Int
      /// The 0-based byte of the line where it starts.
      let column: Int
    }

    let parts: [Part]
    /// How many bytes at both ends belong to the delimiters.
    let delimiter: Int
    let isDisplay: Bool
  }

  private let bytes: [UInt8]
  private(set) var runs: [Run] = []
  /// Where the first `$$` of a paragraph that is not closed, or encloses nothing, stands: 1-based line, 0-based column.
  private(set) var unclosed: [(line: Int, column: Int, isEmpty: Bool)] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Fills `runs` and `unclosed`, in the order of the text.
  mutating func scan() {
    var fences = FenceScanner()
    var paragraph: [MathematicsParagraph.Line] = []
    var (start, number) = (0, 1)
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      let lead = FenceScanner.lead(line)
      if fences.isCode(line) || Self.isLinkDefinition(line.dropFirst(lead.repeated)) || FenceScanner.isBlank(line.dropFirst(lead.repeated)) {
        scan(paragraph)
        paragraph = []
      } else {
        let length = line.count - (line.last == UInt8(ascii: "\r") ? 1 : 0)
        paragraph.append(MathematicsParagraph.Line(bytes: start..<start + length, number: number, lead: lead))
      }
      (start, number) = (end + 1, number + 1)
    }
    scan(paragraph)
  }

  /// Whether a line looks like the definition of a link, which cmark takes out and puts into every link that uses it.
  private static func isLinkDefinition(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "["), let next = text.dropFirst().first, next != UInt8(ascii: "@"), next != UInt8(ascii: "^"),
      let close = text.firstIndex(of: UInt8(ascii: "]"))
    else { return false }
    return close + 1 < text.endIndex && text[close + 1] == UInt8(ascii: ":")
  }

  private mutating func scan(_ lines: [MathematicsParagraph.Line]) {
    guard lines.contains(where: { bytes[$0.bytes].contains(UInt8(ascii: "$")) }) else { return }
    var paragraph = MathematicsParagraph(lines, of: bytes)
    paragraph.scan()
    runs += paragraph.runs
    unclosed += paragraph.unclosed
  }
}
