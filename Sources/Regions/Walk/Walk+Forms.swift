import CKernels
import Linear
import Networks

/// Forms of a stage from those of its sources, with bounds of their errors.
///
/// Error bound (Higham 2002, §3.1): a row with n terms has in each coefficient an error of at most Σ|w|·e + γₙ·Σ|w|·|h| + γₙ·|bias|, where
/// h are the coefficients that enter and e bounds their errors. With R the largest row sum of |w|, E the largest e and M the largest |h|
/// among the values that enter (those of inactive units are exact zeros), that is at most R·(E + γ·M) + γ·|bias| for every row. The order
/// of the terms does not matter. γ is taken for some operations more than there are: slopes, divisors, and the bound itself.
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
        bound.include(1, 1, 0, errors: (0, 0, 0))
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
    let errors = levels[source].errors + place * 3
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
    bound.include(
      factor * maxima.0, factor * maxima.1, factor * maxima.2, errors: (factor * errors[0], factor * errors[1], factor * errors[2]))
  }
}

/// The largest magnitudes and errors of the coefficients that enter a stage.
struct FormBound {
  private var a = 0.0
  private var b = 0.0
  private var c = 0.0
  private var errorA = 0.0
  private var errorB = 0.0
  private var errorC = 0.0
  private var isEmpty = true

  @inline(__always)
  mutating func include(_ a: Double, _ b: Double, _ c: Double, errors: (Double, Double, Double)) {
    isEmpty = false
    self.a = max(self.a, a)
    self.b = max(self.b, b)
    self.c = max(self.c, c)
    errorA = max(errorA, errors.0)
    errorB = max(errorB, errors.1)
    errorC = max(errorC, errors.2)
  }

  /// Bounds of the errors of a, b and c of every row of the stage.
  @inline(__always)
  func write(_ stage: PreparedStage, to errors: UnsafeMutablePointer<Double>) {
    if isEmpty || stage.isExactOnInput {
      errors[0] = 0
      errors[1] = 0
      errors[2] = 0
      return
    }
    let (r, gamma) = (stage.largestRowSum, stage.gamma)
    errors[0] = Self.bound(r * (errorA + gamma * a), isZero: a == 0 && errorA == 0, stage)
    errors[1] = Self.bound(r * (errorB + gamma * b), isZero: b == 0 && errorB == 0, stage)
    errors[2] = Self.bound(
      r * (errorC + gamma * c) + gamma * stage.largestBias, isZero: c == 0 && errorC == 0, stage)
  }

  /// Where nothing but zeros enters, the sum is exact: the bias as it is.
  private static func bound(_ sum: Double, isZero: Bool, _ stage: PreparedStage) -> Double {
    isZero ? 0 : sum * (1 + stage.gamma) + stage.underflow
  }
}
