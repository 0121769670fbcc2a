import Diagnostics

/// Reads the last lines of a paragraph as a table of GitHub Flavored Markdown (its specification, section 4.10).
struct TableParser {
  /// The line of the paragraph, counted from 0, that is the table's header.
  let firstLine: Int
  private static let mostMissing = 200_000
  private let source: Source
  private let alignments: [Block.Table.Alignment]
  private let header: [SourceRange]
  private let rows: [[SourceRange]]

  /// Finds the table in a paragraph's raw lines; `nil` if none of them is a delimiter row with as many cells as the line above.
  /// `isHidden` says which bytes of the source are part of mathematics, where a `|` ends no cell.
  init?(_ lines: [Range<Int>], of source: Source, isHidden: (Int) -> Bool) {
    for index in lines.indices.dropFirst() {
      let (above, line) = (lines[index - 1], source.substring(lines[index]))
      guard line.utf8.contains(UInt8(ascii: "|")) || source.substring(above).utf8.contains(UInt8(ascii: "|")),
        let alignments = Self.alignments(line)
      else { continue }
      let header = Self.cells(SourceRange(source: source, bytes: above), isHidden)
      guard header.count == alignments.count else { continue }
      firstLine = index - 1
      self.source = source
      self.alignments = alignments
      self.header = header
      rows = lines[(index + 1)...].map { Self.cells(SourceRange(source: source, bytes: $0), isHidden) }
      return
    }
    return nil
  }

  /// Parses the cells. A row with more cells than the header is an error; missing cells are empty.
  func read(_ setting: CMarkParser.Setting, into report: inout DiagnosticReport) -> Block.Table {
    let width = header.count
    for row in rows where row.count > width {
      report.add(
        Diagnostic(
          id: "table-cells", "the row has \(row.count) cells, but the header has \(width)", at: .text(row[width]),
          fix: "write '|' inside a cell as '\\|'"))
    }
    // Cells that are not written are made up, so a wide header above many short rows is more than its text.
    let missing = rows.reduce(0) { $0 + max(0, width - $1.count) }
    guard missing <= Self.mostMissing else {
      report.add(
        Diagnostic(
          id: "table-cells", "\(missing) cells of the table are missing; at most \(Self.mostMissing) are left empty", at: .text(header[0]),
          fix: "give the header as many cells as the rows have"))
      return Block.Table(alignments: alignments, header: header.map { _ in [] }, rows: [])
    }
    let cells = ([header] + rows).map { $0.prefix(width) }
    let read = CMarkParser.inlines(of: cells.joined().map { [$0.bytes] }, setting, into: &report)
    var table: [[[Inline]]] = []
    var next = 0
    for row in cells {
      table.append(Array(read[next..<next + row.count]) + [[Inline]](repeating: [], count: width - row.count))
      next += row.count
    }
    return Block.Table(alignments: alignments, header: table[0], rows: Array(table.dropFirst()))
  }

  private static func alignments(_ line: String) -> [Block.Table.Alignment]? {
    var text = line.trimmed[...]
    guard text.contains("-"), text.allSatisfy({ "|-: \t".contains($0) }) else { return nil }
    if text.hasPrefix("|") { text = text.dropFirst() }
    if text.hasSuffix("|") { text = text.dropLast() }
    var result: [Block.Table.Alignment] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let cell = part.trimmed
      let dashes = cell.dropFirst(cell.hasPrefix(":") ? 1 : 0).dropLast(cell.hasSuffix(":") ? 1 : 0)
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == "-" }) else { return nil }
      switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
      case (true, true): result.append(.centre)
      case (true, false): result.append(.left)
      case (false, true): result.append(.right)
      case (false, false): result.append(.none)
      }
    }
    return result
  }

  /// The cells of a row, without the space around them; a `|` after a backslash or within code or mathematics does not end a cell.
  private static func cells(_ row: SourceRange, _ isHidden: (Int) -> Bool) -> [SourceRange] {
    let text = InlineText([row.bytes], of: row.source)
    let bytes = text.bytes
    var cells: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case _ where isHidden(row.bytes.lowerBound + index): break
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"):
        let length = text.backtickRun(at: index)
        index = (text.closingRun(of: length, from: index + length) ?? index) + length - 1
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

  private static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 || bytes[end - 1] == 13 { end -= 1 }
    return start..<end
  }
}
