import Diagnostics
import ModelFiles

/// Where the numbers of an array or of columns of a table come from, for messages about one of them.
struct DataPlace: Sendable {
  /// The file, as the article names it.
  let path: String
  /// The array's name; `nil` for the only one of a file.
  let array: String?
  let table: CSVTable?
  /// The columns of the table that make the rows, in order.
  let columns: [String]
  /// Where the article names the array, the column, or else the file.
  let range: SourceRange

  /// What is wrong with a number: at its cell, with where the file is named, or with the names of the file and the array.
  func finding(id: String, row: Int, column: Int = 0, _ message: String, fix: String) -> Diagnostic {
    guard let table, columns.indices.contains(column), let index = try? table.index(of: columns[column]) else {
      let name = array.map { "'\($0)' in " } ?? ""
      return Diagnostic(id: id, "row \(row) of \(name)'\(path)', counted from 0: \(message)", at: .text(range), fix: fix)
    }
    return Diagnostic(
      id: id, message, at: .text(table.range(row: row, column: index)), fix: fix, notes: [.init("the data is named here", at: .text(range))])
  }
}
