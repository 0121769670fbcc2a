import Diagnostics

/// A table of text with named columns, read from CSV (RFC 4180: quotes, doubled quotes, line breaks in quotes, CRLF).
package struct CSVTable: Sendable {
  package struct Cell: Sendable {
    package let text: String
    package let range: SourceRange
  }

  package let columns: [String]
  package let rows: [[Cell]]

  /// Parses a table; its first record names the columns. Empty lines are skipped.
  ///
  /// Throws a `Diagnostic` at the place of a quote that isn't closed, of text after a closing quote, of a record with too many or
  /// too few cells, and of a column named twice.
  package static func parse(_ source: Source) throws(Diagnostic) -> CSVTable {
    var parser = CSVParser(source)
    var records: [[Cell]] = []
    while let record = try parser.next() { records.append(record) }
    guard let header = records.first else {
      throw Diagnostic(id: "bad-csv", "the table is empty", at: .file(source.path), fix: "name the columns in its first line")
    }
    for (i, cell) in header.enumerated() where header[..<i].contains(where: { $0.text == cell.text }) {
      throw Diagnostic(id: "bad-csv", "column '\(cell.text)' is there twice", at: .text(cell.range))
    }
    for record in records.dropFirst() where record.count != header.count {
      throw Diagnostic(
        id: "bad-csv", "the record has \(record.count) cells, but there are \(header.count) columns", at: .text(record[0].range))
    }
    return CSVTable(columns: header.map(\.text), rows: Array(records.dropFirst()))
  }

  /// The cells of a column; `nil` if there is none of that name.
  package func column(_ name: String) -> [Cell]? {
    columns.firstIndex(of: name).map { index in rows.map { $0[index] } }
  }

  /// A column as finite numbers; `nil` if there is none of that name. Throws at the first cell that is something else.
  package func numbers(_ name: String) throws(Diagnostic) -> [Double]? {
    guard let cells = column(name) else { return nil }
    var result: [Double] = []
    for cell in cells {
      guard let value = Double(cell.text.filter { $0 != " " }), value.isFinite else {
        throw Diagnostic(id: "bad-csv", "column '\(name)' holds '\(cell.text.prefix(40))', not a finite number", at: .text(cell.range))
      }
      result.append(value)
    }
    return result
  }
}
