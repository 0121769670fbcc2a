import Linear
import Networks

/// A network in normal form, row by row, so that it can be taken apart and put together again.
private struct Row {
  var terms: [(column: Int, coefficient: Double)]
  var divisor: Double
  var bias: Double
}

/// Changes of a network that leave its complex as it is, or move it with the window: nothing is rounded.
extension PiecewiseLinearNetwork {
  private typealias Rows = [Row]

  /// The network with every stage's rows and bend made anew; `change` gets the number of each stage and its rows.
  private func mapStages(_ change: (Int, inout Rows) -> Bend) -> PiecewiseLinearNetwork {
    PiecewiseLinearNetwork(
      inputCount: inputCount,
      stages: stages.enumerated().map { index, stage in
        var rows = (0..<stage.map.rowCount).map { row in
          Row(terms: Array(stage.map.terms(ofRow: row)), divisor: stage.map.divisors[row], bias: stage.map.bias[row])
        }
        let bend = change(index, &rows)
        var map = AffineMap(columnCount: stage.map.columnCount)
        for row in rows { map.appendRow(row.terms, divisor: row.divisor, bias: row.bias) }
        return Stage(name: stage.name, sources: stage.sources, map: map, bend: bend)
      })
  }

  /// For each column of a stage the number of its source and its place in it, both from 0.
  private func origins(of stage: Int) -> [(source: Int, place: Int)] {
    stages[stage].sources.flatMap { source in
      (0..<(source == 0 ? inputCount : stages[source - 1].valueCount)).map { (source, $0) }
    }
  }

  /// The rows that make each value of a stage.
  private func groups(of stage: Int) -> [Range<Int>] {
    if case .maximum(let starts) = stages[stage].bend { return zip(starts, starts.dropFirst()).map { $0..<$1 } }
    return (0..<stages[stage].map.rowCount).map { $0..<$0 + 1 }
  }

  /// The network with the units of every stage in another order, and the rows of every maximum.
  func permuted(_ numbers: inout RandomNumbers) -> PiecewiseLinearNetwork {
    // orders[s][i] is the old place of what is now value i of source s.
    var orders = [Array(0..<inputCount)]
    return mapStages { stage, rows in
      let origins = origins(of: stage)
      let columns = origins.indices.map { column in
        let (source, place) = origins[column]
        return column - place + orders[source].firstIndex(of: place)!
      }
      let order = numbers.permutation(stages[stage].valueCount)
      orders.append(order)
      let groups = groups(of: stage)
      let places = order.flatMap { value in numbers.permutation(groups[value].count).map { groups[value].lowerBound + $0 } }
      rows = places.map { place in
        Row(terms: rows[place].terms.map { (columns[$0.column], $0.coefficient) }, divisor: rows[place].divisor, bias: rows[place].bias)
      }
      switch stages[stage].bend {
      case .none: return .none
      case .slopes(let negative, let positive): return .slopes(negative: order.map { negative[$0] }, positive: order.map { positive[$0] })
      case .maximum: return .maximum(starts: order.reduce(into: [0]) { $0.append($0.last! + groups[$1].count) })
      }
    }
  }

  /// The network with every unit multiplied by a power of two, and divided by it again where it is used.
  func rescaled(_ numbers: inout RandomNumbers) -> PiecewiseLinearNetwork {
    var scales = [[Double](repeating: 1, count: inputCount)]
    return mapStages { stage, rows in
      let origins = origins(of: stage)
      let scale = (0..<stages[stage].valueCount).map { _ in Double(sign: .plus, exponent: numbers.integer(-8...8), significand: 1) }
      for (value, group) in groups(of: stage).enumerated() {
        for row in group {
          rows[row].bias *= scale[value]
          rows[row].terms = rows[row].terms.map { column, coefficient in
            (column, coefficient * scale[value] / scales[origins[column].source][origins[column].place])
          }
        }
      }
      scales.append(scale)
      return stages[stage].bend
    }
  }

  /// The network turned by 90° to the left about the origin: its value at (−y, x) is the old one at (x, y).
  var rotated: PiecewiseLinearNetwork {
    mapStages { stage, rows in
      // The input comes first among the columns, if it is a source: a·x + b·y = (−b)·(−y) + a·x.
      guard stages[stage].sources[0] == 0 else { return stages[stage].bend }
      for row in rows.indices {
        rows[row].terms = rows[row].terms.map { $0.column == 0 ? (1, $0.coefficient) : $0.column == 1 ? (0, -$0.coefficient) : $0 }
      }
      return stages[stage].bend
    }
  }

  /// The network moved by a vector: its value at p + t is the old one at p. `nil` if a bias would have to be rounded.
  func translated(by t: (x: Double, y: Double)) -> PiecewiseLinearNetwork? {
    var isExact = true
    let moved = mapStages { stage, rows in
      guard stages[stage].sources[0] == 0 else { return stages[stage].bend }
      for row in rows.indices {
        let shift = rows[row].terms.filter { $0.column < 2 }.reduce(Rational(0.0)) {
          $0 + Rational($1.coefficient) * Rational($1.column == 0 ? t.x : t.y)
        }
        let bias = Rational(rows[row].bias) - shift / Rational(rows[row].divisor)
        rows[row].bias = bias.rounded
        if Rational(bias.rounded) != bias { isExact = false }
      }
      return stages[stage].bend
    }
    return isExact ? moved : nil
  }
}

extension RandomNumbers {
  /// The numbers below a count in random order.
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in order.indices.reversed() { order.swapAt(i, integer(0...i)) }
    return order
  }
}
