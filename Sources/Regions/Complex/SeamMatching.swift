import Diagnostics

/// Gives the edges and vertices on the seams between patches their numbers in the complex: the root patch's own vertices come first.
struct SeamMatching {
  /// The number in the complex of each patch's vertices and whole edges; −1 for those that are on no seam.
  private(set) var vertexNumbers: [[Int32]]
  private(set) var edgeNumbers: [[Int32]]
  /// For each vertex the first patch that has it, and its number there.
  private(set) var owners: [(patch: Int32, vertex: Int32)]
  /// For each edge the patches on both sides and its numbers there, twice the same where there is one side.
  private(set) var edges: [(Piece, Piece)] = []
  /// How many vertices and whole edges each patch has on seams.
  private(set) var counts: [(vertices: Int, edges: Int)]
  private let patches: [Patch]

  /// A whole edge of a patch.
  struct Piece {
    let patch: Int32
    let edge: Int32
  }

  /// Throws if the sides of a seam do not match, which would be a fault of the program.
  init(root: Patch, seeds: [Seed], patches: [Patch]) throws(Diagnostic) {
    self.patches = patches
    vertexNumbers = patches.map { [Int32](repeating: -1, count: $0.vertices.count) }
    edgeNumbers = patches.map { [Int32](repeating: -1, count: $0.edges.count) }
    owners = [(Int32, Int32)](repeating: (.max, -1), count: root.vertices.count)
    counts = patches.map { _ in (0, 0) }
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
    var stack: [Int32] = []
    for edge in 0..<root.edges.count where !isPart[edge] {
      let (left, right) = sides.sides(of: Int32(edge))
      let one = pieces(of: left, &stack)
      let other = pieces(of: right, &stack)
      guard one.count == other.count || one.isEmpty || other.isEmpty else {
        throw Diagnostic(id: "internal", "a seam has \(one.count) pieces on one side and \(other.count) on the other", at: .none)
      }
      try number(one.isEmpty ? other : one, other.isEmpty ? one : other)
    }
  }

  /// The whole edges on sides of seeds.
  private func pieces(of sides: [SeamSides.Side], _ stack: inout [Int32]) -> [Piece] {
    var pieces: [Piece] = []
    var edges: [Int32] = []
    for side in sides {
      edges.removeAll(keepingCapacity: true)
      patches[Int(side.seed)].appendPieces(of: side.number, to: &edges, &stack)
      for edge in edges { pieces.append(Piece(patch: side.seed, edge: edge)) }
    }
    return pieces
  }

  /// Gives matching edges one number, and the vertices between them.
  private mutating func number(_ one: [Piece], _ other: [Piece]) throws(Diagnostic) {
    for (index, (p, q)) in zip(one, other).enumerated() {
      number(p)
      number(q)
      edges.append((p, q))
      guard index + 1 < one.count else { break }
      let (u, v) = (Int(patches[Int(p.patch)].edges[p.edge].to), Int(patches[Int(q.patch)].edges[q.edge].to))
      let (known, alsoKnown) = (vertexNumbers[Int(p.patch)][u], vertexNumbers[Int(q.patch)][v])
      guard known < 0 || alsoKnown < 0 || known == alsoKnown else {
        throw Diagnostic(id: "internal", "the two sides of a seam meet at different vertices", at: .none)
      }
      let vertex = max(known, alsoKnown) >= 0 ? max(known, alsoKnown) : Int32(owners.count)
      if vertex == owners.count { owners.append((.max, -1)) }
      number(Int(p.patch), u, vertex)
      number(Int(q.patch), v, vertex)
    }
  }

  private mutating func number(_ piece: Piece) {
    let (patch, edge) = (Int(piece.patch), Int(piece.edge))
    if edgeNumbers[patch][edge] < 0 { counts[patch].edges += 1 }
    edgeNumbers[patch][edge] = Int32(edges.count)
  }

  private mutating func number(_ patch: Int, _ vertex: Int, _ number: Int32) {
    if vertexNumbers[patch][vertex] < 0 { counts[patch].vertices += 1 }
    vertexNumbers[patch][vertex] = number
    if patch < owners[Int(number)].patch { owners[Int(number)] = (Int32(patch), Int32(vertex)) }
  }
}
