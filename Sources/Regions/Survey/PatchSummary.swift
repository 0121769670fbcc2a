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
    let view = PatchCells(patch: patch, prepared: prepared)
    let hasBorder = (0..<patch.lines.count).contains { patch.lines[$0].origin.stage < 0 }
    cells.reserveCapacity(view.cellCount)
    for cell in 0..<view.cellCount {
      let sides = view.cornerCount(of: cell)
      let neighbours = hasBorder ? (0..<sides).count { view.side($0, of: cell).unit != nil } : sides
      let map = UnsafeBufferPointer(start: patch.maps.base + cell * size, count: size)
      var lipschitz = PlaneNorms.largestSingularValue((0..<size / 3).lazy.map { (map[3 * $0], map[3 * $0 + 1]) })
      if !comparison.isInRange(map, error: patch.mapErrors[cell]) { lipschitz = comparison.lipschitz(patch.pattern(of: Int32(cell), prepared)) }
      cells.append((area(of: cell, view, &comparison), Int32(sides), Int32(neighbours), lipschitz))
    }
  }

  /// The area of a cell, as `RegionComplex.area(of:)` gives it.
  private func area(of cell: Int, _ view: PatchCells, _ comparison: inout MapComparison) -> Double {
    let corners = (0..<view.cornerCount(of: cell)).lazy.map { view.patch.corners[Int(view.patch.starts[cell]) + $0] }
    let error = corners.reduce(0) { max($0, view.patch.vertices[$1.vertex].error) }
    let area = view.area(of: cell)
    let points = (0..<view.cornerCount(of: cell)).lazy.map { view.corner($0, of: cell) }
    if PolygonArea.bound(points, error: error) <= RegionComplex.areaAccuracy * area { return area }
    let sides = Array(corners.map { view.patch.lines[view.patch.edges[$0.edge].line].origin })
    return comparison.exact.area(
      sides: sides, pattern: view.patch.pattern(of: Int32(cell), view.prepared), accuracy: RegionComplex.areaAccuracy)
  }

  /// Joins the cells of the patch that have the same output map and share an edge. Returns how many linear regions there are.
  private static func joinCells(
    of patch: Patch, _ prepared: PreparedNetwork, _ comparison: inout MapComparison, _ sets: inout UnionFind
  ) -> Int {
    var components = patch.cellCount
    let size = 3 * prepared.outputCount
    for number in 0..<patch.edges.count {
      let edge = patch.edges.base + number
      // Edges that are cut have no cells.
      let (left, right) = (edge.pointee.left, edge.pointee.right)
      guard left >= 0, right >= 0 else { continue }
      let errors = patch.mapErrors[left] + patch.mapErrors[right]
      if comparison.differsCertainly(patch.maps.base + Int(left) * size, patch.maps.base + Int(right) * size, errors: errors) { continue }
      if sets.root(left) != sets.root(right), comparison.isSame(patch.pattern(of: left, prepared), patch.pattern(of: right, prepared)) {
        if sets.join(left, right) { components -= 1 }
      }
    }
    return components
  }
}

extension Patch {
  /// Adds the whole edges that an edge consists of, on the way from its first vertex to its last. `stack` is empty before and after.
  func appendPieces(of edge: Int32, to pieces: inout [Int32], _ stack: inout [Int32]) {
    stack.append(edge)
    while let edge = stack.popLast() {
      if edges[edge].middle < 0 {
        pieces.append(edge)
      } else {
        stack.append(edges[edge].parts + 1)
        stack.append(edges[edge].parts)
      }
    }
  }

  func pattern(of cell: Int32, _ prepared: PreparedNetwork) -> ArraySlice<UInt64> {
    let count = prepared.wordCount
    return ArraySlice(UnsafeBufferPointer(start: patterns.base + Int(cell) * count, count: count))
  }
}
