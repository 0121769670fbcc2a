import Linear

/// How well the units of one block fit each other, signs chosen as well as can be.
struct BlockScores {
  /// Terms that go with one free sign for each unit.
  private struct Signed {
    let signs: [Int]
    var sum: Matrix
  }

  private var unsigned: Matrix
  private var signed: [Signed] = []

  init(_ terms: [MatchingTerm], units: Int) {
    unsigned = Matrix(rows: units, columns: units)
    for term in terms {
      // What several signs do to a term shows in the objective only.
      if term.hasManySigns { continue }
      guard let signs = term.signs else {
        Self.add(term.matrix, to: &unsigned)
        continue
      }
      if let index = signed.firstIndex(where: { $0.signs == signs }) {
        Self.add(term.matrix, to: &signed[index].sum)
      } else {
        signed.append(Signed(signs: signs, sum: term.matrix))
      }
    }
  }

  private static func add(_ matrix: Matrix, to sum: inout Matrix) {
    for element in sum.elements.indices { sum.elements[element] += matrix.elements[element] }
  }

  /// What each pair of units contributes with the better sign.
  var best: Matrix {
    var result = unsigned
    for part in signed {
      for element in result.elements.indices { result.elements[element] += abs(part.sum.elements[element]) }
    }
    return result
  }

  /// Sets the signs that go best with an assignment.
  func setSigns(_ state: inout MatchingState, _ columns: [Int]) {
    for part in signed {
      for (unit, column) in columns.enumerated() { state.signs[part.signs[unit]] = part.sum[unit, column] < 0 ? -1 : 1 }
    }
  }

  /// What the block contributes more under another state, summed over the units that differ, and the sum of the magnitudes of what is compared.
  func gain(from old: MatchingState, to new: MatchingState, _ range: Range<Int>) -> (gain: Double, scale: Double) {
    var (gain, scale) = (0.0, 0.0)
    for unit in 0..<range.count {
      let (before, after) = (value(old, range, unit), value(new, range, unit))
      if before == after { continue }
      gain += after - before
      scale += abs(before) + abs(after)
    }
    return (gain, scale)
  }

  private func value(_ state: MatchingState, _ range: Range<Int>, _ unit: Int) -> Double {
    let column = state.sources[range.lowerBound + unit] - range.lowerBound
    return signed.reduce(unsigned[unit, column]) { $0 + state.signs[$1.signs[unit]] * $1.sum[unit, column] }
  }

  /// The signs of each unit of the block.
  func signs(_ state: MatchingState) -> [[Double]] {
    (0..<unsigned.rows).map { unit in signed.map { state.signs[$0.signs[unit]] } }
  }
}
