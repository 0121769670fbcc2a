import Diagnostics
import Networks

/// Joins patches into one complex: edges and vertices on a seam, which both sides have made for themselves, become one.
///
/// Along a seam both sides are cut by the same units at the same points, because a unit is continuous; so the pieces of an edge on one side
/// are those on the other, in the same order, and matching them needs no coordinates.
struct ComplexAssembly {
  let root: Patch
  let seeds: [Seed]
  let patches: [Patch]
  /// The number in the complex of each patch's vertices and whole edges; −1 before they have one.
  private var vertexNumbers: [[Int32]]
  private var edgeNumbers: [[Int32]]
  /// For each edge of the root patch the patch on its left and on its right, and the edge's number there.
  private var left: [(patch: Int32, edge: Int32)]
  private var right: [(patch: Int32, edge: Int32)]
  private var vertexCount: Int
  private var edgeCount = 0

  /// A whole edge of a patch.
  private typealias Piece = (patch: Int, edge: Int32)

  init(root: Patch, seeds: [Seed], patches: [Patch]) {
    self.root = root
    self.seeds = seeds
    self.patches = patches
    vertexCount = root.vertices.count
    vertexNumbers = patches.map { [Int32](repeating: -1, count: $0.vertices.count) }
    edgeNumbers = patches.map { [Int32](repeating: -1, count: $0.edges.count) }
    left = [(Int32, Int32)](repeating: (-1, -1), count: root.edges.count)
    right = left
    for (patch, seed) in seeds.enumerated() {
      for (number, side) in seed.edges.enumerated() {
        vertexNumbers[patch][number] = side.vertex
        if side.isForward {
          left[Int(side.edge)] = (Int32(patch), Int32(number))
        } else {
          right[Int(side.edge)] = (Int32(patch), Int32(number))
        }
      }
    }
  }

  /// The complex. Throws if the sides of a seam do not match, which would be a fault of the program.
  consuming func complex(
    _ prepared: PreparedNetwork, _ window: Window, cellsPerLayer: [Int], signCounts: SignCounts
  ) throws(Diagnostic) -> RegionComplex {
    try numberSeams()
    for patch in patches.indices { numberInside(patch) }
    let points = vertexPoints()
    return RegionComplex(
      window: window, vertices: points.points, vertexErrors: points.errors, cellsPerLayer: cellsPerLayer, signCounts: signCounts,
      prepared: prepared, edgeRecords: edgeRecords(), cells: cells())
  }

  private mutating func numberSeams() throws(Diagnostic) {
    var isPart = [Bool](repeating: false, count: root.edges.count)
    for edge in 0..<root.edges.count where root.edges[edge].middle >= 0 {
      isPart[Int(root.edges[edge].parts)] = true
      isPart[Int(root.edges[edge].parts) + 1] = true
    }
    var (one, other): ([Piece], [Piece]) = ([], [])
    for edge in 0..<root.edges.count where !isPart[edge] {
      one.removeAll(keepingCapacity: true)
      other.removeAll(keepingCapacity: true)
      appendPieces(of: Int32(edge), on: left, to: &one)
      appendPieces(of: Int32(edge), on: right, to: &other)
      guard one.count == other.count || one.isEmpty || other.isEmpty else {
        throw Diagnostic(id: "internal", "a seam has \(one.count) pieces on one side and \(other.count) on the other", at: .none)
      }
      try number(one.isEmpty ? other : one, other.isEmpty ? one : other)
    }
  }

  /// The whole edges that an edge of the root patch consists of on one side, on the way from its first vertex to its last.
  private func appendPieces(of edge: Int32, on side: [(patch: Int32, edge: Int32)], to pieces: inout [Piece]) {
    let there = side[Int(edge)]
    if there.patch >= 0 {
      appendPieces(of: there.edge, in: Int(there.patch), to: &pieces)
    } else if root.edges[edge].middle >= 0 {
      appendPieces(of: root.edges[edge].parts, on: side, to: &pieces)
      appendPieces(of: root.edges[edge].parts + 1, on: side, to: &pieces)
    }
  }

  private func appendPieces(of edge: Int32, in patch: Int, to pieces: inout [Piece]) {
    let record = patches[patch].edges[edge]
    if record.middle < 0 {
      pieces.append((patch, edge))
    } else {
      appendPieces(of: record.parts, in: patch, to: &pieces)
      appendPieces(of: record.parts + 1, in: patch, to: &pieces)
    }
  }

  /// Gives matching edges one number, and the vertices between them.
  private mutating func number(_ one: [Piece], _ other: [Piece]) throws(Diagnostic) {
    for (index, (p, q)) in zip(one, other).enumerated() {
      edgeNumbers[p.patch][Int(p.edge)] = Int32(edgeCount)
      edgeNumbers[q.patch][Int(q.edge)] = Int32(edgeCount)
      edgeCount += 1
      guard index + 1 < one.count else { break }
      let (u, v) = (Int(patches[p.patch].edges[p.edge].to), Int(patches[q.patch].edges[q.edge].to))
      let (known, alsoKnown) = (vertexNumbers[p.patch][u], vertexNumbers[q.patch][v])
      guard known < 0 || alsoKnown < 0 || known == alsoKnown else {
        throw Diagnostic(id: "internal", "the two sides of a seam meet at different vertices", at: .none)
      }
      let number = max(known, alsoKnown) >= 0 ? max(known, alsoKnown) : Int32(vertexCount)
      if number == vertexCount { vertexCount += 1 }
      vertexNumbers[p.patch][u] = number
      vertexNumbers[q.patch][v] = number
    }
  }

  private mutating func numberInside(_ patch: Int) {
    let source = patches[patch]
    vertexNumbers[patch].withUnsafeMutableBufferPointer { numbers in
      for vertex in numbers.indices where numbers[vertex] < 0 {
        numbers[vertex] = Int32(vertexCount)
        vertexCount += 1
      }
    }
    edgeNumbers[patch].withUnsafeMutableBufferPointer { numbers in
      for edge in numbers.indices where numbers[edge] < 0 && source.edges[edge].middle < 0 {
        numbers[edge] = Int32(edgeCount)
        edgeCount += 1
      }
    }
  }

  /// Vertices that two patches have made are those of the first.
  private func vertexPoints() -> (points: [Window.Point], errors: [Double]) {
    var points = [Window.Point](repeating: Window.Point(x: 0, y: 0), count: vertexCount)
    var errors = [Double](repeating: 0, count: vertexCount)
    for patch in patches.indices.reversed() {
      let source = patches[patch]
      for (vertex, number) in vertexNumbers[patch].enumerated() {
        points[Int(number)] = Window.Point(x: source.vertices[vertex].x, y: source.vertices[vertex].y)
        errors[Int(number)] = source.vertices[vertex].error
      }
    }
    return (points, errors)
  }

  private func edgeRecords() -> [RegionComplex.EdgeRecord] {
    var records = [RegionComplex.EdgeRecord](repeating: RegionComplex.EdgeRecord(), count: edgeCount)
    var firstCell = Int32(0)
    for (patch, source) in patches.enumerated() {
      vertexNumbers[patch].withUnsafeBufferPointer { vertices in
        for (edge, number) in edgeNumbers[patch].enumerated() where number >= 0 {
          let made = source.edges[edge]
          records.withUnsafeMutableBufferPointer { records in
            let record = records.baseAddress! + Int(number)
            record.pointee.from = vertices[Int(made.from)]
            record.pointee.to = vertices[Int(made.to)]
            record.pointee.origin = source.lines[made.line].origin
            if made.left >= 0 { record.pointee.left = firstCell + made.left }
            if made.right >= 0 { record.pointee.right = firstCell + made.right }
          }
        }
      }
      firstCell += Int32(source.cellCount)
    }
    return records
  }

  private func cells() -> RegionComplex.Cells {
    let cellCount = patches.reduce(0) { $0 + $1.cellCount }
    let cornerCount = patches.reduce(0) { $0 + $1.corners.count }
    var cells = RegionComplex.Cells(starts: [0], vertices: [], edges: [], patterns: [], maps: [], mapErrors: [])
    cells.starts.reserveCapacity(cellCount + 1)
    cells.vertices.reserveCapacity(cornerCount)
    cells.edges.reserveCapacity(cornerCount)
    cells.patterns.reserveCapacity(patches.reduce(0) { $0 + $1.patterns.count })
    cells.maps.reserveCapacity(patches.reduce(0) { $0 + $1.maps.count })
    cells.mapErrors.reserveCapacity(cellCount)
    for (patch, source) in patches.enumerated() {
      let first = Int32(cells.vertices.count)
      for cell in 0..<source.cellCount { cells.starts.append(first + source.starts[cell + 1]) }
      let (vertices, edges) = (vertexNumbers[patch], edgeNumbers[patch])
      for i in 0..<source.corners.count {
        let corner = source.corners[i]
        cells.vertices.append(vertices[Int(corner.vertex)])
        cells.edges.append(edges[Int(corner.edge)])
      }
      cells.patterns.append(contentsOf: UnsafeBufferPointer(start: source.patterns.base, count: source.patterns.count))
      cells.maps.append(contentsOf: UnsafeBufferPointer(start: source.maps.base, count: source.maps.count))
      cells.mapErrors.append(contentsOf: UnsafeBufferPointer(start: source.mapErrors.base, count: source.mapErrors.count))
    }
    return cells
  }
}
