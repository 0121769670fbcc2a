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
  private var count = 0
  /// The rows of the stages so far, on which side of each the polygon at hand lies, and the values of the input and of the stages before.
  private var rows: [[SinglePrecisionForm]] = []
  private var isNegative: [[Bool]] = []
  private var values: [[SinglePrecisionForm]]

  /// A polygon that waits: a row of a stage cut it off from another, and it lies on the row's negative side.
  private struct Part {
    let polygon: SinglePrecisionPolygon
    let stage: Int
    let row: Int
  }

  /// The count on a window whose corners are rounded to single precision.
  ///
  /// Throws a `Diagnostic` when the network does not take two inputs or has maxima, and when there are more than `mostCells` cells.
  package static func count(_ network: PiecewiseLinearNetwork, window: Window, mostCells: Int = 20_000_000) throws(Diagnostic) -> Int {
    try check(network)
    let input = [SinglePrecisionForm(a: 1, b: 0, c: 0), SinglePrecisionForm(a: 0, b: 1, c: 0)]
    var cells = SinglePrecisionCells(
      network: network, stages: network.stages.map(SinglePrecisionStage.init), mostCells: mostCells, values: [input])
    let corners = window.corners.map { SinglePrecisionPolygon.Corner(x: Float($0.x), y: Float($0.y)) }
    try cells.countParts(of: SinglePrecisionPolygon(corners: corners))
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

  /// Counts what the stages cut a polygon into. The parts that wait are a list, not a recursion: there may be thousands of stages and of rows.
  private mutating func countParts(of window: SinglePrecisionPolygon) throws(Diagnostic) {
    WorkProgress.report("cells in single precision", 0, of: mostCells)
    enterStage()
    var waiting: [Part] = []
    try follow(window, stage: 0, row: 0, &waiting)
    while let part = waiting.popLast() {
      if count % 1024 == 0 { WorkProgress.report("cells in single precision", count, of: mostCells) }
      // What is known of earlier stages and rows is what was known when the part was cut off: all that came later is forgotten.
      rows.removeSubrange((part.stage + 1)...)
      isNegative.removeSubrange((part.stage + 1)...)
      values.removeSubrange((part.stage + 1)...)
      isNegative[part.stage][part.row] = true
      try follow(part.polygon, stage: part.stage, row: part.row + 1, &waiting)
    }
  }

  /// Computes the rows of the next stage.
  private mutating func enterStage() {
    let stage = stages[rows.count]
    rows.append(stage.rows(of: stage.sources.flatMap { values[$0] }))
    isNegative.append([Bool](repeating: false, count: rows[rows.count - 1].count))
  }

  /// Follows one polygon from a row of a stage to the end, on the positive side of every row that cuts it; the other sides wait.
  private mutating func follow(
    _ whole: SinglePrecisionPolygon, stage first: Int, row firstRow: Int, _ waiting: inout [Part]
  ) throws(Diagnostic) {
    var polygon = whole
    for stage in first..<stages.count {
      if stage > first { enterStage() }
      if case .slopes(let negative, let positive) = network.stages[stage].bend {
        for row in (stage == first ? firstRow : 0)..<rows[stage].count { cut(&polygon, stage, row, &waiting) }
        values.append(rows[stage].indices.map { rows[stage][$0] * Float(isNegative[stage][$0] ? negative[$0] : positive[$0]) })
      } else {
        values.append(rows[stage])
      }
    }
    count += 1
    guard count <= mostCells else {
      throw Diagnostic(
        id: "too-many-cells", "there are more than \(mostCells) cells in single precision", at: .none, fix: "choose a smaller window")
    }
  }

  /// Decides one row on a polygon; where it takes both signs, only the positive side is left.
  private mutating func cut(_ polygon: inout SinglePrecisionPolygon, _ stage: Int, _ row: Int, _ waiting: inout [Part]) {
    let heights = polygon.corners.map(rows[stage][row].value)
    let (low, high) = (heights.min() ?? 0, heights.max() ?? 0)
    if stages[stage].splits[row], low < 0, high > 0 {
      waiting.append(Part(polygon: polygon.side(heights, sign: -1), stage: stage, row: row))
      polygon = polygon.side(heights, sign: 1)
      isNegative[stage][row] = false
    } else {
      isNegative[stage][row] = -low > high
    }
  }
}
