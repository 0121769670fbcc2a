import Diagnostics
import Linear

/// The linear assignment problem, solved exactly: for a square matrix M the permutation p that maximises Σ M[i, p(i)].
///
/// The result is truly optimal for the given doubles, and of several optima it is the one whose index vector is lexicographically lowest.
/// Shortest augmenting paths in doubles (R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
/// assignment problems", Computing 38, 1987; D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE TAES 52, 2016) give an
/// assignment and prices. From these a rigorous bound leaves few entries that any optimum can use; where they allow no other assignment, the
/// first is proved. Where they do, the rest is solved in integers, and ties are broken among the entries that are tight there. About n² to
/// n³ steps, as a rule nearer the first; only ties and near ties cost integers.
package struct LinearAssignment: Sendable, Equatable {
  /// For each row its column: a permutation.
  package let columns: [Int]

  /// Throws a `Diagnostic` where the matrix is not square or an entry is not a finite number.
  package init(maximizing matrix: Matrix) throws(Diagnostic) {
    guard matrix.rows == matrix.columns else {
      throw Diagnostic(
        id: "bad-assignment", "a \(matrix.rows) × \(matrix.columns) matrix has no assignment of all rows and columns", at: .none,
        fix: "give a square matrix")
    }
    if let place = matrix.elements.firstIndex(where: { !$0.isFinite }) {
      throw Diagnostic(
        id: "bad-assignment",
        "entry (\(place / matrix.columns), \(place % matrix.columns)) of the matrix is \(matrix.elements[place]), which can't be compared",
        at: .none,
        fix: "give finite numbers")
    }
    let scale = matrix.elements.reduce(0) { max($0, $1.magnitude) }
    guard scale > 0 else {
      columns = Array(0..<matrix.rows)
      return
    }
    columns = Self.solve(matrix, exponent: Int(scale.exponent) + 1)
  }

  /// The solution for entries below 2^exponent in magnitude.
  private static func solve(_ matrix: Matrix, exponent: Int) -> [Int] {
    // In two steps, because the factor alone may be out of range. What underflows is within the bound of the edges' slack.
    let (half, rest) = (Double(sign: .minus, exponent: -(exponent / 2), significand: 1), exponent / 2 - exponent)
    let other = Double(sign: .plus, exponent: rest, significand: 1)
    let costs = matrix.elements.map { $0 * half * other }
    let paths = ShortestAugmentingPaths(costs: costs, size: matrix.rows)
    let edges = NearlyTightEdges(costs: costs, columns: paths.columnOf, prices: paths.prices)
    var columns = paths.columnOf
    for component in edges.components(columns) {
      let numbers = ScaledCosts(matrix, exponent: exponent, edges: edges, rows: component, columns: columns)
      for (row, column) in zip(component, numbers.lowestOptimum()) { columns[row] = column }
    }
    return columns
  }
}
