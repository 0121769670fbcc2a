import Diagnostics

/// Gives the edges and vertices on the seams between patches their numbers in the complex: the root patch's own vertices come first.
final class SeamMatching {
  /// The numbers in the complex of each patch's vertices and edges on seams: those of patch p from `vertexStarts[p]` and `edgeStarts[p]` on.
  let vertexNumbers: UnsafeMutablePointer<Int32>
  let edgeNumbers: UnsafeMutablePointer<Int32>
  let vertexStarts: [Int]
  let edgeStarts: [Int]
  /// For each vertex the first patch that has it, and its number there.
  @exclusivity(unchecked) private(set) var owners: [(patch: Int32, vertex: Int32)]
  /// For each edge the patches on both sides and its numbers there, twice the same where there is one side.
  @exclusivity(unchecked) private(set) var edges: [(Piece, Piece)] = []
  /// The edges of each patch, and where those on each side of its seed begin.
  private let patchEdges: [UnsafeMutablePointer<RegionComplex.EdgeRecord>]
  private let sideStarts: [[Int32]]

  /// An edge of a patch on a side of its seed.
  struct Piece {
    let patch: Int32
    let edge: Int32
  }

  /// What a patch has numbered, in the numbers of the complex: on seams by a table, inside one after the other.
  struct Numbers {
    let onSeams: UnsafePointer<Int32>
    let seamCount: Int
    let first: Int

    @inline(__always)
    subscript(number: Int32) -> Int32 {
      let number = Int(number)
      return number < seamCount ? onSeams[number] : Int32(truncatingIfNeeded: first &+ number &- seamCount)
    }

    init(onSeams: UnsafeMutablePointer<Int32>, seamCount: Int, first: Int) {
      (self.onSeams, self.seamCount, self.first) = (UnsafePointer(onSeams), seamCount, first)
    }
  }

  /// Throws if the sides of a seam do not match, which would be a fault of the program.
  init(root: Patch, seeds: [Seed], patches: [FinishedPatch]) throws(Diagnostic) {
    (patchEdges, sideStarts) = (patches.map(\.edges), patches.map(\.sideStarts))
    func starts(_ count: (FinishedPatch) -> Int) -> [Int] { patches.reduce(into: [0]) { $0.append($0[$0.count - 1] + count($1)) } }
    (vertexStarts, edgeStarts) = (starts(\.seamVertexCount), starts(\.seamEdgeCount))
    func numbers(_ count: Int) -> UnsafeMutablePointer<Int32> {
      let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
      numbers.initialize(repeating: -1, count: count)
      return numbers
    }
    (vertexNumbers, edgeNumbers) = (numbers(vertexStarts[patches.count]), numbers(edgeStarts[patches.count]))
    owners = [(Int32, Int32)](repeating: (.max, -1), count: root.vertices.count)
    edges.reserveCapacity(edgeStarts[patches.count])
    try withExtendedLifetime(patches) { () throws(Diagnostic) in try match(root, seeds) }
  }

  deinit {
    vertexNumbers.deallocate()
    edgeNumbers.deallocate()
  }

  private func match(_ root: Patch, _ seeds: [Seed]) throws(Diagnostic) {
    var sides = SeamSides(root: root)
    for (patch, seed) in seeds.enumerated() {
      sides.enter(seed, number: patch)
      for (vertex, side) in seed.edges.enumerated() { number(patch, vertex, side.vertex) }
    }
    var isPart = [Bool](repeating: false, count: root.edges.count)
    for edge in 0..<root.edges.count where root.edges[edge].middle >= 0 {
      isPart[Int(root.edges[edge].parts)] = true
      isPart[Int(root.edges[edge].parts) + 1] = true
    }
    for edge in 0..<root.edges.count where !isPart[edge] {
      let (left, right) = sides.sides(of: Int32(edge))
      let (one, other) = (pieces(of: left), pieces(of: right))
      guard one.count == other.count || one.isEmpty || other.isEmpty else {
        throw Diagnostic(id: "internal", "a seam has \(one.count) pieces on one side and \(other.count) on the other", at: .none)
      }
      try number(one.isEmpty ? other : one, other.isEmpty ? one : other)
    }
  }

  /// The edges on sides of seeds.
  private func pieces(of sides: [SeamSides.Side]) -> [Piece] {
    var pieces: [Piece] = []
    for side in sides {
      let number = Int(side.number)
      for edge in sideStarts[Int(side.seed)][number]..<sideStarts[Int(side.seed)][number + 1] {
        pieces.append(Piece(patch: side.seed, edge: edge))
      }
    }
    return pieces
  }

  /// Gives matching edges one number, and the vertices between them.
  private func number(_ one: [Piece], _ other: [Piece]) throws(Diagnostic) {
    for index in one.indices {
      let (p, q) = (one[index], other[index])
      edgeNumbers[edgeStarts[Int(p.patch)] + Int(p.edge)] = Int32(edges.count)
      edgeNumbers[edgeStarts[Int(q.patch)] + Int(q.edge)] = Int32(edges.count)
      edges.append((p, q))
      guard index + 1 < one.count else { break }
      let (u, v) = (Int(patchEdges[Int(p.patch)][Int(p.edge)].to), Int(patchEdges[Int(q.patch)][Int(q.edge)].to))
      let known = vertexNumbers[vertexStarts[Int(p.patch)] + u], alsoKnown = vertexNumbers[vertexStarts[Int(q.patch)] + v]
      guard known < 0 || alsoKnown < 0 || known == alsoKnown else {
        throw Diagnostic(id: "internal", "the two sides of a seam meet at different vertices", at: .none)
      }
      let vertex = max(known, alsoKnown) >= 0 ? max(known, alsoKnown) : Int32(owners.count)
      if vertex == owners.count { owners.append((.max, -1)) }
      number(Int(p.patch), u, vertex)
      number(Int(q.patch), v, vertex)
    }
  }

  private func number(_ patch: Int, _ vertex: Int, _ number: Int32) {
    vertexNumbers[vertexStarts[patch] + vertex] = number
    if patch < owners[Int(number)].patch { owners[Int(number)] = (Int32(patch), Int32(vertex)) }
  }
}
