import Diagnostics

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
  /// The seam that each edge of the root patch is a part of: the number of its whole edge.
  private let seams: [Int32]
  /// How many sides of seeds have yet to speak of a seam.
  private var missing: [Int]
  private var sides: SeamSides
  /// The patches entered so far.
  private var patches: [Entry] = []
  private var sets = UnionFind(count: 0)
  private var comparison: MapComparison
  private let size: Int

  private struct Entry {
    /// `nil` once all seams are closed that the patch has a part in.
    var pieces: SeamPieces?
    /// The survey's number of the patch's first component.
    let firstComponent: Int32
    /// How many of its sides lie on seams that are not closed yet.
    var open: Int
  }

  init(root: Patch, seeds: [Seed], prepared: PreparedNetwork, window: Window) {
    size = 3 * prepared.outputCount
    sides = SeamSides(root: root)
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
  mutating func enter(_ pieces: SeamPieces, of seed: Seed) throws(Diagnostic) {
    sides.enter(seed, number: patches.count)
    patches.append(Entry(pieces: pieces, firstComponent: sets.append(pieces.componentCount), open: seed.edges.count))
    for edge in seed.edges {
      let seam = seams[Int(edge.edge)]
      missing[Int(seam)] -= 1
      if missing[Int(seam)] == 0 { try close(seam) }
    }
  }

  private mutating func close(_ seam: Int32) throws(Diagnostic) {
    let (one, other) = sides.sides(of: seam)
    let (count, otherCount) = (one.reduce(0) { $0 + range($1).count }, other.reduce(0) { $0 + range($1).count })
    guard count == otherCount || count == 0 || otherCount == 0 else {
      throw Diagnostic(id: "internal", "a seam has \(count) pieces on one side and \(otherCount) on the other", at: .none)
    }
    edgeCount += max(count, otherCount)
    vertexCount += max(count, otherCount) - 1
    if count == otherCount { join(one, other) }
    for side in one + other {
      patches[Int(side.seed)].open -= 1
      if patches[Int(side.seed)].open == 0 { patches[Int(side.seed)].pieces = nil }
    }
  }

  /// The places of a side's pieces among those of its patch.
  private func range(_ side: SeamSides.Side) -> Range<Int> {
    guard let pieces = patches[Int(side.seed)].pieces else { return 0..<0 }
    return Int(pieces.sideStarts[Int(side.number)])..<Int(pieces.sideStarts[Int(side.number) + 1])
  }

  /// Joins the linear regions on both sides of a seam whose output maps are the same, piece by piece.
  private mutating func join(_ one: [SeamSides.Side], _ others: [SeamSides.Side]) {
    var (place, index) = (0, 0)
    for side in one {
      guard let pieces = patches[Int(side.seed)].pieces else { continue }
      for piece in range(side) {
        while index == range(others[place]).count { (place, index) = (place + 1, 0) }
        let other = others[place]
        if let otherPieces = patches[Int(other.seed)].pieces {
          join((side.seed, pieces, piece), (other.seed, otherPieces, range(other).lowerBound + index))
        }
        index += 1
      }
    }
  }

  private mutating func join(
    _ one: (patch: Int32, pieces: SeamPieces, index: Int), _ other: (patch: Int32, pieces: SeamPieces, index: Int)
  ) {
    let (p, i, q, j) = (one.pieces, one.index, other.pieces, other.index)
    let differs = p.maps.withUnsafeBufferPointer { f in
      q.maps.withUnsafeBufferPointer { g in
        comparison.differsCertainly(f.baseAddress! + i * size, g.baseAddress! + j * size, errors: p.mapErrors[i] + q.mapErrors[j])
      }
    }
    if differs { return }
    let component = patches[Int(one.patch)].firstComponent + p.components[i]
    let otherComponent = patches[Int(other.patch)].firstComponent + q.components[j]
    guard sets.root(component) != sets.root(otherComponent), comparison.isSame(p.patterns[i], q.patterns[j]) else { return }
    if sets.join(component, otherComponent) { joinCount += 1 }
  }
}
