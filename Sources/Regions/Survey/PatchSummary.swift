/// What a survey keeps of a patch.
struct PatchSummary: Sendable {
  /// What is measured of each cell.
  private(set) var cells: [(area: Double, sides: Int32, neighbours: Int32, lipschitz: Double)] = []
  /// Vertices and whole edges that are on no seam.
  private(set) var vertexCount: Int
  private(set) var edgeCount: Int
  /// Linear regions, as far as the patch itself can join them.
  private(set) var componentCount: Int
  let seams: SeamPieces

  init(_ patch: Patch, seed: Seed, prepared: PreparedNetwork, comparison: inout MapComparison) {
    var sets = UnionFind(count: patch.cellCount)
    componentCount = Self.joinCells(of: patch, prepared, &comparison, &sets)
    seams = SeamPieces(patch, seed: seed, prepared: prepared, sets: &sets)
    edgeCount = patch.wholeEdgeCount - seams.components.count
    vertexCount = patch.vertices.count - seams.components.count
    measure(patch, prepared, &comparison)
  }

  private mutating func measure(_ patch: Patch, _ prepared: PreparedNetwork, _ comparison: inout MapComparison) {
    let size = 3 * prepared.outputCount
    let (edges, lines, maps) = (patch.edges.base, patch.lines.base, patch.maps.base)
    let hasBorder = (0..<patch.lines.count).contains { lines[$0].origin.stage < 0 }
    var points = Arena<Window.Point>(capacity: 64)
    cells.reserveCapacity(patch.cellCount)
    for cell in 0..<patch.cellCount {
      let corners = patch.loop(of: cell)
      var neighbours = corners.count
      if hasBorder { for corner in corners where lines[Int(edges[Int(corner.edge)].line)].origin.stage < 0 { neighbours -= 1 } }
      let map = UnsafeBufferPointer(start: maps + cell * size, count: size)
      var lipschitz = PlaneNorms.largestSingularValue((0..<size / 3).lazy.map { (map[3 * $0], map[3 * $0 + 1]) })
      if !MapComparison.isInRange(map, error: patch.mapErrors[cell]) {
        lipschitz = comparison.lipschitz(patch.pattern(of: Int32(cell), prepared))
      }
      let area = Self.area(of: corners, patch, &points) ?? Self.exactArea(of: cell, patch, prepared, &comparison)
      cells.append((area, Int32(corners.count), Int32(neighbours), lipschitz))
    }
  }

  /// The area of a cell, as `RegionComplex.area(of:)` gives it, where doubles bound its error well enough. `points` is room for its corners.
  @inline(__always)
  private static func area(
    of corners: UnsafeBufferPointer<Patch.Corner>, _ patch: Patch, _ points: inout Arena<Window.Point>
  ) -> Double? {
    points.reserve(corners.count)
    let (polygon, vertices) = (points.base, patch.vertices.base)
    var error = 0.0
    for i in 0..<corners.count {
      let vertex = vertices[Int(corners[i].vertex)]
      polygon[i] = Window.Point(x: vertex.x, y: vertex.y)
      error = larger(error, vertex.error)
    }
    let (area, bound) = PolygonArea.bounded(UnsafeBufferPointer(start: UnsafePointer(polygon), count: corners.count), error: error)
    return bound <= RegionComplex.areaAccuracy * area ? area : nil
  }

  private static func exactArea(of cell: Int, _ patch: Patch, _ prepared: PreparedNetwork, _ comparison: inout MapComparison) -> Double {
    comparison.exact.area(
      sides: patch.loop(of: cell).map { patch.lines[patch.edges[$0.edge].line].origin }, pattern: patch.pattern(of: Int32(cell), prepared),
      accuracy: RegionComplex.areaAccuracy)
  }

  /// Joins the cells of the patch that have the same output map and share an edge. Returns how many linear regions there are.
  private static func joinCells(
    of patch: Patch, _ prepared: PreparedNetwork, _ comparison: inout MapComparison, _ sets: inout UnionFind
  ) -> Int {
    var components = patch.cellCount
    let size = 3 * prepared.outputCount
    let (edges, maps, mapErrors) = (patch.edges.base, patch.maps.base, patch.mapErrors.base)
    for number in 0..<patch.edges.count {
      // Edges that are cut have no cells.
      let (left, right) = (edges[number].left, edges[number].right)
      guard left >= 0, right >= 0 else { continue }
      let errors = mapErrors[Int(left)] + mapErrors[Int(right)]
      if comparison.differsCertainly(maps + Int(left) &* size, maps + Int(right) &* size, errors: errors) { continue }
      if sets.root(left) != sets.root(right), comparison.isSame(patch.pattern(of: left, prepared), patch.pattern(of: right, prepared)) {
        if sets.join(left, right) { components -= 1 }
      }
    }
    return components
  }
}

extension Patch {
  func pattern(of cell: Int32, _ prepared: PreparedNetwork) -> ArraySlice<UInt64> {
    let count = prepared.wordCount
    return ArraySlice(UnsafeBufferPointer(start: patterns.base + Int(cell) * count, count: count))
  }
}
