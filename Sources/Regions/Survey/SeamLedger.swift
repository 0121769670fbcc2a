import Diagnostics

/// A whole edge on a seam, as the patch on one side of it knows it.
struct SeamPiece: Sendable {
  /// The linear region of the cell there; by the patch's own numbers, and by the survey's once the patch was entered.
  var component: Int32
  let map: CellMap
}

/// Keeps what patches say of their seams until both sides of one have spoken, then compares them and forgets them.
///
/// A seam is an edge of the root patch with all its parts. Patches come in the order of the seeds, which are neighbours mostly, so little
/// waits at any time.
struct SeamLedger {
  /// The vertices of the root patch that lie inside no seam; and the vertices inside seams and the whole edges on them, of the seams that
  /// are closed.
  private(set) var vertexCount = 0
  private(set) var edgeCount = 0
  /// How many linear regions were found to be one across a seam.
  private(set) var joinCount = 0
  private let root: Patch
  /// The seam that each edge of the root patch is a part of: the number of its whole edge.
  private let seams: [Int32]
  /// How many sides of seeds have yet to speak of a seam.
  private var missing: [Int]
  /// What the patch on the left and on the right of an edge of the root patch has said.
  private var left: [Int32: [SeamPiece]] = [:]
  private var right: [Int32: [SeamPiece]] = [:]
  private var sets = UnionFind(count: 0)
  private var comparison: MapComparison

  init(root: Patch, seeds: [Seed], prepared: PreparedNetwork, window: Window) {
    self.root = root
    comparison = MapComparison(prepared, window: window)
    var seams = Array(0..<Int32(root.edges.count))
    // Parts come after their edge, so one pass carries the seam down.
    for edge in 0..<root.edges.count where root.edges[edge].middle >= 0 {
      seams[Int(root.edges[edge].parts)] = seams[edge]
      seams[Int(root.edges[edge].parts) + 1] = seams[edge]
    }
    missing = [Int](repeating: 0, count: root.edges.count)
    for seed in seeds { for side in seed.edges { missing[Int(seams[Int(side.edge)])] += 1 } }
    self.seams = seams
    // Vertices inside the cells that maxima split cut no edge, so no seam will count them.
    let cuts = (0..<root.edges.count).count { root.edges[$0].middle >= 0 }
    vertexCount = root.vertices.count - cuts
  }

  /// Enters what a patch says of the sides of its seed. Throws if two sides of a seam do not match, which would be a fault of the program.
  mutating func enter(_ sides: [[SeamPiece]], of seed: Seed) throws(Diagnostic) {
    var numbers: [Int32: Int32] = [:]
    for (side, pieces) in zip(seed.edges, sides) {
      let known = pieces.map { piece in
        var piece = piece
        if let number = numbers[piece.component] {
          piece.component = number
        } else {
          let number = sets.append()
          numbers[piece.component] = number
          piece.component = number
        }
        return piece
      }
      if side.isForward { left[side.edge] = known } else { right[side.edge] = known }
      let seam = seams[Int(side.edge)]
      missing[Int(seam)] -= 1
      if missing[Int(seam)] == 0 { try close(seam) }
    }
  }

  private mutating func close(_ seam: Int32) throws(Diagnostic) {
    let one = take(seam, from: &left), other = take(seam, from: &right)
    guard one.count == other.count || one.isEmpty || other.isEmpty else {
      throw Diagnostic(id: "internal", "a seam has \(one.count) pieces on one side and \(other.count) on the other", at: .none)
    }
    edgeCount += max(one.count, other.count)
    vertexCount += max(one.count, other.count) - 1
    for (p, q) in zip(one, other) where sets.root(p.component) != sets.root(q.component) && comparison.isSame(p.map, q.map) {
      if sets.join(p.component, q.component) { joinCount += 1 }
    }
  }

  /// The pieces of an edge of the root patch on one side, in order; they are forgotten.
  private func take(_ edge: Int32, from side: inout [Int32: [SeamPiece]]) -> [SeamPiece] {
    if let pieces = side.removeValue(forKey: edge) { return pieces }
    guard root.edges[edge].middle >= 0 else { return [] }
    let parts = root.edges[edge].parts
    return take(parts, from: &side) + take(parts + 1, from: &side)
  }
}
