import Figures
import Inputs

/// What a directive gives the page: named values, tables, a figure, downloads, and notes on how to read them.
package struct Result: Sendable {
  /// In the order of the declarations.
  package var values: [(name: String, value: Value)] = []
  package var tables: [ResultTable] = []
  /// Draws the figure; nothing is drawn until it is called. `nil` where there is none.
  package var figure: (@Sendable () -> Scene)?
  /// What the figure shows, in a sentence composed of the values; for readers who can't see it.
  package var description = ""
  package var downloads: [Download] = []
  /// Estimators, conventions and limits, one sentence of Markdown each.
  package var notes: [String] = []
  /// Whether the page shows the tables, under the figure if there is one, or they are only data.
  package var showsTables = false

  package init() {}

  package func value(_ name: String) -> Value? { values.first { $0.name == name }?.value }

  package mutating func set(_ name: String, _ value: Value) { values.append((name, value)) }
}

/// A computed value.
package enum Value: Sendable, Equatable {
  case integer(Int)
  case number(Double)
  case text(String)
  case boolean(Bool)
  /// What is true or false, but could not be decided; why.
  case unknown(reason: String)
  case list([Value])

  /// Whether the numbers in it are finite.
  package var isFinite: Bool {
    switch self {
    case .number(let value): value.isFinite
    case .list(let values): values.allSatisfy(\.isFinite)
    case .integer, .text, .boolean, .unknown: true
    }
  }
}

/// Rows of text under named columns.
package struct ResultTable: Sendable {
  /// A column's heading.
  package struct Column: Sendable {
    package let name: String
    /// Whether cells are numbers, which align to the right.
    package let isNumeric: Bool

    package init(_ name: String, isNumeric: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
    }
  }

  package let name: String
  package let columns: [Column]
  /// Cells are Markdown where the table is shown, and plain text where it is downloaded.
  package let rows: [[String]]

  package init(name: String, columns: [Column], rows: [[String]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}
