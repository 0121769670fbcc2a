import Diagnostics
import Networks

/// The planar complex of a ReLU network on a convex window: every cell on which all units keep their linear piece.
///
/// The combinatorial structure (which vertices, edges and cells there are and how they meet, and the activation patterns) is
/// exact for the given doubles when `isCertified`; coordinates, areas and affine maps are doubles near the exact values.
/// Cells are in the order of the enumeration, which depends only on the network and the window.
package struct RegionComplex: Sendable {
  package let network: LayeredNetwork
  package let window: Window
  /// Every vertex once.
  package let vertices: [Window.Point]
  /// A bound of the distance of each vertex's coordinates from the exact ones.
  package let vertexErrors: [Double]
  /// Every edge once.
  package let edges: [Edge]
  /// How many cells the first l rectified layers make, l = 1, 2, …
  package let cellsPerLayer: [Int]
  package let signCounts: SignCounts
  let cells: Cells

  /// A straight piece of the border between two cells, or between a cell and the outside.
  package struct Edge: Sendable, Hashable {
    package let from: Int
    package let to: Int
    /// The layer (from 0) and index of the unit whose zero line it lies on; `nil` for a side of the window. Where several units
    /// vanish together it is the first of them.
    package let unit: Unit?
    /// The cell to the left of the way from `from` to `to`; `nil` outside the window.
    package let left: Int?
    package let right: Int?
  }

  /// A unit of the network, layer and index counted from 0.
  package struct Unit: Sendable, Hashable {
    package let layer: Int
    package let index: Int
  }

  /// Throws a `Diagnostic` unless the network takes two inputs.
  package static func check(_ network: LayeredNetwork) throws(Diagnostic) {
    guard network.inputCount == 2 else {
      throw Diagnostic(
        id: "not-planar",
        "the network takes \(network.inputCount) input\(network.inputCount == 1 ? "" : "s"); regions are drawn in the plane of a network of 2",
        at: .none, fix: "name a network of 2 inputs")
    }
  }

  /// Enumerates the complex. Exact for the weights, biases and window corners as given (see `RegionEnumeration`).
  ///
  /// `isExactOnly` decides every sign in exact arithmetic: thousands of times slower, for checking the filter against it.
  /// Throws a `Diagnostic` when the network does not take two inputs, or when there are more than `mostCells` cells.
  package static func enumerate(
    _ network: LayeredNetwork, window: Window, mostCells: Int = 5_000_000, isExactOnly: Bool = false
  ) throws(Diagnostic) -> RegionComplex {
    try RegionEnumeration.run(network, window: window, mostCells: mostCells, isExactOnly: isExactOnly)
  }

  init(
    network: LayeredNetwork, window: Window, subdivision: Subdivision, vertices: [SignProver.Vertex], cells: Cells,
    cellsPerLayer: [Int], signCounts: SignCounts
  ) {
    self.network = network
    self.window = window
    self.vertices = vertices.map(\.point)
    vertexErrors = vertices.map { max($0.errorX, $0.errorY) }
    self.cellsPerLayer = cellsPerLayer
    self.signCounts = signCounts
    // Only whole edges belong to the complex: number them anew, in the order in which they were made.
    var numbers = [Int32](repeating: -1, count: subdivision.edges.count)
    var edges: [Edge] = []
    for (old, edge) in subdivision.edges.enumerated() where edge.middle < 0 {
      numbers[old] = Int32(edges.count)
      var unit: Unit?
      if case .unit(let layer, let index) = edge.origin { unit = Unit(layer: layer, index: index) }
      edges.append(
        Edge(
          from: Int(edge.from), to: Int(edge.to), unit: unit, left: edge.left < 0 ? nil : Int(edge.left),
          right: edge.right < 0 ? nil : Int(edge.right)))
    }
    self.edges = edges
    self.cells = cells.renumbered(edges: numbers)
  }

  package var cellCount: Int { cells.count }
  /// Whether every sign that shaped the complex was proved.
  package var isCertified: Bool { signCounts.undecided == 0 }

  /// The vertices of a cell, counter-clockwise.
  package func corners(of cell: Int) -> [Int] { cells.vertices[cells.range(cell)].map(Int.init) }

  /// The edges of a cell; the i-th leads from the i-th corner to the next.
  package func edges(of cell: Int) -> [Int] { cells.edges[cells.range(cell)].map(Int.init) }

  /// The corners of a cell as points.
  package func polygon(of cell: Int) -> [Window.Point] { cells.vertices[cells.range(cell)].map { vertices[Int($0)] } }

  /// The cells that share an edge with a cell, one for each side that is not on the window's border.
  package func neighbours(of cell: Int) -> [Int] {
    edges(of: cell).compactMap { edges[$0].left == cell ? edges[$0].right : edges[$0].left }
  }
}
