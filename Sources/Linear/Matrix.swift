/// A dense matrix of doubles, stored row by row.
package struct Matrix: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  /// `rows × columns` elements; element (i, j) is at `i × columns + j`.
  package var elements: [Double]

  package init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "a \(rows)×\(columns) matrix of \(elements.count) elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  package init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
  }

  /// Element (row, column), both from 0.
  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The elements of a row.
  package func row(_ row: Int) -> ArraySlice<Double> { elements[row * columns..<(row + 1) * columns] }

  package var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns { result[j, i] = self[i, j] }
    }
    return result
  }

  /// The product with a column vector, each sum taken from the first column to the last.
  package func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "a matrix of \(columns) columns times \(vector.count) elements")
    return (0..<rows).map { i in
      var sum = 0.0
      for j in 0..<columns { sum += elements[i * columns + j] * vector[j] }
      return sum
    }
  }
}
