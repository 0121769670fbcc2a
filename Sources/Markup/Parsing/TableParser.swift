import Diagnostics

/// Reads a paragraph as a table of GitHub Flavored Markdown (its specification, section 4.10), from its raw lines.
enum TableParser {
  /// The table; `nil` if the paragraph's second line is no delimiter row that fits the first.
  ///
  /// A row with more cells than the header is an error; missing cells are empty.
  static func parse(_ range: SourceRange, into report: inout DiagnosticReport) -> Block.Table? {
    let source = range.source
    let (first, last) = (range.start.line, range.end.line)
    guard last > first else { return nil }
    let start = max(range.bytes.lowerBound, source.bytes(ofLine: first).lowerBound)
    guard source.line(first).contains("|") || source.line(first + 1).contains("|"),
      let alignments = alignments(source.line(first + 1))
    else { return nil }
    let header = cells(SourceRange(source: source, bytes: start..<source.bytes(ofLine: first).upperBound))
    guard header.count == alignments.count else { return nil }
    var rows: [[[Inline]]] = []
    for line in (first + 2)..<(last + 1) {
      var cells = cells(source.range(ofLine: line))
      if cells.count > header.count {
        report.add(
          Diagnostic(
            id: "table-cells", "the row has \(cells.count) cells, but the header has \(header.count)",
            at: .text(cells[header.count]), fix: "write '|' inside a cell as '\\|'"))
        cells = Array(cells[..<header.count])
      }
      let read = cells.map { CMarkParser.inlines(of: $0, smart: true, into: &report) }
      rows.append(read + [[Inline]](repeating: [], count: header.count - read.count))
    }
    return Block.Table(
      alignments: alignments, header: header.map { CMarkParser.inlines(of: $0, smart: true, into: &report) }, rows: rows)
  }

  private static func alignments(_ line: String) -> [Block.Table.Alignment]? {
    var text = line.trimmed[...]
    guard text.contains("-"), text.allSatisfy({ "|-: \t".contains($0) }) else { return nil }
    if text.hasPrefix("|") { text = text.dropFirst() }
    if text.hasSuffix("|") { text = text.dropLast() }
    var result: [Block.Table.Alignment] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let cell = part.trimmed
      guard cell.contains("-"), cell.dropFirst(cell.hasPrefix(":") ? 1 : 0).dropLast(cell.hasSuffix(":") ? 1 : 0).allSatisfy({ $0 == "-" })
      else { return nil }
      switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
      case (true, true): result.append(.centre)
      case (true, false): result.append(.left)
      case (false, true): result.append(.right)
      case (false, false): result.append(.none)
      }
    }
    return result
  }

  /// The cells of a row, without the space around them; a `|` after a backslash or within a code span does not end a cell.
  private static func cells(_ row: SourceRange) -> [SourceRange] {
    let bytes = Array(row.text.utf8)
    var cells: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"): index = endOfCode(bytes, from: index) - 1
      case UInt8(ascii: "|"):
        cells.append(start..<index)
        start = index + 1
      default: break
      }
      index += 1
    }
    cells.append(start..<max(start, bytes.count))
    var trimmed = cells.map { trim(bytes, $0) }
    if let first = trimmed.first, first.isEmpty, trimmed.count > 1 { trimmed.removeFirst() }
    if let last = trimmed.last, last.isEmpty, trimmed.count > 1 { trimmed.removeLast() }
    let base = row.bytes.lowerBound
    return trimmed.map { SourceRange(source: row.source, bytes: base + $0.lowerBound..<base + $0.upperBound) }
  }

  /// The position after a code span that opens here, or after its backticks where it is not closed.
  private static func endOfCode(_ bytes: [UInt8], from start: Int) -> Int {
    func run(_ from: Int) -> Int { bytes[from...].prefix { $0 == UInt8(ascii: "`") }.count }
    let length = run(start)
    var index = start + length
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let count = run(index)
      index += count
      if count == length { return index }
    }
    return start + length
  }

  private static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 || bytes[end - 1] == 13 { end -= 1 }
    return start..<end
  }
}
