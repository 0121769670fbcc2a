/// An affine map with exact coefficients, stored by rows without its zeros: y_i = (Σ coefficient · x_column) / divisor_i + bias_i.
///
/// Every number is a double and taken as the rational that it is, so that the map is a definite object: averages divide exactly
/// (divisor 9, not a factor 0.111…). A column may occur more than once in a row; its coefficients are then added exactly.
package struct AffineMap: Sendable, Equatable {
  /// How many values the map takes.
  package let columnCount: Int
  /// Terms of row i are at `rowStarts[i]..<rowStarts[i + 1]`; one more number than there are rows.
  package private(set) var rowStarts: [Int] = [0]
  package private(set) var columns: [Int32] = []
  package private(set) var coefficients: [Double] = []
  /// What the sum of each row is divided by: positive and finite.
  package private(set) var divisors: [Double] = []
  package private(set) var bias: [Double] = []
  /// For each row whether it has one term in every column, in their order.
  package private(set) var isFull: [Bool] = []

  /// A map of `columnCount` values without rows yet.
  package init(columnCount: Int) { self.columnCount = columnCount }

  package var rowCount: Int { bias.count }

  /// Adds a row. Terms with the coefficient 0 are left out; all numbers must be finite and the divisor positive.
  package mutating func appendRow(_ terms: some Sequence<(column: Int, coefficient: Double)>, divisor: Double = 1, bias: Double = 0) {
    precondition(divisor > 0 && divisor.isFinite && bias.isFinite, "a divisor of \(divisor) and a bias of \(bias)")
    for (column, coefficient) in terms where coefficient != 0 {
      precondition((0..<columnCount).contains(column) && coefficient.isFinite, "a term \(coefficient) · x\(column)")
      columns.append(Int32(column))
      coefficients.append(coefficient)
    }
    let start = rowStarts[rowStarts.count - 1]
    isFull.append(columns.count - start == columnCount && (0..<columnCount).allSatisfy { Int(columns[start + $0]) == $0 })
    rowStarts.append(columns.count)
    divisors.append(divisor)
    self.bias.append(bias)
  }

  /// The terms of a row.
  package func terms(ofRow row: Int) -> some Collection<(column: Int, coefficient: Double)> {
    (rowStarts[row]..<rowStarts[row + 1]).lazy.map { (Int(columns[$0]), coefficients[$0]) }
  }

  /// Whether a column occurs more than once in a row.
  package func repeatsColumns(inRow row: Int) -> Bool {
    let terms = rowStarts[row]..<rowStarts[row + 1]
    // Rows are in the order of their columns as a rule, which is told without a set.
    return !terms.dropFirst().allSatisfy { columns[$0 - 1] < columns[$0] } && Set(columns[terms]).count != terms.count
  }

  /// The values of the map in double precision, each sum taken from the first term to the last.
  package func apply(_ values: [Double]) -> [Double] {
    precondition(values.count == columnCount, "\(values.count) values for \(columnCount) columns")
    return (0..<rowCount).map { row in
      var sum = 0.0
      for k in rowStarts[row]..<rowStarts[row + 1] { sum += coefficients[k] * values[Int(columns[k])] }
      return sum / divisors[row] + bias[row]
    }
  }
}
