import Diagnostics

/// Puts the pieces of all cells together.
///
/// Outputs are continuous, so on an edge of two cells the largest output is one convex piecewise-linear function, whose breaks both cells
/// find: they cut the edge at the same points in the same order, and matching them needs no coordinates. A cell with one piece
/// has no break on its edges.
struct DecisionAssembly {
  private let regions: RegionComplex
  private let forms: ClassForms
  private let isExactOnly: Bool
  private var geometry: CellEnvelope
  private var vertices: [Window.Point]
  private var vertexErrors: [Double]
  private var edges: [DecisionComplex.EdgeRecord]
  private var pieces = DecisionComplex.Pieces()
  /// The cuts of edges of the region complex. The first part keeps the edge's number, the others are numbered on from `firstEdge`.
  private var cuts: [Int32: Cut] = [:]

  private struct Cut {
    let vertices: [Int32]
    let firstEdge: Int32
  }

  init(_ regions: RegionComplex, isExactOnly: Bool) {
    self.regions = regions
    self.isExactOnly = isExactOnly
    forms = ClassForms(regions)
    geometry = CellEnvelope(regions, forms, isExactOnly: isExactOnly)
    vertices = regions.vertices
    vertexErrors = regions.vertexErrors
    edges = regions.edgeRecords.map {
      DecisionComplex.EdgeRecord(from: $0.from, to: $0.to, windowSide: $0.origin.stage < 0 ? $0.origin.row : -1)
    }
  }

  consuming func complex() throws(Diagnostic) -> DecisionComplex {
    pieces.starts.reserveCapacity(regions.cellCount + 1)
    pieces.vertices.reserveCapacity(regions.cells.vertices.count)
    pieces.edges.reserveCapacity(regions.cells.edges.count)
    for cell in 0..<regions.cellCount {
      let certain = isExactOnly ? nil : forms.certainWinner(on: cell)
      if let winner = certain ?? geometry.winner(on: cell) {
        try appendWhole(cell, winner)
      } else {
        let (classes, envelope) = geometry.envelope(of: cell)
        if envelope.parts.count == 1 {
          try appendWhole(cell, classes[envelope.parts[0].form])
        } else {
          try appendParts(of: cell, classes, envelope)
        }
      }
    }
    return DecisionComplex(
      regions: regions, classCount: forms.classCount, vertices: vertices, vertexErrors: vertexErrors, signCounts: geometry.counts,
      edgeRecords: edges, pieces: pieces)
  }

  /// Ends the piece whose corners were appended last.
  private mutating func endPiece(_ number: Int, _ cell: Int) {
    pieces.starts.append(Int32(pieces.vertices.count))
    pieces.classes.append(Int32(number))
    pieces.cells.append(Int32(cell))
  }

  /// Adds a side of the piece at hand.
  private mutating func append(_ vertex: Int32, _ edge: Int32, isForward: Bool) {
    let piece = Int32(pieces.classes.count)
    pieces.vertices.append(vertex)
    pieces.edges.append(edge)
    if isForward { edges[Int(edge)].left = piece } else { edges[Int(edge)].right = piece }
  }

  private mutating func appendWhole(_ cell: Int, _ number: Int) throws(Diagnostic) {
    for corner in regions.range(cell) {
      let edge = regions.cells.edges[corner]
      if !cuts.isEmpty, cuts[edge] != nil { throw Self.mismatch }
      append(regions.cells.vertices[corner], edge, isForward: Int(regions.edgeRecords[Int(edge)].left) == cell)
    }
    endPiece(number, cell)
  }

  private static var mismatch: Diagnostic {
    Diagnostic(id: "internal", "the decision pieces on both sides of an edge do not match", at: .none)
  }

  private mutating func appendParts(of cell: Int, _ classes: [Int], _ envelope: UpperEnvelope) throws(Diagnostic) {
    let range = regions.range(cell)
    var numbers = [Int32](repeating: -1, count: envelope.points.count)
    for corner in 0..<range.count { numbers[corner] = regions.cells.vertices[range.lowerBound + corner] }
    let chains = (0..<range.count).map { envelope.chain(ofEdge: $0) }
    var steps: [[Int32]] = []
    for (i, chain) in chains.enumerated() {
      steps.append(try cut(regions.cells.edges[range.lowerBound + i], of: cell, at: chain, envelope, &numbers))
    }
    var ties: [[Int32]: Int32] = [:]
    for part in envelope.parts {
      for corner in part.corners where numbers[corner.point] < 0 {
        numbers[corner.point] = addVertex(envelope.points[corner.point].vertex)
      }
      for (i, corner) in part.corners.enumerated() {
        let (from, to) = (numbers[corner.point], numbers[part.corners[(i + 1) % part.corners.count].point])
        switch corner.side {
        case .edge(let edge):
          let step = corner.point < range.count ? 0 : (chains[edge].firstIndex(of: corner.point) ?? -1) + 1
          let isForward = Int(regions.edgeRecords[Int(regions.cells.edges[range.lowerBound + edge])].left) == cell
          append(from, steps[edge][step], isForward: isForward)
        case .tie:
          if let known = ties[[to, from]] {
            append(from, known, isForward: false)
          } else {
            ties[[from, to]] = Int32(edges.count)
            edges.append(DecisionComplex.EdgeRecord(from: from, to: to))
            append(from, Int32(edges.count - 1), isForward: true)
          }
        }
      }
      endPiece(classes[part.form], cell)
    }
  }

  private mutating func addVertex(_ vertex: Patch.Vertex) -> Int32 {
    vertices.append(Window.Point(x: vertex.x, y: vertex.y))
    vertexErrors.append(vertex.error)
    return Int32(vertices.count - 1)
  }

  /// Cuts an edge of a cell at a chain of points, unless the cell on its other side did so before, and numbers the points. Returns
  /// the parts of the edge in the order of the cell's own walk.
  private mutating func cut(
    _ edge: Int32, of cell: Int, at chain: [Int], _ envelope: UpperEnvelope, _ numbers: inout [Int32]
  ) throws(Diagnostic) -> [Int32] {
    let isForward = Int(regions.edgeRecords[Int(edge)].left) == cell
    let points = isForward ? chain : chain.reversed()
    if let known = cuts[edge] {
      guard known.vertices.count == points.count else { throw Self.mismatch }
      for (point, vertex) in zip(points, known.vertices) { numbers[point] = vertex }
    } else if !points.isEmpty {
      guard max(edges[Int(edge)].left, edges[Int(edge)].right) < 0 else { throw Self.mismatch }
      for point in points { numbers[point] = addVertex(envelope.points[point].vertex) }
      cuts[edge] = Cut(vertices: points.map { numbers[$0] }, firstEdge: Int32(edges.count))
      let whole = edges[Int(edge)]
      edges[Int(edge)].to = numbers[points[0]]
      for (i, point) in points.enumerated() {
        var part = whole
        part.from = numbers[point]
        part.to = i + 1 < points.count ? numbers[points[i + 1]] : whole.to
        edges.append(part)
      }
    }
    let first = cuts[edge]?.firstEdge ?? 0
    let steps = [edge] + points.indices.map { first + Int32($0) }
    return isForward ? steps : steps.reversed()
  }
}
