import Diagnostics
import Networks

/// Joins patches into one complex: edges and vertices on a seam, which both sides have made for themselves, become one.
///
/// Along a seam both sides are cut by the same units at the same points, because a unit is continuous; so the pieces of an edge on one side
/// are those on the other, in the same order, and matching them needs no coordinates. What is on a seam is numbered first; the rest follows
/// patch by patch, so that every patch knows where its own begins, and patches are copied side by side.
struct ComplexAssembly {
  private let patches: [FinishedPatch]
  private let sideBySide: SideBySide
  private let seams: SeamMatching
  /// Where what belongs to each patch alone begins in the complex, and the totals at the end.
  private var starts: [Start]

  private struct Start {
    var vertex: Int
    var edge: Int
    var cell = 0
    var corner = 0
  }

  /// Throws if the sides of a seam do not match, which would be a fault of the program, and if there are more edges than numbers for them.
  init(root: Patch, seeds: [Seed], patches: [FinishedPatch], threads: Int) throws(Diagnostic) {
    guard patches.reduce(0, { $0 + max($1.edgeCount, $1.cornerCount) }) <= Int(Int32.max) else {
      throw Diagnostic(id: "too-many-cells", "the complex has too many edges to number", at: .none, fix: "choose a smaller window")
    }
    self.patches = patches
    sideBySide = SideBySide(threads: threads)
    seams = try SeamMatching(root: root, seeds: seeds, patches: patches)
    starts = [Start(vertex: seams.owners.count, edge: seams.edges.count)]
    for patch in patches {
      let last = starts[starts.count - 1]
      starts.append(
        Start(
          vertex: last.vertex + patch.vertexCount - patch.seamVertexCount, edge: last.edge + patch.edgeCount - patch.seamEdgeCount,
          cell: last.cell + patch.cellCount, corner: last.corner + patch.cornerCount))
    }
  }

  /// The complex.
  func complex(_ prepared: PreparedNetwork, _ window: Window, cellsPerLayer: [Int], signCounts: SignCounts) -> RegionComplex {
    let columns = Columns(starts[patches.count], prepared)
    AnyColumn.open(columns.all[...]) {
      // All of a patch in one go, while it is in the cache.
      sideBySide.perform(patches.count) { copy($0, to: columns) }
      copySeams(to: columns)
    }
    let cells = columns.cells
    return RegionComplex(
      window: window, vertices: columns.points.values, vertexErrors: columns.errors.values, cellsPerLayer: cellsPerLayer,
      signCounts: signCounts, prepared: prepared, edgeRecords: columns.edges.values,
      cells: patches.allSatisfy(\.isInRange) ? cells : cells.withMapsInRange(prepared, window: window))
  }

  /// What the complex is made of.
  private struct Columns {
    let points: Column<Window.Point>
    let errors: Column<Double>
    let edges: Column<RegionComplex.EdgeRecord>
    let starts: Column<Int32>
    let cornerVertices: Column<Int32>
    let cornerEdges: Column<Int32>
    let patterns: Column<UInt64>
    let maps: Column<Double>
    let mapErrors: Column<Double>
    /// The words of a pattern, and the coefficients of a map.
    let wordCount: Int
    let mapSize: Int

    init(_ total: Start, _ prepared: PreparedNetwork) {
      (wordCount, mapSize) = (prepared.wordCount, 3 * prepared.outputCount)
      (points, errors, edges) = (Column(count: total.vertex), Column(count: total.vertex), Column(count: total.edge))
      (starts, cornerVertices, cornerEdges) = (Column(count: total.cell + 1), Column(count: total.corner), Column(count: total.corner))
      patterns = Column(count: total.cell * wordCount)
      (maps, mapErrors) = (Column(count: total.cell * mapSize), Column(count: total.cell))
    }

    var all: [AnyColumn] { [points, errors, edges, starts, cornerVertices, cornerEdges, patterns, maps, mapErrors] }

    var cells: RegionComplex.Cells {
      RegionComplex.Cells(
        starts: starts.values, vertices: cornerVertices.values, edges: cornerEdges.values, patterns: patterns.values, maps: maps.values,
        mapErrors: mapErrors.values)
    }
  }

  /// The numbers in the complex of a patch's vertices.
  private func vertexNumbers(of patch: Int) -> SeamMatching.Numbers {
    SeamMatching.Numbers(
      onSeams: seams.vertexNumbers + seams.vertexStarts[patch], seamCount: patches[patch].seamVertexCount, first: starts[patch].vertex)
  }

  /// The numbers in the complex of a patch's edges.
  private func edgeNumbers(of patch: Int) -> SeamMatching.Numbers {
    SeamMatching.Numbers(
      onSeams: seams.edgeNumbers + seams.edgeStarts[patch], seamCount: patches[patch].seamEdgeCount, first: starts[patch].edge)
  }

  /// Copies what belongs to a patch alone.
  private func copy(_ number: Int, to columns: Columns) {
    let (patch, start) = (patches[number], starts[number])
    let (vertices, edges) = (vertexNumbers(of: number), edgeNumbers(of: number))
    let vertexCount = patch.vertexCount - patch.seamVertexCount
    (columns.points.base + start.vertex).update(from: patch.points + patch.seamVertexCount, count: vertexCount)
    (columns.errors.base + start.vertex).update(from: patch.errors + patch.seamVertexCount, count: vertexCount)
    let (records, inner, firstCell) = (columns.edges.base + start.edge, patch.edges + patch.seamEdgeCount, Int32(start.cell))
    for edge in 0..<patch.edgeCount - patch.seamEdgeCount { records[edge] = inner[edge].renumbered(vertices, firstCell) }
    let cells = columns.starts.base + start.cell
    for cell in 0..<patch.cellCount { cells[cell] = Int32(start.corner) &+ patch.starts[cell] }
    let (cornerVertices, cornerEdges) = (columns.cornerVertices.base + start.corner, columns.cornerEdges.base + start.corner)
    for corner in 0..<patch.cornerCount {
      cornerVertices[corner] = vertices[patch.cornerVertices[corner]]
      cornerEdges[corner] = edges[patch.cornerEdges[corner]]
    }
    // A network that never bends has no words.
    if columns.wordCount > 0 {
      (columns.patterns.base + start.cell * columns.wordCount).update(from: patch.patterns, count: patch.cellCount * columns.wordCount)
    }
    (columns.maps.base + start.cell * columns.mapSize).update(from: patch.maps, count: patch.cellCount * columns.mapSize)
    (columns.mapErrors.base + start.cell).update(from: patch.mapErrors, count: patch.cellCount)
  }

  /// Copies what is on seams: vertices that several patches have made are those of the first.
  private func copySeams(to columns: Columns) {
    for (number, owner) in seams.owners.enumerated() {
      let patch = patches[Int(owner.patch)]
      columns.points.base[number] = patch.points[Int(owner.vertex)]
      columns.errors.base[number] = patch.errors[Int(owner.vertex)]
    }
    for (number, sides) in seams.edges.enumerated() {
      let one = record(of: sides.0)
      var other = record(of: sides.1)
      if one.left >= 0, other.left < 0 { other.left = one.left }
      if one.right >= 0, other.right < 0 { other.right = one.right }
      columns.edges.base[number] = other
    }
    columns.starts.base[starts[patches.count].cell] = Int32(starts[patches.count].corner)
  }

  private func record(of side: SeamMatching.Piece) -> RegionComplex.EdgeRecord {
    let patch = Int(side.patch)
    return patches[patch].edges[Int(side.edge)].renumbered(vertexNumbers(of: patch), Int32(starts[patch].cell))
  }
}

extension RegionComplex.EdgeRecord {
  /// A patch's edge with the complex's numbers; `firstCell` is that of the patch's first cell.
  @inline(__always)
  fileprivate func renumbered(_ vertices: SeamMatching.Numbers, _ firstCell: Int32) -> Self {
    var record = self
    record.from = vertices[from]
    record.to = vertices[to]
    record.left = left < 0 ? -1 : firstCell &+ left
    record.right = right < 0 ? -1 : firstCell &+ right
    return record
  }
}
