import Diagnostics

extension CSVTable {
  /// Reads a table. Throws a report with every row that is broken (the first twenty), each at its line and column.
  package static func parse(_ source: Source) throws(DiagnosticReport) -> CSVTable {
    var parser = CSVParser(source)
    return try parser.table()
  }
}

/// Finds the cells of a CSV text.
struct CSVParser {
  private let source: Source
  private let bytes: [UInt8]
  private var position = 0
  private var report = DiagnosticReport()

  init(_ source: Source) {
    self.source = source
    bytes = Array(source.text.utf8)
  }

  /// What a cell says: itself, or what stands between its quotes with doubled ones made single.
  static func text(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "\"") else { return cell }
    var result: [UInt8] = []
    var isSecond = false
    for byte in cell.utf8.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\""), isSecond {
        isSecond = false
        continue
      }
      isSecond = byte == UInt8(ascii: "\"")
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  mutating func table() throws(DiagnosticReport) -> CSVTable {
    guard !bytes.isEmpty else {
      throw DiagnosticReport([
        Diagnostic(id: "bad-csv", "the table is empty", at: .file(source.path), fix: "name the columns in the first row")
      ])
    }
    let header = row()
    try report.throwIfErrors()
    let names = header.map { Self.text(source.substring($0)) }
    check(names, header)
    try report.throwIfErrors()
    var cells: [Range<Int>] = []
    var rowCount = 0
    while position < bytes.count, report.diagnostics.count < 20 {
      let row = row()
      if row.count != names.count { ragged(row, names.count) }
      cells += row
      rowCount += 1
    }
    try report.throwIfErrors()
    return CSVTable(source: source, names: names, rowCount: rowCount, cells: cells)
  }

  private mutating func check(_ names: [String], _ cells: [Range<Int>]) {
    var known: Set<String> = []
    for (name, cell) in zip(names, cells) {
      if name.isEmpty {
        fail(cell, "the column has no name", fix: "name every column in the first row")
      } else if !known.insert(name).inserted {
        fail(cell, "two columns have the name '\(name)'", fix: "rename one of them")
      }
    }
  }

  private mutating func ragged(_ row: [Range<Int>], _ expected: Int) {
    guard let first = row.first, let last = row.last else { return }
    if row.count == 1, first.isEmpty {
      fail(first, "the line is empty, but the first row names \(expected) columns", fix: "delete the line")
    } else {
      let place = row.count > expected ? row[expected].lowerBound..<last.upperBound : last.upperBound..<last.upperBound
      fail(
        place, "the row has \(row.count) cells, but the first row names \(expected) columns",
        fix: row.count > expected ? "remove the rest, or quote a cell that holds commas" : "add what is missing, if only empty cells")
    }
  }

  /// The cells of the row at the position, which moves behind the row's line ending.
  private mutating func row() -> [Range<Int>] {
    var cells: [Range<Int>] = []
    while true {
      cells.append(cell())
      guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { break }
      position += 1
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
    if position < bytes.count { position += 1 }
    return cells
  }

  /// The cell at the position, which moves to the comma or line ending behind it; what is wrong is reported and stepped over.
  private mutating func cell() -> Range<Int> {
    let start = position
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      while position < bytes.count, !isEnd { position += 1 }
      if let quote = bytes[start..<position].firstIndex(of: UInt8(ascii: "\"")) {
        fail(
          quote..<quote + 1, "a quote stands inside a cell that does not start with one",
          fix: "quote the whole cell and double this quote")
      } else if let lone = bytes[start..<position].firstIndex(of: UInt8(ascii: "\r")) {
        fail(lone..<lone + 1, "a carriage return stands without a line feed", fix: "save the file with LF or CRLF line endings")
      }
      return start..<position
    }
    position += 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\"") {
        position += 1
        if position == bytes.count || bytes[position] != UInt8(ascii: "\"") { return afterQuote(start) }
      }
      position += 1
    }
    fail(start..<start + 1, "the quote is never closed", fix: "close it")
    return start..<position
  }

  /// Whether a comma or line ending is at the position.
  private var isEnd: Bool {
    switch bytes[position] {
    case UInt8(ascii: ","), UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n")
    default: false
    }
  }

  private mutating func afterQuote(_ start: Int) -> Range<Int> {
    let end = position
    while position < bytes.count, !isEnd { position += 1 }
    if position > end {
      fail(end..<position, "text follows the closing quote of a cell", fix: "double the quote if it belongs to the text")
    }
    return start..<end
  }

  private mutating func fail(_ place: Range<Int>, _ message: String, fix: String) {
    report.add(Diagnostic(id: "bad-csv", message, at: .text(SourceRange(source: source, bytes: place)), fix: fix))
  }
}
