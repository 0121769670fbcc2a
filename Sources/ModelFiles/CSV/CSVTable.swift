import Diagnostics

/// A table of named columns from a CSV text.
///
/// Source: RFC 4180, with a header row required and line endings CRLF or LF.
package struct CSVTable: Sendable {
  package let source: Source
  /// The names of the columns, in the order of the file.
  package let names: [String]
  package let rowCount: Int
  /// The places of all cells below the header, row by row, quotes included.
  let cells: [Range<Int>]

  init(source: Source, names: [String], rowCount: Int, cells: [Range<Int>]) {
    self.source = source
    self.names = names
    self.rowCount = rowCount
    self.cells = cells
  }

  /// The texts of a column from the first row to the last. Throws a `Diagnostic` if there is no such column.
  package func strings(_ column: String) throws(Diagnostic) -> [String] {
    let column = try index(of: column)
    return (0..<rowCount).map { text(row: $0, column: column) }
  }

  /// The numbers of a column, each rounded once to the nearest double; spaces around them are ignored.
  ///
  /// Throws a report with every cell that is not a finite decimal number (the first twenty), or that there is no such column.
  package func numbers(_ column: String) throws(DiagnosticReport) -> [Double] {
    var report = DiagnosticReport()
    guard let index = report.collect({ try index(of: column) }) else { throw report }
    var numbers: [Double] = []
    numbers.reserveCapacity(rowCount)
    for row in 0..<rowCount where report.diagnostics.count < 20 {
      let text = text(row: row, column: index)
      if let number = Self.number(text) {
        numbers.append(number)
      } else {
        let what = text.allSatisfy(\.isWhitespace) ? "the cell is empty" : "'\(text)' is not a finite number"
        report.add(
          Diagnostic(
            id: "not-a-number", "column '\(column)' holds numbers, but \(what)", at: .text(range(row: row, column: index)),
            fix: "write a decimal number such as -1.5e3"))
      }
    }
    try report.throwIfErrors()
    return numbers
  }

  /// The place of a cell, for messages; rows count from 0 below the header. Both indices must exist.
  package func range(row: Int, column: Int) -> SourceRange {
    SourceRange(source: source, bytes: cells[row * names.count + column])
  }

  /// The index of a column. Throws a `Diagnostic` about the file if there is none of that name.
  package func index(of column: String) throws(Diagnostic) -> Int {
    guard let index = names.firstIndex(of: column) else {
      throw Diagnostic(
        id: "missing-column", "there is no column '\(column)'; the first row names \(Self.list(names))", at: .file(source.path),
        fix: Suggestion.fix(for: column, in: names))
    }
    return index
  }

  /// Names in a sentence, the first dozen of many.
  package static func list(_ names: [String]) -> String {
    names.count <= 12 ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
  }

  /// The text of a cell, without its quotes; rows count from 0 below the header. Both indices must exist.
  package func text(row: Int, column: Int) -> String { CSVParser.text(source.substring(cells[row * names.count + column])) }

  /// The value of a decimal number; `nil` for anything else, among them hexadecimal numbers and infinities.
  private static func number(_ text: String) -> Double? {
    var bytes = Array(text.utf8)[...]
    while bytes.first == 0x20 || bytes.first == 0x09 { bytes.removeFirst() }
    while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
    guard bytes.allSatisfy({ 0x30...0x39 ~= $0 || "+-.eE".utf8.contains($0) }),
      let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }
}
