/// A part of the window that one walk starts from: a cell of some stages' first rows, with the lines that bound it.
///
/// Seeds are cut along lines of the network itself, so the patches that grow from them fit together without any cell being cut in two.
struct Seed: Sendable {
  /// The stage that the walk begins with; on it some rows may be decided already.
  let stage: Int
  /// The pattern of the stages before.
  let pattern: [UInt64]
  /// The corners of the seed in the root patch, counter-clockwise, and the lines of the edges that lead on from them.
  let vertices: [Patch.Vertex]
  let lines: [Patch.Line]
  let edges: [Side]

  /// A side of the seed: its edge of the root patch, and whether the seed lies on the left of it.
  struct Side: Sendable {
    let edge: Int32
    let vertex: Int32
    let isForward: Bool
  }
}

extension Seed {
  /// Parts of the window that at most so many rows cross become seeds: their arrangement gives about a chunk of cells.
  static let fewRows = 11
  /// Enough seeds to share among threads and to keep patches small.
  static let enough = 48

  /// The area in doubles.
  var area: Double {
    let origin = vertices[0]
    var twice = 0.0
    for i in 1..<vertices.count - 1 {
      let (p, q) = (vertices[i], vertices[i + 1])
      twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y)
    }
    return twice / 2
  }
}

extension Walk {
  mutating func appendSeed(at stage: Int, loop: Int, _ count: Int) {
    let corners = (0..<count).map { stack[loop + $0] }
    seeds.append(
      Seed(
        stage: stage, pattern: Array(UnsafeBufferPointer(start: pattern, count: network.wordCount)),
        vertices: corners.map { patch.vertices[$0.vertex] }, lines: corners.map { patch.lines[patch.edges[$0.edge].line] },
        edges: corners.map { Seed.Side(edge: $0.edge, vertex: $0.vertex, isForward: $0.isForward) }))
  }
}
