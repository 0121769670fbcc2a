import CKernels
import Linear
import Networks

/// A stage in the layout of the kernels: weights by columns, masks of what bends, and the norms that error bounds are made of.
///
/// A plain value: what its pointers point at belongs to the network's storage.
struct PreparedStage: BitwiseCopyable, @unchecked Sendable {
  /// The sources (0 is the input, s + 1 stage s) and the first column of each.
  let sources: UnsafeBufferPointer<(source: Int, column: Int)>
  /// Whether the stage takes nothing but the values of the stage before.
  let isChain: Bool
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
  let norms: WeightNorms
  /// Whether the rows are exact on the input plane itself: each coordinate once, nothing divided.
  let isExactOnInput: Bool

  enum Weights: BitwiseCopyable {
    /// Column k at `k · stride`, and unless the matrix is large the same in panels of 8 rows for products (see CKernels.h).
    case dense(columns: UnsafePointer<Double>, panels: UnsafePointer<Double>?)
    /// Column k's rows and weights at `starts[k]..<starts[k + 1]`.
    case sparse(starts: UnsafePointer<Int>, rows: UnsafePointer<Int32>, weights: UnsafePointer<Double>)
  }

  enum Bend: BitwiseCopyable {
    case none
    /// Slopes by row, zero beyond the rows; bit j of `mask` is set where both differ, so that the row can split cells.
    case slopes(negative: UnsafePointer<Double>, positive: UnsafePointer<Double>, mask: UnsafePointer<UInt64>, largest: Double)
    /// Starts of the groups of rows whose maximum is taken.
    case maximum(starts: UnsafeBufferPointer<Int>)
  }

  /// Stage `index` of a network; `columnStarts` are the first columns of its sources. In a deep network it pays to bound norms well.
  init(
    _ stage: PiecewiseLinearNetwork.Stage, index: Int, columnStarts: [Int], isDeep: Bool, _ storage: inout Storage
  ) {
    sources = storage.keep(Array(zip(stage.sources, columnStarts)).map { (source: $0, column: $1) })
    isChain = stage.sources == [index]
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
    fewRows = isChain && map.rowCount <= Self.mostFewRows ? Self.rows(of: map, &storage) : nil
    if case .maximum = stage.bend, isChain {
      copied = storage.keep((0..<map.rowCount).map { Self.copiedColumn(of: map, row: $0) }).baseAddress!
    } else {
      copied = nil
    }
    if case .slopes(let negative, let positive) = stage.bend {
      isRectifier = negative.allSatisfy { $0 == 0 } && positive.allSatisfy { $0 == 1 }
    } else {
      isRectifier = false
    }
    norms = WeightNorms(map, isDeep: isDeep)
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

  /// The bits of a word of a mask that belong to rows; in masks of signs those beyond the last are set.
  @inline(__always)
  func rows(ofWord word: Int) -> UInt64 {
    word == wordCount &- 1 && rowCount & 63 != 0 ? (1 << UInt64(rowCount & 63)) &- 1 : .max
  }

  /// A product with the weights, which are dense: what `facet_multiply` says.
  @inline(__always)
  func multiply(
    _ left: UnsafePointer<Double>, panelCount: Int, columns list: UnsafePointer<Int32>, step: Int, counts: UnsafePointer<Int32>, most: Int,
    start: UnsafePointer<Double>, giving result: UnsafeMutablePointer<Double>
  ) {
    guard case .dense(let columns, let panels) = weights else { return }
    facet_multiply(
      result, stride, left, panelCount, panels ?? columns, panels == nil ? 1 : columnCount, panels == nil ? stride : 8, list, step, counts,
      most, start)
  }

  /// result = forms + Σ factors[i] ⊗ column columns[i]: adds multiples of columns to a, b and c, one after the other.
  @inline(__always)
  func addColumns(
    _ columns: UnsafePointer<Int32>, times factors: UnsafePointer<Double>, count: Int, to forms: UnsafePointer<Double>,
    giving result: UnsafeMutablePointer<Double>
  ) {
    switch weights {
    case .dense(let byColumns, _):
      facet_add_columns(result, forms, stride, byColumns, columns, factors, count)
    case .sparse(let starts, let rows, let weights):
      if result != forms { result.update(from: forms, count: 3 * stride) }
      for column in 0..<count {
        let k = Int(columns[column])
        let (a, b, c) = (factors[3 * column], factors[3 * column + 1], factors[3 * column + 2])
        for i in starts[k]..<starts[k + 1] {
          let (row, weight) = (Int(rows[i]), weights[i])
          result[row] += weight * a
          result[stride + row] += weight * b
          result[2 * stride + row] += weight * c
        }
      }
    }
  }
}
