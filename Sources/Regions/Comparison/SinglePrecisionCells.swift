import Diagnostics
import Networks

/// The cells of a network as a careful program in single precision finds them: something to compare with, and nothing that can be relied on.
///
/// A polygon has corners in `Float`, and so are the coefficients of every unit on it. A unit splits the polygon when its computed values at
/// the corners have both signs; the cut goes through the computed crossings. There is no error bound and no second look, which is
/// how such programs are written. Cost: one product of each stage's weights with three columns for every cell of the stages before.
package struct SinglePrecisionCells {
  private let network: PiecewiseLinearNetwork
  private let stages: [SinglePrecisionStage]
  private let mostCells: Int
  /// How many polygons were left after the last stage.
  package private(set) var count = 0

  /// The count on a window whose corners are rounded to single precision.
  ///
  /// Throws a `Diagnostic` when the network does not take two inputs or has maxima, and when there are more than `mostCells` cells.
  package static func count(_ network: PiecewiseLinearNetwork, window: Window, mostCells: Int = 20_000_000) throws(Diagnostic) -> Int {
    try check(network)
    var cells = SinglePrecisionCells(network: network, stages: network.stages.map(SinglePrecisionStage.init), mostCells: mostCells)
    let corners = window.corners.map { SinglePrecisionPolygon.Corner(x: Float($0.x), y: Float($0.y)) }
    let input = [SinglePrecisionForm(a: 1, b: 0, c: 0), SinglePrecisionForm(a: 0, b: 1, c: 0)]
    try cells.descend(SinglePrecisionPolygon(corners: corners), values: [input], stage: 0)
    return cells.count
  }

  /// Throws a `Diagnostic` unless the network takes two inputs and bends by slopes only.
  package static func check(_ network: PiecewiseLinearNetwork) throws(Diagnostic) {
    try RegionComplex.check(network)
    for stage in network.stages {
      guard case .maximum = stage.bend else { continue }
      throw Diagnostic(
        id: "no-maxima", "the comparison in single precision knows no maxima, which '\(stage.name)' takes", at: .none,
        fix: "leave the comparison out, or name a network without them")
    }
  }

  /// Follows one polygon through the stages from `stage` on. `values` are the forms of the input and of the stages so far.
  private mutating func descend(
    _ polygon: SinglePrecisionPolygon, values: [[SinglePrecisionForm]], stage index: Int
  ) throws(Diagnostic) {
    guard index < stages.count else {
      count += 1
      guard count <= mostCells else {
        throw Diagnostic(
          id: "too-many-cells", "there are more than \(mostCells) cells in single precision", at: .none, fix: "choose a smaller window")
      }
      return
    }
    let stage = stages[index]
    let rows = stage.rows(of: stage.sources.flatMap { values[$0] })
    guard case .slopes(let negative, let positive) = network.stages[index].bend else {
      return try descend(polygon, values: values + [rows], stage: index + 1)
    }
    for part in Self.parts(of: polygon, rows: rows, splits: stage.splits) {
      let bent = rows.indices.map { rows[$0] * Float(part.isNegative[$0] ? negative[$0] : positive[$0]) }
      try descend(part.polygon, values: values + [bent], stage: index + 1)
    }
  }

  /// A part of a polygon and on which side of each row it lies.
  private struct Part {
    var polygon: SinglePrecisionPolygon
    var isNegative: [Bool] = []
  }

  private static func parts(of polygon: SinglePrecisionPolygon, rows: [SinglePrecisionForm], splits: [Bool]) -> [Part] {
    var parts = [Part(polygon: polygon)]
    for (row, form) in rows.enumerated() {
      for index in parts.indices {
        let heights = parts[index].polygon.corners.map(form.value)
        let (low, high) = (heights.min() ?? 0, heights.max() ?? 0)
        if splits[row], low < 0, high > 0 {
          var other = parts[index]
          other.polygon = parts[index].polygon.side(heights, sign: -1)
          other.isNegative.append(true)
          parts[index].polygon = parts[index].polygon.side(heights, sign: 1)
          parts[index].isNegative.append(false)
          parts.append(other)
        } else {
          parts[index].isNegative.append(-low > high)
        }
      }
    }
    return parts
  }
}
