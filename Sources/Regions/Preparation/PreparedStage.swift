import CKernels
import Linear
import Networks

/// A stage in the layout of the kernels: weights by columns, masks of what bends, and the norms that error bounds are made of.
final class PreparedStage: @unchecked Sendable {
  let stage: PiecewiseLinearNetwork.Stage
  /// The number of rows of the map.
  let rowCount: Int
  /// The rows rounded up to whole vectors of 8; the rows beyond have no weights and no bias.
  let stride: Int
  let columnCount: Int
  let valueCount: Int
  /// The words of a bit mask of rows.
  let wordCount: Int
  let bias: UnsafeBufferPointer<Double>
  let weights: Weights
  let bend: Bend
  /// Whether the stage is a row of ReLUs: slopes 0 and 1.
  let isRectifier: Bool
  /// The first column that takes values of the stage just before; −1 if there is none.
  let ownColumn: Int
  /// For a stage of few rows that takes nothing but the values of the stage before: its weights by rows, each row of whole vectors.
  let fewRows: (weights: UnsafePointer<Double>, stride: Int)?
  /// For each row of a stage of maxima the value of the stage before that it is a copy of; −1 where it is something else.
  let copied: UnsafePointer<Int32>?
  private let storage: Storage
  /// The largest Σ|w| of a row.
  let largestRowSum: Double
  let largestBias: Double
  /// Bounds of ‖W‖₂ and ‖W‖_F, and the largest ‖w‖₂ of a row.
  let spectralNorm: Double
  let frobeniusNorm: Double
  let largestRowNorm: Double
  /// γ for one row: the products and sums of its longest, and a few operations more for slope, divisor and the bound itself.
  let gamma: Double
  /// What underflow can hide in one coefficient of a row.
  let underflow: Double
  /// Whether the rows are exact on the input plane itself: each coordinate once, nothing divided.
  let isExactOnInput: Bool

  enum Weights {
    /// Column k at `k · stride`, and the same in panels of 8 columns for products (see CKernels.h).
    case dense(columns: UnsafePointer<Double>, panels: UnsafePointer<Double>)
    /// Column k's rows and weights at `starts[k]..<starts[k + 1]`.
    case sparse(starts: UnsafePointer<Int>, rows: UnsafePointer<Int32>, weights: UnsafePointer<Double>)
  }

  enum Bend {
    case none
    /// Slopes by row, zero beyond the rows; bit j of `mask` is set where both differ, so that the row can split cells.
    case slopes(negative: UnsafePointer<Double>, positive: UnsafePointer<Double>, mask: UnsafePointer<UInt64>, largest: Double)
    /// Starts of the groups of rows whose maximum is taken.
    case maximum(starts: UnsafeBufferPointer<Int>)
  }

  /// Stage `index` of a network; `columnStarts` are the first columns of its sources. In a deep network it pays to bound norms well.
  init(_ stage: PiecewiseLinearNetwork.Stage, index: Int, columnStarts: [Int], isDeep: Bool) {
    self.stage = stage
    var storage = Storage()
    ownColumn = stage.sources.lastIndex(of: index).map { columnStarts[$0] } ?? -1
    let map = stage.map
    rowCount = map.rowCount
    stride = (map.rowCount + 7) / 8 * 8
    columnCount = map.columnCount
    valueCount = stage.valueCount
    wordCount = (stride + 63) / 64
    bias = storage.keep(map.bias + [Double](repeating: 0, count: stride - map.rowCount))
    weights = Weights(map, stride: stride, &storage)
    bend = Bend(stage.bend, stride: stride, &storage)
    fewRows = stage.sources == [index] && map.rowCount <= Self.mostFewRows ? Self.rows(of: map, &storage) : nil
    if case .maximum = stage.bend, stage.sources == [index] {
      copied = storage.keep((0..<map.rowCount).map { Self.copiedColumn(of: map, row: $0) }).baseAddress!
    } else {
      copied = nil
    }
    self.storage = storage
    if case .slopes(let negative, let positive) = stage.bend {
      isRectifier = negative.allSatisfy { $0 == 0 } && positive.allSatisfy { $0 == 1 }
    } else {
      isRectifier = false
    }
    var rowSum = 0.0
    var (squares, largestSquare) = (0.0, 0.0)
    var longest = 0
    for row in 0..<map.rowCount {
      let sum = map.terms(ofRow: row).reduce(0) { $0 + abs($1.coefficient) } / map.divisors[row]
      rowSum = max(rowSum, sum)
      let square = map.terms(ofRow: row).reduce(0) { $0 + ($1.coefficient / map.divisors[row]) * ($1.coefficient / map.divisors[row]) }
      let bound = map.repeatsColumns(inRow: row) ? sum * sum : square
      squares += bound
      largestSquare = max(largestSquare, bound)
      longest = max(longest, map.rowStarts[row + 1] - map.rowStarts[row])
    }
    // A quotient of a weight that is denormal may be wrong by any factor: no bound holds then, and every sign is proved in better arithmetic.
    let isUnderflowing = (0..<map.rowCount).contains { row in
      map.divisors[row] != 1 && map.terms(ofRow: row).contains { abs($0.coefficient / map.divisors[row]) < 0x1p-1021 }
    }
    gamma = isUnderflowing ? .infinity : RoundingError.gamma(longest + 16)
    largestRowSum = rowSum * (1 + RoundingError.gamma(longest + 16))
    // Squares of tiny weights underflow: sums bound the norms then.
    let slack = 1 + RoundingError.gamma(map.columns.count + 16)
    largestRowNorm = largestSquare > 1e-200 ? largestSquare.squareRoot() * slack : rowSum * slack
    frobeniusNorm = largestSquare > 1e-200 ? squares.squareRoot() * slack : rowSum * slack * Double(map.rowCount).squareRoot()
    spectralNorm = SpectralBound(map, usesPowers: isDeep).value
    largestBias = map.bias.reduce(0) { max($0, abs($1)) }
    underflow = RoundingError.underflow(4 * (longest + 4))
    isExactOnInput =
      stage.sources == [0] && map.divisors.allSatisfy { $0 == 1 }
      && !(0..<map.rowCount).contains(where: map.repeatsColumns)
  }

  /// The column that a row is a copy of; −1 if it is not one.
  private static func copiedColumn(of map: AffineMap, row: Int) -> Int32 {
    let terms = map.rowStarts[row]..<map.rowStarts[row + 1]
    guard terms.count == 1, map.coefficients[terms.lowerBound] == 1, map.divisors[row] == 1, map.bias[row] == 0 else { return -1 }
    return map.columns[terms.lowerBound]
  }

  private static let mostFewRows = 3

  private static func rows(of map: AffineMap, _ storage: inout Storage) -> (weights: UnsafePointer<Double>, stride: Int) {
    let stride = (map.columnCount + 7) / 8 * 8
    var weights = [Double](repeating: 0, count: map.rowCount * stride)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { weights[row * stride + column] += coefficient / map.divisors[row] }
    }
    return (storage.keep(weights).baseAddress!, stride)
  }

  /// forms += form ⊗ column k.
  @inline(__always)
  func addColumn(_ k: Int, _ a: Double, _ b: Double, _ c: Double, to forms: UnsafeMutablePointer<Double>) {
    switch weights {
    case .dense(let columns, _):
      facet_add_column(forms, stride, columns + k * stride, a, b, c)
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

  init(_ map: AffineMap, stride: Int, _ storage: inout Storage) {
    let size = Double(map.rowCount) * Double(map.columnCount)
    if Double(map.columns.count) >= Self.denseShare * size, size <= 0x1p27 {
      self = .dense(map, stride: stride, &storage)
    } else {
      self = .sparse(map, &storage)
    }
  }

  private static func dense(_ map: AffineMap, stride: Int, _ storage: inout Storage) -> Self {
    var columns = [Double](repeating: 0, count: map.columnCount * stride)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { columns[column * stride + row] += coefficient / map.divisors[row] }
    }
    var panels = columns
    for column in 0..<map.columnCount {
      for row in 0..<stride { panels[row / 8 * 8 * map.columnCount + 8 * column + row % 8] = columns[column * stride + row] }
    }
    return .dense(columns: storage.keep(columns).baseAddress!, panels: storage.keep(panels).baseAddress!)
  }

  private static func sparse(_ map: AffineMap, _ storage: inout Storage) -> Self {
    var byColumn = [[(row: Int32, weight: Double)]](repeating: [], count: map.columnCount)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { byColumn[column].append((Int32(row), coefficient / map.divisors[row])) }
    }
    var starts = [0]
    for entries in byColumn { starts.append(starts[starts.count - 1] + entries.count) }
    return .sparse(
      starts: storage.keep(starts).baseAddress!, rows: storage.keep(byColumn.flatMap { $0.map(\.row) }).baseAddress!,
      weights: storage.keep(byColumn.flatMap { $0.map(\.weight) }).baseAddress!)
  }
}

extension PreparedStage.Bend {
  init(_ bend: PiecewiseLinearNetwork.Bend, stride: Int, _ storage: inout Storage) {
    switch bend {
    case .none: self = .none
    case .maximum(let starts): self = .maximum(starts: storage.keep(starts))
    case .slopes(let negative, let positive):
      let padding = [Double](repeating: 0, count: stride - negative.count)
      var mask = [UInt64](repeating: 0, count: (stride + 63) / 64)
      for row in negative.indices where negative[row] != positive[row] { mask[row / 64] |= 1 << UInt64(row % 64) }
      self = .slopes(
        negative: storage.keep(negative + padding).baseAddress!, positive: storage.keep(positive + padding).baseAddress!,
        mask: storage.keep(mask).baseAddress!, largest: (negative + positive).reduce(0) { max($0, abs($1)) })
    }
  }
}
