import Diagnostics
import Networks

/// The planar complex of a piecewise-linear network on a convex window: every cell on which all units keep their linear piece.
///
/// The combinatorial structure (which vertices, edges and cells there are and how they meet, and the activation patterns) is
/// exact for the given doubles when `isCertified`; coordinates, areas and affine maps are doubles near the exact values.
/// Cells are in the order of the enumeration, which depends only on the network and the window.
package struct RegionComplex: Sendable {
  package let window: Window
  /// Every vertex once.
  package let vertices: [Window.Point]
  /// A bound of the distance of each vertex's coordinates from the exact ones.
  package let vertexErrors: [Double]
  /// How many cells the first l bending stages make, l = 1, 2, …
  package let cellsPerLayer: [Int]
  package let signCounts: SignCounts
  let prepared: PreparedNetwork
  let edgeRecords: [EdgeRecord]
  let cells: Cells

  /// Maps of `cells` that left the range of doubles are to be computed anew before (`Cells.withMapsInRange`).
  init(
    window: Window, vertices: [Window.Point], vertexErrors: [Double], cellsPerLayer: [Int], signCounts: SignCounts,
    prepared: PreparedNetwork, edgeRecords: [EdgeRecord], cells: Cells
  ) {
    self.window = window
    self.vertices = vertices
    self.vertexErrors = vertexErrors
    self.cellsPerLayer = cellsPerLayer
    self.signCounts = signCounts
    self.prepared = prepared
    self.edgeRecords = edgeRecords
    self.cells = cells
  }

  package var network: PiecewiseLinearNetwork { prepared.network }

  /// A straight piece of the border between two cells, or between a cell and the outside.
  package struct Edge: Sendable, Hashable {
    package let from: Int
    package let to: Int
    /// What made it; `nil` for a side of the window. Where several units vanish together it is the first of them.
    package let unit: Unit?
    /// The cell to the left of the way from `from` to `to`; `nil` outside the window.
    package let left: Int?
    package let right: Int?
  }

  /// A unit of the network: the row of a stage whose zero line an edge lies on, or the two rows of a maximum that are equal there. Stages
  /// and rows count from 0.
  package struct Unit: Sendable, Hashable {
    package let stage: Int
    package let row: Int
    package let other: Int?
  }

  /// An edge as it is stored; −1 where there is no cell.
  struct EdgeRecord: Sendable {
    var from: Int32 = -1
    var to: Int32 = -1
    var left: Int32 = -1
    var right: Int32 = -1
    var origin = Patch.Origin(stage: -1, row: 0)
  }

  /// The cells, in arrays that share one numbering.
  struct Cells: Sendable {
    /// Corners and edges of cell i are at `starts[i]..<starts[i + 1]`.
    var starts: [Int32]
    var vertices: [Int32]
    var edges: [Int32]
    /// The patterns, `prepared.wordCount` words each.
    var patterns: [UInt64]
    /// a, b and c of each output of each cell; infinite where they are beyond the range of doubles, never no number.
    var maps: [Double]
    /// For each cell a bound of the error of any output's map in the window.
    var mapErrors: [Double]
  }

  package var edgeCount: Int { edgeRecords.count }

  package func edge(_ number: Int) -> Edge {
    let record = edgeRecords[number]
    return Edge(
      from: Int(record.from), to: Int(record.to), unit: Unit(record.origin), left: record.left < 0 ? nil : Int(record.left),
      right: record.right < 0 ? nil : Int(record.right))
  }

  /// Every edge once.
  package var edges: some RandomAccessCollection<Edge> { edgeRecords.indices.lazy.map { edge($0) } }

  package var cellCount: Int { cells.starts.count - 1 }
  /// Whether every sign that shaped the complex was proved.
  package var isCertified: Bool { signCounts.undecided == 0 }

  func range(_ cell: Int) -> Range<Int> { Int(cells.starts[cell])..<Int(cells.starts[cell + 1]) }

  /// The vertices of a cell, counter-clockwise.
  package func corners(of cell: Int) -> [Int] { cells.vertices[range(cell)].map(Int.init) }

  /// The edges of a cell; the i-th leads from the i-th corner to the next.
  package func edges(of cell: Int) -> [Int] { cells.edges[range(cell)].map(Int.init) }

  /// The corners of a cell as points.
  package func polygon(of cell: Int) -> [Window.Point] { cells.vertices[range(cell)].map { vertices[Int($0)] } }

  /// The cells that share an edge with a cell, one for each side that is not on the window's border.
  package func neighbours(of cell: Int) -> [Int] {
    cells.edges[range(cell)].compactMap { number in
      let edge = edgeRecords[Int(number)]
      let other = Int(edge.left) == cell ? edge.right : edge.left
      return other < 0 ? nil : Int(other)
    }
  }
}

extension RegionComplex.Unit {
  init?(_ origin: Patch.Origin) {
    guard origin.stage >= 0 else { return nil }
    self.init(stage: Int(origin.stage), row: Int(origin.row), other: origin.other < 0 ? nil : Int(origin.other))
  }
}
