import Linear

/// Inputs with the class that each belongs to.
package struct LabelledRows: Sendable {
  package let rows: Matrix
  /// A class for each row, from 0.
  package let labels: [Int]

  package init(rows: Matrix, labels: [Int]) {
    precondition(rows.rows == labels.count, "\(labels.count) labels for \(rows.rows) rows")
    self.rows = rows
    self.labels = labels
  }
}
