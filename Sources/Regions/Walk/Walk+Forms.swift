import CKernels
import Linear
import Networks

/// Forms of a stage from those of its sources, with bounds of their errors (see `FormBound`).
extension Walk {
  /// The forms of a stage on one cell of its level, and the bounds; the words of the stages before are set in the levels.
  mutating func computeForms(
    of stage: Int, on place: Int, into forms: UnsafeMutablePointer<Double>, errors: UnsafeMutablePointer<Double>
  ) {
    let prepared = network.stage(stage)
    startForms(prepared, forms)
    var bound = FormBound()
    for (source, start) in prepared.pointee.sources {
      if source == 0 {
        addCoordinates(columns: start, stage: prepared, to: forms)
        bound.includeCoordinates()
      } else {
        let (ancestor, words) = (ancestor(of: place, level: stage, at: source - 1), words(of: source - 1, place, level: stage))
        addValues(of: source - 1, at: ancestor, words, columns: start, stage: prepared, to: forms, crossing: nil)
        include(source - 1, at: ancestor, words, crossing: nil, in: &bound)
      }
    }
    bound.write(prepared, to: errors)
  }

  func startForms(_ prepared: UnsafePointer<PreparedStage>, _ forms: UnsafeMutablePointer<Double>) {
    forms.update(repeating: 0, count: 2 * prepared.pointee.stride)
    (forms + 2 * prepared.pointee.stride).update(from: prepared.pointee.bias.baseAddress!, count: prepared.pointee.stride)
  }

  /// Adds the columns of the plane's own coordinates.
  mutating func addCoordinates(columns start: Int, stage: UnsafePointer<PreparedStage>, to forms: UnsafeMutablePointer<Double>) {
    let first = terms.count
    terms.append(column: start, 1, 0, 0)
    terms.append(column: start + 1, 0, 1, 0)
    addTerms(from: first, stage: stage, to: forms)
  }

  /// Adds the columns of a source's values under the words of its pattern; rows of a mask of crossing rows are left out.
  mutating func addValues(
    of source: Int, at place: Int, _ words: UnsafePointer<UInt64>, columns start: Int, stage: UnsafePointer<PreparedStage>,
    to forms: UnsafeMutablePointer<Double>, crossing: UnsafePointer<UInt64>?
  ) {
    let prepared = network.stage(source)
    let z = levels[source].forms + place * 3 * prepared.pointee.stride
    let n = prepared.pointee.stride
    let first = terms.count
    for index in 0..<prepared.pointee.valueCount {
      guard let value = value(index, of: prepared, z, words, crossing) else { continue }
      let (row, slope) = value
      terms.append(column: start + index, slope * z[row], slope * z[n + row], slope * z[2 * n + row])
    }
    addTerms(from: first, stage: stage, to: forms)
  }

  private mutating func addTerms(from first: Int, stage: UnsafePointer<PreparedStage>, to forms: UnsafeMutablePointer<Double>) {
    stage.pointee.add(terms, from: first, to: forms, giving: forms)
    terms.truncate(to: first)
  }

  /// The row that value `index` of a stage is a multiple of, and the factor; `nil` if it is zero or not decided yet.
  @inline(__always)
  func value(
    _ index: Int, of prepared: UnsafePointer<PreparedStage>, _ z: UnsafePointer<Double>, _ words: UnsafePointer<UInt64>,
    _ crossing: UnsafePointer<UInt64>?
  ) -> (row: Int, slope: Double)? {
    switch prepared.pointee.bend {
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

  /// Counts the values of a source under the words of its pattern in a bound; crossing rows may be active.
  func include(
    _ source: Int, at place: Int, _ words: UnsafePointer<UInt64>, crossing: UnsafePointer<UInt64>?, in bound: inout FormBound
  ) {
    let prepared = network.stage(source)
    let z = levels[source].forms + place * 3 * prepared.pointee.stride
    let errors = levels[source].errors + place * Level.errorCount
    var factor = 1.0
    var isEmpty = false
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: prepared.pointee.wordCount) { mask in
      for word in 0..<prepared.pointee.wordCount { mask[word] = .max }
      if prepared.pointee.rowCount & 63 != 0 || prepared.pointee.stride != prepared.pointee.rowCount {
        for row in prepared.pointee.rowCount..<prepared.pointee.wordCount * 64 { mask[row >> 6] &= ~(1 << UInt64(row & 63)) }
      }
      if case .slopes(_, _, _, let largest) = prepared.pointee.bend {
        factor = largest
        if prepared.pointee.isRectifier {
          isEmpty = true
          for word in 0..<prepared.pointee.wordCount {
            mask[word] &= words[word] | (crossing?[word] ?? 0)
            if mask[word] != 0 { isEmpty = false }
          }
        }
      }
      if isEmpty { return }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { maxima in
        facet_masked_maximum(z, prepared.pointee.stride, mask.baseAddress!, maxima.baseAddress!)
        bound.include(maxima.baseAddress!, errors: errors, factor: factor)
      }
    }
  }
}
