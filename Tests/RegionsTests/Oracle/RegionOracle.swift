import Linear
import Networks

/// A slow oracle for the linear regions of a piecewise-linear network of two inputs on a convex window, exact and straight from the
/// definition. It shares no code with the engine, only the network's description and the numbers of `Linear`.
///
/// A cell is a maximal connected set on which every unit is on one linear piece. Stage by stage there is a list of convex polygons,
/// each with the exact affine forms of all values so far:
/// * A row that bends splits a polygon if and only if it takes both strict signs at its corners. A row that is zero at some corners
///   only touches the polygon; one that is zero everywhere has no sign and gives the value 0 whatever its slopes are.
/// * A row with equal slopes on both sides does not bend: it has one linear piece, so it never splits.
/// * A maximum has a piece for each of its *distinct* forms that is the greatest on a set with an area.
///
/// No merging is needed. The pieces of one polygon are convex, hence connected, and any two differ in the unit that separated them; so
/// do the polygons of any two pieces with different ancestors. Two cells that share a segment therefore differ in the strict sign of
/// some row or in the form of some maximum, and a connected open set on which all units keep their piece cannot hold both. Cells
/// that share only a point are not connected through their insides.
struct RegionOracle: Sendable {
  struct Cell: Sendable {
    var polygon: Polygon
    /// The forms of all values: the input first, then each stage's.
    fileprivate(set) var values: [[Form]]
    /// Stage by stage, the sign of each row that bends (0 where it vanishes or does not bend), or the row that each maximum takes.
    fileprivate(set) var pattern: [[Int]] = []

    /// The network's outputs.
    var outputs: [Form] { values[values.count - 1] }
  }

  let network: PiecewiseLinearNetwork
  let window: Polygon
  private(set) var cells: [Cell]

  /// Enumerates the cells of a network of two inputs on a convex polygon without flat corners, in either order.
  init(_ network: PiecewiseLinearNetwork, window corners: [(x: Double, y: Double)]) {
    precondition(network.inputCount == 2 && corners.count >= 3)
    let points = corners.map { Point($0.x, $0.y) }
    self.network = network
    window = Polygon(corners: points[0].scaledTurn(points[1], points[2]).sign > 0 ? points : points.reversed())
    cells = [Cell(polygon: window, values: [[.x, .y]])]
    for stage in network.stages { cells = cells.flatMap { Self.pieces(of: $0, under: stage) } }
  }

  /// The pieces of a cell of the stages before, with the values of this stage.
  private static func pieces(of cell: Cell, under stage: PiecewiseLinearNetwork.Stage) -> [Cell] {
    let rows = rows(of: stage.map, columns: stage.sources.flatMap { cell.values[$0] })
    func piece(_ polygon: Polygon, _ pattern: [Int], _ values: [Form]) -> Cell {
      Cell(polygon: polygon, values: cell.values + [values], pattern: cell.pattern + [pattern])
    }
    switch stage.bend {
    case .none:
      return [piece(cell.polygon, [], rows)]
    case .slopes(let negative, let positive):
      let bending = rows.indices.filter { negative[$0] != positive[$0] }
      return bending.reduce([cell.polygon]) { parts, row in parts.flatMap { $0.split(by: rows[row]) } }.map { polygon in
        let signs = rows.indices.map { bending.contains($0) ? sign(of: rows[$0], on: polygon) : 0 }
        return piece(polygon, signs, rows.indices.map { (signs[$0] < 0 ? negative[$0] : positive[$0]) * rows[$0] })
      }
    case .maximum(let starts):
      var parts: [(polygon: Polygon, taken: [Int])] = [(cell.polygon, [])]
      for (start, end) in zip(starts, starts.dropFirst()) {
        parts = parts.flatMap { polygon, taken in
          polygon.upperEnvelope(of: Array(rows[start..<end])).map { ($0.part, taken + [start + $0.form]) }
        }
      }
      return parts.map { piece($0.polygon, $0.taken, $0.taken.map { rows[$0] }) }
    }
  }

  /// The strict sign of a form on a polygon that it does not split; 0 if it vanishes on it.
  private static func sign(of form: Form, on polygon: Polygon) -> Int {
    polygon.signs(of: form).first { $0 != 0 } ?? 0
  }
}
