/// What a complex keeps of a patch: its vertices, whole edges and cells, numbered anew. What lies on the sides of the seed has the first
/// numbers; the rest follows in the order of the patch.
///
/// It is made by the thread that has walked, while the patch is in its cache, and the walk goes on in the same memory. All arrays lie in one
/// block, without reference counts of their own.
final class FinishedPatch: @unchecked Sendable {
  let vertexCount: Int
  let edgeCount: Int
  let cellCount: Int
  let cornerCount: Int
  /// How many vertices and edges lie on the sides of the seed: first the vertices of the seed itself, then those on one side after the other.
  let seamVertexCount: Int
  let seamEdgeCount: Int
  /// The edges on side i of the seed, on the way from the first vertex of the seed's edge to its last, are
  /// `sideStarts[i]..<sideStarts[i + 1]`.
  let sideStarts: [Int32]
  let points: UnsafeMutablePointer<Window.Point>
  let errors: UnsafeMutablePointer<Double>
  /// Edges with the patch's own numbers of vertices and cells.
  let edges: UnsafeMutablePointer<RegionComplex.EdgeRecord>
  let starts: UnsafeMutablePointer<Int32>
  let cornerVertices: UnsafeMutablePointer<Int32>
  let cornerEdges: UnsafeMutablePointer<Int32>
  /// Patterns, maps and bounds of their errors, as in the patch.
  let patterns: UnsafeMutablePointer<UInt64>
  let maps: UnsafeMutablePointer<Double>
  let mapErrors: UnsafeMutablePointer<Double>
  /// Whether the maps were computed without leaving the range of doubles.
  let isInRange: Bool
  private let block: UnsafeMutableRawPointer

  init(_ patch: Patch, seed: Seed, _ numbering: PatchNumbering) {
    let sides = SidePieces(patch, sideCount: seed.edges.count)
    sideStarts = sides.starts
    (vertexCount, edgeCount) = (patch.vertices.count, patch.wholeEdgeCount)
    (cellCount, cornerCount) = (patch.cellCount, patch.corners.count)
    seamEdgeCount = sides.pieces.count
    var room = Room()
    let places = (
      room.add(Window.Point.self, vertexCount), room.add(Double.self, vertexCount),
      // One more edge, because edges are written before it is known whether they are whole.
      room.add(RegionComplex.EdgeRecord.self, edgeCount + 1), room.add(Int32.self, cellCount), room.add(Int32.self, cornerCount),
      room.add(Int32.self, cornerCount), room.add(UInt64.self, patch.patterns.count), room.add(Double.self, patch.maps.count),
      room.add(Double.self, cellCount)
    )
    block = .allocate(byteCount: room.size, alignment: 64)
    (points, errors, edges) = (places.0.bound(in: block), places.1.bound(in: block), places.2.bound(in: block))
    (starts, cornerVertices, cornerEdges) = (places.3.bound(in: block), places.4.bound(in: block), places.5.bound(in: block))
    (patterns, maps, mapErrors) = (places.6.bound(in: block), places.7.bound(in: block), places.8.bound(in: block))
    seamVertexCount = numbering.numberVertices(of: patch, sides, points, errors)
    numbering.numberEdges(of: patch, sides, edges)
    numbering.translateCorners(of: patch, cornerVertices, cornerEdges)
    starts.update(from: patch.starts.base, count: cellCount)
    patterns.update(from: patch.patterns.base, count: patch.patterns.count)
    maps.update(from: patch.maps.base, count: patch.maps.count)
    mapErrors.update(from: patch.mapErrors.base, count: cellCount)
    let size = cellCount == 0 ? 0 : patch.maps.count / cellCount
    var isInRange = true
    for cell in 0..<cellCount {
      isInRange = MapComparison.isInRange(UnsafeBufferPointer(start: maps + cell * size, count: size), error: mapErrors[cell]) && isInRange
    }
    self.isInRange = isInRange
  }

  deinit { block.deallocate() }

  /// Lays out arrays one after the other in a block, each at the start of a cache line.
  private struct Room {
    var size = 0

    struct Place<Element> {
      let offset: Int
      let count: Int

      func bound(in block: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Element> {
        (block + offset).bindMemory(to: Element.self, capacity: max(1, count))
      }
    }

    mutating func add<Element: BitwiseCopyable>(_ type: Element.Type, _ count: Int) -> Place<Element> {
      defer { size = (size + count * MemoryLayout<Element>.stride + 63) / 64 * 64 }
      return Place(offset: size, count: count)
    }
  }
}
