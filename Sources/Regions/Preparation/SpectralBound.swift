import CKernels
import Linear
import Networks

/// An upper bound of the spectral norm ‖W‖₂ of a stage's weights, which error bounds of deep networks grow by at each stage.
///
/// ‖W‖₂² ≤ ‖W‖₁·‖W‖_∞ always; for matrices of moderate size ‖W‖₂ ≤ ‖(WᵀW)⁴‖_F^(1/8) is several times smaller. The powers are computed in
/// doubles, and what rounding can hide is added: a product A·B has ‖fl(AB) − AB‖_F ≤ γₙ·‖A‖_F·‖B‖_F (Higham 2002, §3.5).
struct SpectralBound {
  /// The bound; infinite where none was found.
  let value: Double

  /// Matrices with more columns or rows are only bounded by their sums.
  private static let mostColumns = 512

  init(_ map: AffineMap, usesPowers: Bool) {
    var columnSums = [Double](repeating: 0, count: map.columnCount)
    var rowSum = 0.0, squares = 0.0
    for row in 0..<map.rowCount {
      var (sum, square) = (0.0, 0.0)
      for (column, coefficient) in map.terms(ofRow: row) {
        let weight = abs(coefficient / map.divisors[row])
        columnSums[column] += weight
        sum += weight
        square += weight * weight
      }
      // A column that occurs twice adds up: the sum bounds the norm then.
      squares += map.repeatsColumns(inRow: row) ? sum * sum : square
      rowSum = max(rowSum, sum)
    }
    let slack = 1 + RoundingError.gamma(map.columns.count + 16)
    let simple = (rowSum * slack).squareRoot() * ((columnSums.max() ?? 0) * slack).squareRoot() * slack
    let frobenius = squares.squareRoot() * slack
    // Beyond these the squares of the fourth power would leave the range of doubles.
    let isModerate = frobenius > 1e-15 && frobenius < 1e15 && max(map.columnCount, map.rowCount) <= Self.mostColumns
    value = usesPowers && isModerate ? min(simple, Self.byPowers(map, frobenius)) : simple
  }

  private static func byPowers(_ map: AffineMap, _ frobenius: Double) -> Double {
    let n = map.columnCount
    var weights = [Double](repeating: 0, count: map.rowCount * n)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { weights[row * n + column] += coefficient / map.divisors[row] }
    }
    let gamma = RoundingError.gamma(max(n, map.rowCount) + 16)
    let gram = gramMatrix(weights, rows: map.rowCount, columns: n)
    let square = gramMatrix(gram, rows: n, columns: n)
    let fourth = gramMatrix(square, rows: n, columns: n)
    func norm(_ matrix: [Double]) -> Double { matrix.reduce(0) { $0 + $1 * $1 }.squareRoot() * (1 + RoundingError.gamma(n * n + 16)) }
    let tiny = 1e-200
    let (first, second) = (norm(gram), norm(square))
    let ofSquare = (norm(fourth) + gamma * second * second + tiny).squareRoot()
    let ofGram = (ofSquare + gamma * first * first + tiny).squareRoot()
    return (ofGram + gamma * frobenius * frobenius + tiny).squareRoot() * (1 + gamma)
  }

  /// AᵀA, row by row. Both halves have the same bits, because every entry sums the same products in the same order.
  private static func gramMatrix(_ a: [Double], rows: Int, columns: Int) -> [Double] {
    let stride = (columns + 7) / 8 * 8, panels = (columns + 5) / 6
    var left = [Double](repeating: 0, count: panels * 6 * rows)
    var right = [Double](repeating: 0, count: stride * rows)
    for i in 0..<rows {
      for j in 0..<columns {
        left[j / 6 * 6 * rows + 6 * i + j % 6] = a[i * columns + j]
        right[i * stride + j] = a[i * columns + j]
      }
    }
    var result = [Double](repeating: 0, count: panels * 6 * stride)
    let none = [Double](repeating: 0, count: stride)
    facet_multiply(
      &result, stride, left, panels, right, 1, stride, Array(0..<Int32(rows)), 0,
      [Int32](repeating: Int32(rows), count: panels), rows, none)
    return (0..<columns).flatMap { result[$0 * stride..<$0 * stride + columns] }
  }
}
