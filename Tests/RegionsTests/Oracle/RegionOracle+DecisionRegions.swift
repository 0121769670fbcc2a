extension RegionOracle {
  /// The sets on which each output is the greatest, and their topology.
  struct DecisionRegions: Sendable {
    /// Euler's number and the Betti numbers: components and holes.
    struct Topology: Sendable, Equatable {
      let euler: Int
      let components: Int
      /// β₁ = β₀ − χ, because no set in the plane has a β₂.
      var holes: Int { components - euler }
    }

    /// The convex pieces, each a part of one cell on which one class is on top.
    let pieces: [Polygon]
    let classOfPiece: [Int]
    let classCount: Int
    let complex: Complex

    /// A class is on top where its output is the greatest; where outputs tie on a set with an area, the first of them is. A network
    /// of one output f stands for the outputs (0, f): class 1 is where f > 0.
    init(_ oracle: RegionOracle) {
      let pieces = oracle.cells.flatMap { cell in
        let outputs = cell.outputs.count == 1 ? [.zero] + cell.outputs : cell.outputs
        return cell.polygon.upperEnvelope(of: outputs)
      }
      self.pieces = pieces.map(\.part)
      classOfPiece = pieces.map(\.form)
      classCount = max(oracle.network.outputCount, 2)
      complex = Complex(self.pieces)
    }

    private func faces(of number: Int) -> [Int] { pieces.indices.filter { classOfPiece[$0] == number } }

    func area(of number: Int) -> Fraction { .sum(faces(of: number).map { pieces[$0].area }) }

    /// The topology of the closed region: the union of closed pieces, which are joined where they touch in a point.
    ///
    /// χ counts the vertices, edges and faces of the union.
    func closed(_ number: Int) -> Topology {
      let faces = faces(of: number)
      let edges = complex.edges.count { $0.faces.contains { classOfPiece[$0] == number } }
      let vertices = Set(faces.flatMap { complex.loops[$0] }).count
      return Topology(euler: vertices - edges + faces.count, components: joinedThroughVertices(faces, withOutside: false))
    }

    /// The topology of the open region: the inside of the closed one, whose pieces are joined through edges only.
    ///
    /// The region in the window is a surface with a border and can be deformed into its inside, so edges and vertices on the window's
    /// border are left out. What is left, U, is an open set of the plane: a union of open faces, of edges with both faces in it and of
    /// vertices inside the window with all faces in it. Counting those gives the Euler number with compact support, which for
    /// a manifold of even dimension is χ(U).
    func open(_ number: Int) -> Topology {
      let faces = faces(of: number)
      let edges = complex.edges.count { $0.faces.count == 2 && $0.faces.allSatisfy { classOfPiece[$0] == number } }
      var isInside = complex.isOnBorder.map { !$0 }
      for (face, loop) in complex.loops.enumerated() where classOfPiece[face] != number {
        for vertex in loop { isInside[vertex] = false }
      }
      let sets = complex.joinedThroughEdges { classOfPiece[$0] == classOfPiece[$1] }
      return Topology(euler: isInside.count { $0 } - edges + faces.count, components: Set(faces.map { sets[$0] }).count)
    }

    /// The holes once more, by duality: the components of what the region leaves of the sphere, less one. What a closed region leaves
    /// is open and joined through edges; what an open region leaves is closed and joined through points. The plane around
    /// the window belongs to it.
    func holesByDuality(_ number: Int) -> (closed: Int, open: Int) {
      let outside = pieces.count
      let others = pieces.indices.filter { classOfPiece[$0] != number }
      var sets = DisjointSets(count: pieces.count + 1)
      for edge in complex.edges where edge.faces.allSatisfy({ classOfPiece[$0] != number }) {
        sets.join(edge.faces[0], edge.faces.count == 2 ? edge.faces[1] : outside)
      }
      return (sets.count(of: others + [outside]) - 1, joinedThroughVertices(others, withOutside: true) - 1)
    }

    /// How many components some closed faces have, which are joined where they share a vertex; with the outside of the window if asked.
    private func joinedThroughVertices(_ faces: [Int], withOutside: Bool) -> Int {
      var sets = DisjointSets(count: pieces.count + 1 + complex.vertices.count)
      let firstVertex = pieces.count + 1
      for face in faces {
        for vertex in complex.loops[face] { sets.join(face, firstVertex + vertex) }
      }
      guard withOutside else { return sets.count(of: faces) }
      for (vertex, isOnBorder) in complex.isOnBorder.enumerated() where isOnBorder { sets.join(pieces.count, firstVertex + vertex) }
      return sets.count(of: faces + [pieces.count])
    }
  }

  var decisionRegions: DecisionRegions { DecisionRegions(self) }
}
