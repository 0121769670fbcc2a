/// What a survey keeps of a patch.
struct PatchSummary: Sendable {
  /// What is measured of each cell.
  var cells: [(area: Double, sides: Int32, neighbours: Int32, lipschitz: Double)] = []
  /// Vertices and whole edges that are on no seam.
  var vertexCount = 0
  var edgeCount = 0
  /// Linear regions, as far as the patch itself can join them.
  var componentCount = 0
  /// For each side of the seed the pieces on it, in the direction of the edge.
  var seams: [[SeamPiece]] = []

  init(_ patch: Patch, seed: Seed, prepared: PreparedNetwork, comparison: inout MapComparison) {
    let view = PatchCells(patch: patch, prepared: prepared)
    let size = 3 * prepared.network.outputCount
    cells.reserveCapacity(view.cellCount)
    for cell in 0..<view.cellCount {
      let sides = view.cornerCount(of: cell)
      let inner = (0..<sides).count { view.side($0, of: cell).unit != nil }
      let map = UnsafeBufferPointer(start: patch.maps.base + cell * size, count: size)
      var lipschitz = PlaneNorms.largestSingularValue((0..<size / 3).lazy.map { (map[3 * $0], map[3 * $0 + 1]) })
      if !comparison.isInRange(map, error: patch.mapErrors[cell]) { lipschitz = comparison.lipschitz(patch.pattern(of: Int32(cell), prepared)) }
      cells.append((area(of: cell, view, &comparison), Int32(sides), Int32(inner), lipschitz))
    }
    join(patch, seed: seed, prepared: prepared, &comparison)
  }

  /// The area of a cell, as `RegionComplex.area(of:)` gives it.
  private func area(of cell: Int, _ view: PatchCells, _ comparison: inout MapComparison) -> Double {
    let corners = (0..<view.cornerCount(of: cell)).lazy.map { view.patch.corners[Int(view.patch.starts[cell]) + $0] }
    let error = corners.reduce(0) { max($0, view.patch.vertices[$1.vertex].error) }
    let area = view.area(of: cell)
    let points = (0..<view.cornerCount(of: cell)).lazy.map { view.corner($0, of: cell) }
    if PolygonArea.bound(points, error: error) <= RegionComplex.areaAccuracy * area { return area }
    let sides = Array(corners.map { view.patch.lines[view.patch.edges[$0.edge].line].origin })
    return comparison.exact.area(sides: sides, pattern: view.patch.pattern(of: Int32(cell), view.prepared))
  }

  private mutating func join(_ patch: Patch, seed: Seed, prepared: PreparedNetwork, _ comparison: inout MapComparison) {
    var sets = UnionFind(count: patch.cellCount)
    componentCount = patch.cellCount
    for edge in 0..<patch.edges.count where patch.edges[edge].middle < 0 {
      let (left, right) = (patch.edges[edge].left, patch.edges[edge].right)
      edgeCount += 1
      guard left >= 0, right >= 0 else { continue }
      let size = 3 * prepared.network.outputCount
      let errors = patch.mapErrors[left] + patch.mapErrors[right]
      if comparison.differsCertainly(patch.maps.base + Int(left) * size, patch.maps.base + Int(right) * size, errors: errors) { continue }
      if sets.root(left) != sets.root(right), comparison.isSame(patch.pattern(of: left, prepared), patch.pattern(of: right, prepared)) {
        if sets.join(left, right) { componentCount -= 1 }
      }
    }
    vertexCount = patch.vertices.count - seed.edges.count
    for (number, side) in seed.edges.enumerated() {
      let pieces = patch.pieces(of: Int32(number)).map { edge in
        let cell = side.isForward ? patch.edges[edge].left : patch.edges[edge].right
        return SeamPiece(component: sets.root(cell), map: patch.map(of: cell, prepared))
      }
      edgeCount -= pieces.count
      vertexCount -= pieces.count - 1
      seams.append(pieces)
    }
  }
}

extension Patch {
  /// The whole edges that an edge consists of, on the way from its first vertex to its last.
  func pieces(of edge: Int32) -> [Int32] {
    edges[edge].middle < 0 ? [edge] : pieces(of: edges[edge].parts) + pieces(of: edges[edge].parts + 1)
  }

  func pattern(of cell: Int32, _ prepared: PreparedNetwork) -> ArraySlice<UInt64> {
    let count = prepared.wordCount
    return ArraySlice(UnsafeBufferPointer(start: patterns.base + Int(cell) * count, count: count))
  }

  func map(of cell: Int32, _ prepared: PreparedNetwork) -> CellMap {
    let size = 3 * prepared.network.outputCount
    return CellMap(
      forms: ArraySlice(UnsafeBufferPointer(start: maps.base + Int(cell) * size, count: size)), error: mapErrors[cell],
      pattern: pattern(of: cell, prepared))
  }
}
