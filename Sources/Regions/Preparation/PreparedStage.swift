import CKernels
import Linear
import Networks

/// A stage in the layout of the kernels: weights by columns, masks of what bends, and the norms that error bounds are made of.
struct PreparedStage: Sendable {
  let stage: PiecewiseLinearNetwork.Stage
  /// The number of rows of the map.
  let rowCount: Int
  /// The rows rounded up to whole vectors of 8; the rows beyond have no weights and the bias 1.
  let stride: Int
  let columnCount: Int
  /// The words of a bit mask of rows.
  let wordCount: Int
  let bias: [Double]
  let weights: Weights
  let bend: Bend
  /// The largest Σ|w| of a row.
  let largestRowSum: Double
  let largestBias: Double
  /// γ for one row: the products and sums of its longest, and a few operations more for slope, divisor and the bound itself.
  let gamma: Double
  /// What underflow can hide in one coefficient of a row.
  let underflow: Double
  /// Whether the rows are exact on the input plane itself: each coordinate once, nothing divided.
  let isExactOnInput: Bool

  enum Weights: Sendable {
    /// Column k at `k · stride`, and the same in panels of 8 columns for products (see CKernels.h).
    case dense(columns: [Double], panels: [Double])
    /// Column k's rows and weights at `starts[k]..<starts[k + 1]`.
    case sparse(starts: [Int], rows: [Int32], weights: [Double])
  }

  enum Bend: Sendable {
    case none
    /// Slopes by row, zero beyond the rows; bit j of `mask` is set where both differ, so that the row can split cells.
    case slopes(negative: [Double], positive: [Double], mask: [UInt64], largest: Double, isRectifier: Bool)
    /// Starts of the groups of rows whose maximum is taken.
    case maximum(starts: [Int])
  }

  init(_ stage: PiecewiseLinearNetwork.Stage) {
    self.stage = stage
    let map = stage.map
    rowCount = map.rowCount
    stride = (map.rowCount + 7) / 8 * 8
    columnCount = map.columnCount
    wordCount = (stride + 63) / 64
    bias = map.bias + [Double](repeating: 1, count: stride - map.rowCount)
    weights = Weights(map, stride: stride)
    bend = Bend(stage.bend, stride: stride)
    var rowSum = 0.0
    var longest = 0
    for row in 0..<map.rowCount {
      let sum = map.terms(ofRow: row).reduce(0) { $0 + abs($1.coefficient) } / map.divisors[row]
      rowSum = max(rowSum, sum)
      longest = max(longest, map.rowStarts[row + 1] - map.rowStarts[row])
    }
    gamma = RoundingError.gamma(longest + 16)
    largestRowSum = rowSum * (1 + gamma)
    largestBias = map.bias.reduce(0) { max($0, abs($1)) }
    underflow = RoundingError.underflow(4 * (longest + 4))
    isExactOnInput =
      stage.sources == [0] && map.divisors.allSatisfy { $0 == 1 }
      && (0..<map.rowCount).allSatisfy { Set(map.terms(ofRow: $0).map(\.column)).count == map.rowStarts[$0 + 1] - map.rowStarts[$0] }
  }

  var valueCount: Int { stage.valueCount }

  /// forms += form ⊗ column k.
  @inline(__always)
  func addColumn(_ k: Int, _ a: Double, _ b: Double, _ c: Double, to forms: UnsafeMutablePointer<Double>) {
    switch weights {
    case .dense(let columns, _):
      columns.withUnsafeBufferPointer { facet_add_column(forms, stride, $0.baseAddress! + k * stride, a, b, c) }
    case .sparse(let starts, let rows, let weights):
      for i in starts[k]..<starts[k + 1] {
        let (row, weight) = (Int(rows[i]), weights[i])
        forms[row] += weight * a
        forms[stride + row] += weight * b
        forms[2 * stride + row] += weight * c
      }
    }
  }
}

extension PreparedStage.Weights {
  /// Matrices with fewer than this share of entries are stored without their zeros.
  private static let denseShare = 0.2

  init(_ map: AffineMap, stride: Int) {
    let size = Double(map.rowCount) * Double(map.columnCount)
    if Double(map.columns.count) >= Self.denseShare * size, size <= 0x1p27 {
      self = .dense(map, stride: stride)
    } else {
      self = .sparse(map)
    }
  }

  private static func dense(_ map: AffineMap, stride: Int) -> Self {
    var columns = [Double](repeating: 0, count: map.columnCount * stride)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { columns[column * stride + row] += coefficient / map.divisors[row] }
    }
    var panels = columns
    for column in 0..<map.columnCount {
      for row in 0..<stride { panels[row / 8 * 8 * map.columnCount + 8 * column + row % 8] = columns[column * stride + row] }
    }
    return .dense(columns: columns, panels: panels)
  }

  private static func sparse(_ map: AffineMap) -> Self {
    var byColumn = [[(row: Int32, weight: Double)]](repeating: [], count: map.columnCount)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { byColumn[column].append((Int32(row), coefficient / map.divisors[row])) }
    }
    var starts = [0]
    for entries in byColumn { starts.append(starts[starts.count - 1] + entries.count) }
    return .sparse(starts: starts, rows: byColumn.flatMap { $0.map(\.row) }, weights: byColumn.flatMap { $0.map(\.weight) })
  }
}

extension PreparedStage.Bend {
  init(_ bend: PiecewiseLinearNetwork.Bend, stride: Int) {
    switch bend {
    case .none: self = .none
    case .maximum(let starts): self = .maximum(starts: starts)
    case .slopes(let negative, let positive):
      let padding = [Double](repeating: 0, count: stride - negative.count)
      var mask = [UInt64](repeating: 0, count: (stride + 63) / 64)
      for row in negative.indices where negative[row] != positive[row] { mask[row / 64] |= 1 << UInt64(row % 64) }
      self = .slopes(
        negative: negative + padding, positive: positive + padding, mask: mask,
        largest: (negative + positive).reduce(0) { max($0, abs($1)) },
        isRectifier: negative.allSatisfy { $0 == 0 } && positive.allSatisfy { $0 == 1 })
    }
  }
}
