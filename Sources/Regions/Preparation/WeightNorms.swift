import Linear
import Networks

/// The norms of a stage's weights and the constants of rounding that bounds of its errors are made of (see `FormBound`).
struct WeightNorms: BitwiseCopyable {
  /// The largest Σ|w| of a row.
  let largestRowSum: Double
  let largestBias: Double
  /// Bounds of ‖W‖₂ and ‖W‖_F, and the largest ‖w‖₂ of a row.
  let spectral: Double
  let frobenius: Double
  let largestRow: Double
  /// The terms of the longest row.
  let longest: Int
  /// γ for one row: the products and sums of its longest, and a few operations more for slope, divisor and the bound itself.
  let gamma: Double
  /// What underflow can hide in one coefficient of a row.
  let underflow: Double
  /// Bounds of the roots of the number of columns and of rows.
  let columnRoot: Double
  let rowRoot: Double

  /// In a deep network it pays to bound norms well.
  init(_ map: AffineMap, isDeep: Bool) {
    var rowSum = 0.0
    var (squares, largestSquare) = (0.0, 0.0)
    var longest = 0
    // A quotient of a weight that is denormal may be wrong by any factor: no bound holds then, and every sign is proved in better arithmetic.
    var isUnderflowing = false
    for row in 0..<map.rowCount {
      let terms = map.rowStarts[row]..<map.rowStarts[row + 1], divisor = map.divisors[row]
      var (sum, square) = (0.0, 0.0)
      for term in terms {
        let weight = map.coefficients[term] / divisor
        sum += abs(map.coefficients[term])
        square += weight * weight
        if divisor != 1, abs(weight) < 0x1p-1021 { isUnderflowing = true }
      }
      sum /= divisor
      rowSum = max(rowSum, sum)
      let bound = map.repeatsColumns(inRow: row) ? sum * sum : square
      squares += bound
      largestSquare = max(largestSquare, bound)
      longest = max(longest, terms.count)
    }
    self.longest = longest
    gamma = isUnderflowing ? .infinity : RoundingError.gamma(longest + 16)
    largestRowSum = rowSum * (1 + RoundingError.gamma(longest + 16))
    // Squares of tiny weights underflow: sums bound the norms then.
    let slack = 1 + RoundingError.gamma(map.columns.count + 16)
    largestRow = largestSquare > 1e-200 ? largestSquare.squareRoot() * slack : rowSum * slack
    frobenius = largestSquare > 1e-200 ? squares.squareRoot() * slack : rowSum * slack * Double(map.rowCount).squareRoot()
    spectral = SpectralBound(map, usesPowers: isDeep).value
    largestBias = map.bias.reduce(0) { max($0, abs($1)) }
    underflow = max(RoundingError.underflow(4 * (longest + 4)), .leastNormalMagnitude)
    columnRoot = Double(map.columnCount).squareRoot() * slack
    rowRoot = Double(map.rowCount).squareRoot() * slack
  }
}
