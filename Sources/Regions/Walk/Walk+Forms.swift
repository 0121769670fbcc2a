import CKernels
import Linear
import Networks

/// Forms of a stage from those of its sources, with bounds of their errors.
///
/// Error bound (Higham 2002, §3.1): a row with n terms has in each coefficient an error of at most Σ|w|·e + γₙ·Σ|w|·|h| + γₙ·|bias|, where
/// h are the coefficients that enter and e bounds their errors. With R the largest row sum of |w|, E the largest e and M the largest |h|
/// among the values that enter (those of inactive units are exact zeros), that is at most R·(E + γ·M) + γ·|bias| for every row. By Cauchy
/// and Schwarz it is also at most ‖w‖₂·(‖e‖₂ + γ·√m·M) + γ·|bias| for m values, and the norm of the errors of all rows at most
/// ‖W‖₂·‖e‖₂ + γ·‖W‖_F·√m·M + γ·√rows·|bias|; the smaller of both is taken. Sums grow by a factor of R at each stage and norms by ‖W‖₂, which is
/// several times less, so that the bounds stay useful in deep networks. The order of the terms does not matter. γ is taken for some operations
/// more than there are: slopes, divisors, and the bound itself.
extension Walk {
  /// The forms of a stage on one cell of its level, and the bounds; patterns of the stages before are set in the level.
  mutating func computeForms(
    of stage: Int, on place: Int, into forms: UnsafeMutablePointer<Double>, errors: UnsafeMutablePointer<Double>
  ) {
    let prepared = network.stages[stage]
    startForms(prepared, forms)
    let words = levels[stage].patterns + place * network.wordCount
    var ancestor = place
    var ancestors = [Int](repeating: 0, count: stage + 1)
    for level in stride(from: stage, to: 0, by: -1) {
      ancestor = Int(levels[level].parents[ancestor])
      ancestors[level - 1] = ancestor
    }
    var bound = FormBound()
    for (source, start) in zip(prepared.stage.sources, network.columnStarts[stage]) {
      if source == 0 {
        prepared.addColumn(start, 1, 0, 0, to: forms)
        prepared.addColumn(start + 1, 0, 1, 0, to: forms)
        bound.includeCoordinates()
      } else {
        addValues(of: source - 1, at: ancestors[source - 1], words, columns: start, stage: prepared, to: forms, crossing: nil)
        include(source - 1, at: ancestors[source - 1], words, crossing: nil, in: &bound)
      }
    }
    bound.write(prepared, to: errors)
  }

  func startForms(_ prepared: PreparedStage, _ forms: UnsafeMutablePointer<Double>) {
    forms.update(repeating: 0, count: 2 * prepared.stride)
    (forms + 2 * prepared.stride).update(from: prepared.bias.baseAddress!, count: prepared.stride)
  }

  /// Adds the columns of a source's values under a pattern; rows of a mask of crossing rows are left out.
  func addValues(
    of source: Int, at place: Int, _ words: UnsafePointer<UInt64>, columns start: Int, stage: PreparedStage,
    to forms: UnsafeMutablePointer<Double>, crossing: UnsafePointer<UInt64>?
  ) {
    let prepared = network.stages[source]
    let z = levels[source].forms + place * 3 * prepared.stride
    let n = prepared.stride
    for index in 0..<prepared.valueCount {
      guard let value = value(index, of: prepared, z, words + network.wordStarts[source], crossing) else { continue }
      let (row, slope) = value
      stage.addColumn(start + index, slope * z[row], slope * z[n + row], slope * z[2 * n + row], to: forms)
    }
  }

  /// The row that value `index` of a stage is a multiple of, and the factor; `nil` if it is zero or not decided yet.
  @inline(__always)
  func value(
    _ index: Int, of prepared: PreparedStage, _ z: UnsafePointer<Double>, _ words: UnsafePointer<UInt64>,
    _ crossing: UnsafePointer<UInt64>?
  ) -> (row: Int, slope: Double)? {
    switch prepared.bend {
    case .none: return (index, 1)
    case .slopes(let negative, let positive, _, _):
      if let crossing, crossing[index >> 6] >> UInt64(index & 63) & 1 == 1 { return nil }
      let slope = words[index >> 6] >> UInt64(index & 63) & 1 == 1 ? positive[index] : negative[index]
      return slope == 0 ? nil : (index, slope)
    case .maximum(let starts):
      let winner = (starts[index]..<starts[index + 1]).first { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
      return winner.map { ($0, 1) }
    }
  }

  /// Counts the values of a source under a pattern in a bound; crossing rows may be active.
  func include(
    _ source: Int, at place: Int, _ words: UnsafePointer<UInt64>, crossing: UnsafePointer<UInt64>?, in bound: inout FormBound
  ) {
    let prepared = network.stages[source]
    let z = levels[source].forms + place * 3 * prepared.stride
    let errors = levels[source].errors + place * Level.errorCount
    var maxima = (0.0, 0.0, 0.0)
    var factor = 1.0
    var isEmpty = false
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: prepared.wordCount) { mask in
      for word in 0..<prepared.wordCount { mask[word] = .max }
      if prepared.rowCount & 63 != 0 || prepared.stride != prepared.rowCount {
        for row in prepared.rowCount..<prepared.wordCount * 64 { mask[row >> 6] &= ~(1 << UInt64(row & 63)) }
      }
      if case .slopes(_, _, _, let largest) = prepared.bend {
        factor = largest
        if prepared.isRectifier {
          isEmpty = true
          let active = words + network.wordStarts[source]
          for word in 0..<prepared.wordCount {
            mask[word] &= active[word] | (crossing?[word] ?? 0)
            if mask[word] != 0 { isEmpty = false }
          }
        }
      }
      withUnsafeMutableBytes(of: &maxima) {
        facet_masked_maximum(z, prepared.stride, mask.baseAddress!, $0.assumingMemoryBound(to: Double.self).baseAddress!)
      }
    }
    if isEmpty { return }
    bound.include(maxima.0, maxima.1, maxima.2, errors: errors, factor: factor, count: prepared.valueCount)
  }
}

/// The largest magnitudes and errors of the coefficients that enter a stage, for a, b and c alike.
struct FormBound {
  private var magnitudes = SIMD4<Double>.zero
  /// The largest error of any value, and the sum of the squared norms of the sources' errors.
  private var largest = SIMD4<Double>.zero
  private var squares = SIMD4<Double>.zero
  /// How many values enter.
  private var count = 0
  private var isEmpty = true
  /// Whether some coefficient that enters, or its error, isn't zero; asked before anything is scaled and may underflow.
  private var enters = SIMDMask<SIMD4<Int64>>(repeating: false)

  /// The plane's own coordinates, which are exact.
  @inline(__always)
  mutating func includeCoordinates() {
    isEmpty = false
    magnitudes = pointwiseMax(magnitudes, SIMD4(1, 1, 0, 0))
    enters .|= SIMD4<Double>(1, 1, 0, 0) .!= SIMD4<Double>(repeating: 0)
    count += 2
  }

  /// Values of a source, of which the largest magnitudes and the bounds of the errors are given, each times a factor.
  @inline(__always)
  mutating func include(_ a: Double, _ b: Double, _ c: Double, errors: UnsafePointer<Double>, factor: Double, count: Int) {
    isEmpty = false
    let (entering, bounds) = (SIMD4(a, b, c, 0), SIMD4(errors[0], errors[1], errors[2], 0))
    enters .|= (entering .!= SIMD4<Double>(repeating: 0)) .| (bounds .!= SIMD4<Double>(repeating: 0))
    magnitudes = pointwiseMax(magnitudes, factor * entering)
    // A product of slope and coefficient may underflow by half the least number, and its error by as much.
    largest = pointwiseMax(largest, factor * bounds + 4 * Double.leastNonzeroMagnitude)
    let norms = factor * SIMD4(errors[3], errors[4], errors[5], 0)
    squares += norms * norms
    self.count += count
  }

  /// Bounds of the errors of a, b and c of every row of the stage, and of the norms of the errors of all rows.
  @inline(__always)
  func write(_ stage: PreparedStage, to errors: UnsafeMutablePointer<Double>) {
    if isEmpty || stage.isExactOnInput {
      errors.update(repeating: 0, count: Level.errorCount)
      return
    }
    let gamma = stage.gamma, slack = 1 + gamma
    let biases = gamma * stage.largestBias * SIMD4(0, 0, 1, 0)
    let entering = magnitudes * (Double(count).squareRoot() * slack)
    // Squares of errors below 1e-162 underflow; so much is added for all of them.
    let norms = (squares.squareRoot() + 1e-160) * slack
    let bySums = stage.largestRowSum * (largest + gamma * magnitudes)
    let byNorms = stage.largestRowNorm * (norms + gamma * entering)
    let rows = pointwiseMin(bySums, byNorms) + biases
    let roots = Double(stage.rowCount).squareRoot() * slack
    let all = pointwiseMin(stage.spectralNorm * norms + gamma * stage.frobeniusNorm * entering + roots * biases, roots * rows)
    for i in 0..<3 {
      // Where nothing but zeros enters, the sum is exact: the bias as it is.
      let isZero = !enters[i]
      errors[i] = isZero ? 0 : rows[i] * slack + stage.underflow
      errors[i + 3] = isZero ? 0 : (all[i] * slack + stage.underflow * roots) * slack
    }
  }
}
