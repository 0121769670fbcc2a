/// A part of the window that one walk starts from: a cell of some stages' first rows, with the lines that bound it.
///
/// Seeds are cut along lines of the network itself, so the patches that grow from them fit together without any cell being cut in two.
struct Seed: Sendable {
  /// The stage that the walk begins with; on it some rows may be decided already.
  let stage: Int
  /// The words of the pattern of the stages before.
  let pattern: [UInt64]
  /// The sides of the seed in the root patch, counter-clockwise.
  let edges: [Side]

  /// A side of the seed: its edge of the root patch, and whether the seed lies on the left of it.
  struct Side: Sendable {
    let edge: Int32
    let vertex: Int32
    let isForward: Bool
  }
}

extension Seed {
  /// Parts of the window that at most so many rows cross become seeds, the fewest rows that make enough of them: the larger a seed, the more
  /// cells share a product, and the fewer seams there are.
  static let fewRows = [22, 11]
  /// Enough seeds to share among threads and to keep patches small.
  static let enough = 48

  /// The area in doubles.
  func area(in root: Patch) -> Double {
    PolygonArea.signed(
      edges.map { side in
        let vertex = root.vertices[side.vertex]
        return Window.Point(x: vertex.x, y: vertex.y)
      })
  }
}

extension Walk {
  mutating func appendSeed(at stage: Int, loop: Int, _ count: Int) {
    let corners = (0..<count).map { stack[loop + $0] }
    let words = stage < network.stages.count ? network.wordStarts[stage] : network.wordCount
    seeds.append(
      Seed(
        stage: stage, pattern: Array(UnsafeBufferPointer(start: pattern, count: words)),
        edges: corners.map { Seed.Side(edge: $0.edge, vertex: $0.vertex, isForward: $0.isForward) }))
  }
}
