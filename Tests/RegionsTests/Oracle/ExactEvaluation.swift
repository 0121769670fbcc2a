import Linear
import Networks

/// The outputs of a network at one point in rational arithmetic: nothing but the definition of the normal form, to hold both the
/// engine's maps and the oracle's forms against.
enum ExactEvaluation {
  static func outputs(of network: PiecewiseLinearNetwork, at point: [Rational]) -> [Rational] {
    var values = [point]
    for stage in network.stages {
      let columns = stage.sources.flatMap { values[$0] }
      let rows = (0..<stage.map.rowCount).map { row in
        stage.map.terms(ofRow: row).reduce(Rational(0.0)) { $0 + Rational($1.coefficient) * columns[$1.column] }
          / Rational(stage.map.divisors[row]) + Rational(stage.map.bias[row])
      }
      switch stage.bend {
      case .none: values.append(rows)
      case .slopes(let negative, let positive):
        values.append(rows.indices.map { Rational(rows[$0].sign < 0 ? negative[$0] : positive[$0]) * rows[$0] })
      case .maximum(let starts):
        values.append(
          zip(starts, starts.dropFirst()).map { start, end in
            rows[start..<end].dropFirst().reduce(rows[start]) { ($1 - $0).sign > 0 ? $1 : $0 }
          })
      }
    }
    return values[values.count - 1]
  }
}

extension RegionOracle.Form {
  /// The exact value at a point.
  func value(at point: [Rational]) -> Rational {
    (Rational(a) * point[0] + Rational(b) * point[1] + Rational(c)) / Rational(d)
  }
}

extension RegionOracle.Polygon {
  /// A point inside: the exact centre of gravity of the triangle of the first three corners.
  var inside: [Rational] {
    let corners = corners.prefix(3).map { [Rational($0.x, over: $0.w), Rational($0.y, over: $0.w)] }
    return (0..<2).map { (corners[0][$0] + corners[1][$0] + corners[2][$0]) / Rational(3.0) }
  }
}
