import Diagnostics

/// Hides mathematics from cmark, which would read `_`, `\\`, `|` and lines that begin with `-` in it as Markdown.
///
/// Before parsing, all bytes between the outer dollar signs but line ends become control characters; the dollar signs stay,
/// because punctuation beside emphasis matters. Lengths stay the same, so that places are exact. On the tree the runs are turned
/// back in the order of the text: into formulas in running text, into what was written in code, addresses and HTML.
struct MathematicsMask {
  /// A run of hidden bytes within one line.
  struct Segment {
    /// Which of the formulas it belongs to.
    let formula: Int
    /// Whether it is the first of its formula, or the last.
    let isFirst: Bool, isLast: Bool
    /// What was written.
    let original: [UInt8]
    /// The control character that stands for each byte: it goes round, so that two runs are not confused.
    let filler: UInt8
  }

  /// The greatest control character in use; the next one is the tab.
  static let lastFiller: UInt8 = 8

  let formulas: [Formula]
  let segments: [Segment]
  /// The text with control characters in it.
  let masked: String
  /// The hidden bytes in the source, in order.
  private let hidden: [Range<Int>]

  /// A mask for the text given to cmark, whose lines are those of `lines`. What is not closed is added to the report.
  init(for text: String, lines: ParsedLines, into report: inout DiagnosticReport) {
    guard text.utf8.contains(UInt8(ascii: "$")), !text.utf8.contains(where: { (1...Self.lastFiller).contains($0) }) else {
      (formulas, segments, masked, hidden) = ([], [], text, [])
      return
    }
    var bytes = Array(text.utf8)
    var scanner = MathematicsScanner(bytes)
    scanner.scan()
    var (formulas, segments, hidden): ([Formula], [Segment], [Range<Int>]) = ([], [], [])
    for run in scanner.runs {
      var places: [SourceRange] = []
      for (index, part) in run.parts.enumerated() {
        let filler = UInt8(segments.count % Int(Self.lastFiller)) + 1
        segments.append(
          Segment(
            formula: formulas.count, isFirst: index == 0, isLast: index == run.parts.count - 1, original: Array(bytes[part.bytes]),
            filler: filler))
        let content = part.bytes.dropFirst(index == 0 ? run.delimiter : 0).dropLast(index == run.parts.count - 1 ? run.delimiter : 0)
        let place = lines.place(line: part.line, column: part.column)
        let start = place + content.lowerBound - part.bytes.lowerBound
        places.append(SourceRange(source: lines.source, bytes: start..<start + content.count))
        hidden.append(place..<place + part.bytes.count)
        for byte in part.bytes { bytes[byte] = filler }
      }
      formulas.append(Formula(lines: places, isDisplay: run.isDisplay))
    }
    for open in scanner.unclosed {
      let start = lines.place(line: open.line, column: open.column)
      report.add(
        Diagnostic(
          id: open.isEmpty ? "empty-formula" : "unclosed-mathematics",
          open.isEmpty ? "the formula is empty" : "the mathematics that opens here is not closed before the paragraph ends",
          at: .text(SourceRange(source: lines.source, bytes: start..<start + 2)),
          fix: open.isEmpty
            ? "write LaTeX between the dollar signs; for dollar signs themselves write '\\$'"
            : "close it by '$$', or write '\\$\\$' for two dollar signs"))
    }
    (self.formulas, self.segments, self.hidden) = (formulas, segments, hidden)
    masked = String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a byte of the source is part of mathematics.
  func isHidden(_ offset: Int) -> Bool {
    let found = hidden.firstSortedIndex { $0.upperBound > offset }
    return found < hidden.count && hidden[found].lowerBound <= offset
  }
}
