import Diagnostics

extension PiecewiseLinearNetwork {
  /// The network on a plane: a network of the two inputs s and t.
  ///
  /// Stages are put before the network's own and nothing is multiplied out, so that nothing is rounded: one stage for an origin with two
  /// directions; for three points first their weights 1 − s − t, s, t and then the weighted sum. Throws a `Diagnostic` when the plane
  /// lies in a space of another dimension.
  package func restricted(to plane: Plane) throws(Diagnostic) -> PiecewiseLinearNetwork {
    guard plane.dimension == inputCount else {
      throw Diagnostic(
        id: "slice-mismatch",
        "the plane lies in a space of \(plane.dimension) dimension\(plane.dimension == 1 ? "" : "s"), but the network takes \(inputCount) "
          + "input\(inputCount == 1 ? "" : "s")",
        at: .none, fix: "give \(inputCount) coordinates, one for each input")
    }
    let added = plane.stages
    let own = stages.map { stage in
      Stage(name: stage.name, sources: stage.sources.map { $0 + added.count }, map: stage.map, bend: stage.bend)
    }
    return PiecewiseLinearNetwork(inputCount: 2, stages: added + own)
  }
}

extension Plane {
  /// Affine stages that lead from (s, t) to the network's inputs, without rounding.
  fileprivate var stages: [PiecewiseLinearNetwork.Stage] {
    switch form {
    case .directions(let origin, let u, let v):
      var map = AffineMap(columnCount: 2)
      for i in origin.indices { map.appendRow([(column: 0, coefficient: u[i]), (column: 1, coefficient: v[i])], bias: origin[i]) }
      return [PiecewiseLinearNetwork.Stage(name: "slice", sources: [0], map: map, bend: .none)]
    case .points(let p, let q, let r):
      var weights = AffineMap(columnCount: 2)
      weights.appendRow([(column: 0, coefficient: -1), (column: 1, coefficient: -1)], bias: 1)
      weights.appendRow([(column: 0, coefficient: 1)])
      weights.appendRow([(column: 1, coefficient: 1)])
      var map = AffineMap(columnCount: 3)
      for i in p.indices {
        map.appendRow([(column: 0, coefficient: p[i]), (column: 1, coefficient: q[i]), (column: 2, coefficient: r[i])])
      }
      return [
        PiecewiseLinearNetwork.Stage(name: "weights of three points", sources: [0], map: weights, bend: .none),
        PiecewiseLinearNetwork.Stage(name: "slice", sources: [1], map: map, bend: .none),
      ]
    }
  }
}
