/// Size and topology of the set on which a class is on top.
package struct DecisionTopology: Sendable, Equatable {
  /// The Euler number and the Betti numbers of a set in the plane.
  package struct Betti: Sendable, Equatable {
    package let euler: Int
    /// β₀: how many components there are.
    package let components: Int
    /// β₁ = β₀ − χ, because no set in the plane has a β₂: how many holes there are.
    package var holes: Int { components - euler }

    package init(euler: Int, components: Int) {
      self.euler = euler
      self.components = components
    }
  }

  package let area: Double
  /// The length of the border that lies inside the window.
  package let boundaryLength: Double
  /// Of the inside: pieces are joined through edges only, so regions that touch in a point are apart.
  package let open: Betti
  /// Of the closed set: pieces that touch in a point are joined, and a ring of them that closes in a point has a hole.
  package let closed: Betti
}

extension DecisionComplex {
  /// Area, boundary and topology of each class. The topology is exact; areas and lengths are sums of doubles in the order of pieces and edges.
  ///
  /// χ of the closed set counts the vertices, edges and faces of a union of closed pieces. The inside of that set within the plane is open: a
  /// union of open faces, of edges with the class on both sides, and of vertices inside the window with the class all around.
  /// Counting those gives the Euler number with compact support, which for a manifold of even dimension is χ (Poincaré duality;
  /// A. Hatcher, "Algebraic Topology", 2002, theorem 3.35).
  package func topology() -> [DecisionTopology] {
    var count = TopologyCount(self)
    count.countEdges()
    count.countVertices()
    return count.result()
  }
}

/// Counts for `topology`, class by class.
private struct TopologyCount {
  private let complex: DecisionComplex
  private var area: [Double]
  private var length: [Double]
  private var closedEuler: [Int]
  private var openEuler: [Int]
  private var openComponents: [Int]
  private var closedComponents: [Int]
  private var sets: UnionFind
  private var isOnBorder: [Bool]

  init(_ complex: DecisionComplex) {
    self.complex = complex
    area = [Double](repeating: 0, count: complex.classCount)
    length = area
    closedEuler = [Int](repeating: 0, count: complex.classCount)
    (openEuler, openComponents, closedComponents) = (closedEuler, closedEuler, closedEuler)
    sets = UnionFind(count: complex.pieceCount)
    isOnBorder = [Bool](repeating: false, count: complex.vertices.count)
    for piece in 0..<complex.pieceCount {
      let number = complex.classNumber(of: piece)
      area[number] += complex.area(of: piece)
      closedEuler[number] += 1
      openEuler[number] += 1
      openComponents[number] += 1
    }
  }

  /// Counts edges and joins pieces through them.
  mutating func countEdges() {
    for edge in complex.edgeRecords {
      let (left, right) = (Int(complex.classBeside(edge.left)), Int(complex.classBeside(edge.right)))
      if left == right {
        closedEuler[left] -= 1
        openEuler[left] -= 1
        if sets.join(edge.left, edge.right) { openComponents[left] -= 1 }
        continue
      }
      for side in [left, right] where side >= 0 {
        closedEuler[side] -= 1
        if min(left, right) >= 0 { length[side] += complex.length(of: edge) }
      }
      if min(left, right) < 0 {
        isOnBorder[Int(edge.from)] = true
        isOnBorder[Int(edge.to)] = true
      }
    }
  }

  /// Counts vertices. Pieces of one class are joined through a vertex only where there are others, too: else edges have joined them.
  mutating func countVertices() {
    closedComponents = openComponents
    var classes = [Int32](repeating: -1, count: complex.vertices.count)
    let mixed: Int32 = -2
    for piece in 0..<complex.pieceCount {
      let number = complex.pieces.classes[piece]
      for corner in complex.range(piece) {
        let vertex = Int(complex.pieces.vertices[corner])
        if classes[vertex] == -1 { classes[vertex] = number } else if classes[vertex] != number { classes[vertex] = mixed }
      }
    }
    var meetings: [(vertex: Int32, number: Int32, piece: Int32)] = []
    for piece in 0..<complex.pieceCount {
      for corner in complex.range(piece) where classes[Int(complex.pieces.vertices[corner])] == mixed {
        meetings.append((complex.pieces.vertices[corner], complex.pieces.classes[piece], Int32(piece)))
      }
    }
    for (vertex, number) in classes.enumerated() where number >= 0 {
      closedEuler[Int(number)] += 1
      if !isOnBorder[vertex] { openEuler[Int(number)] += 1 }
    }
    joinThroughVertices(meetings.sorted { ($0.vertex, $0.number, $0.piece) < ($1.vertex, $1.number, $1.piece) })
  }

  private mutating func joinThroughVertices(_ meetings: [(vertex: Int32, number: Int32, piece: Int32)]) {
    for (i, meeting) in meetings.enumerated() {
      if i > 0, meetings[i - 1].vertex == meeting.vertex, meetings[i - 1].number == meeting.number {
        if sets.join(meetings[i - 1].piece, meeting.piece) { closedComponents[Int(meeting.number)] -= 1 }
      } else {
        closedEuler[Int(meeting.number)] += 1
      }
    }
  }

  func result() -> [DecisionTopology] {
    (0..<complex.classCount).map { number in
      DecisionTopology(
        area: area[number], boundaryLength: length[number],
        open: .init(euler: openEuler[number], components: openComponents[number]),
        closed: .init(euler: closedEuler[number], components: closedComponents[number]))
    }
  }
}
