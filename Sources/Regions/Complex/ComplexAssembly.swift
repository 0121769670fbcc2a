import Diagnostics
import Networks

/// Joins patches into one complex: edges and vertices on a seam, which both sides have made for themselves, become one.
///
/// Along a seam both sides are cut by the same units at the same points, because a unit is continuous; so the pieces of an edge on one side
/// are those on the other, in the same order, and matching them needs no coordinates. What is on a seam is numbered first; the rest follows
/// patch by patch, so that every patch knows where its own begins, and patches are copied side by side.
struct ComplexAssembly {
  private let patches: [Patch]
  private let sideBySide: SideBySide
  private let seams: SeamMatching
  /// The number in the complex of each patch's vertices and whole edges; −1 for edges that are cut.
  private var vertexNumbers: [[Int32]]
  private var edgeNumbers: [[Int32]]
  /// Where what belongs to each patch alone begins in the complex, and the totals at the end.
  private var starts: [Start]

  private struct Start {
    var vertex: Int
    var edge: Int
    var cell = 0
    var corner = 0
  }

  /// Throws if the sides of a seam do not match, which would be a fault of the program, and if there are more edges than numbers for them.
  init(root: Patch, seeds: [Seed], patches: [Patch], threads: Int) throws(Diagnostic) {
    guard patches.reduce(0, { $0 + max($1.edges.count, $1.corners.count) }) <= Int(Int32.max) else {
      throw Diagnostic(id: "too-many-cells", "the complex has too many edges to number", at: .none, fix: "choose a smaller window")
    }
    self.patches = patches
    sideBySide = SideBySide(threads: threads)
    seams = try SeamMatching(root: root, seeds: seeds, patches: patches)
    (vertexNumbers, edgeNumbers) = (seams.vertexNumbers, seams.edgeNumbers)
    starts = [Start(vertex: seams.owners.count, edge: seams.edges.count)]
    numberInside()
  }

  /// Numbers in each patch what is on no seam: first from 0 on, then from where the patch begins.
  private mutating func numberInside() {
    var counts = [(vertices: Int32, edges: Int32)](repeating: (0, 0), count: patches.count)
    func visit(_ body: (Int, inout [Int32], inout [Int32], inout (vertices: Int32, edges: Int32)) -> Void) {
      vertexNumbers.withUnsafeMutableBufferPointer { vertices in
        edgeNumbers.withUnsafeMutableBufferPointer { edges in
          counts.withUnsafeMutableBufferPointer { counts in
            sideBySide.perform(patches.count) { body($0, &vertices[$0], &edges[$0], &counts[$0]) }
          }
        }
      }
    }
    visit { patch, vertices, edges, counts in
      counts.vertices = Int32(vertices.count { $0 < 0 })
      counts.edges = Int32(edges.indices.count { edges[$0] < 0 && patches[patch].edges[$0].middle < 0 })
    }
    for (patch, count) in zip(patches, counts) {
      let last = starts[starts.count - 1]
      starts.append(
        Start(
          vertex: last.vertex + Int(count.vertices), edge: last.edge + Int(count.edges), cell: last.cell + patch.cellCount,
          corner: last.corner + patch.corners.count))
    }
    let starts = starts
    visit { patch, vertices, edges, _ in
      var (vertex, edge) = (Int32(starts[patch].vertex), Int32(starts[patch].edge))
      for i in vertices.indices where vertices[i] < 0 { (vertices[i], vertex) = (vertex, vertex + 1) }
      for i in edges.indices where edges[i] < 0 && patches[patch].edges[i].middle < 0 { (edges[i], edge) = (edge, edge + 1) }
    }
  }

  /// The complex.
  func complex(_ prepared: PreparedNetwork, _ window: Window, cellsPerLayer: [Int], signCounts: SignCounts) -> RegionComplex {
    RegionComplex(
      window: window, vertices: vertexValues { Window.Point(x: $0.x, y: $0.y) }, vertexErrors: vertexValues(\.error),
      cellsPerLayer: cellsPerLayer, signCounts: signCounts, prepared: prepared, edgeRecords: edgeRecords(), cells: cells(prepared))
  }

  /// Vertices that several patches have made are those of the first.
  private func vertexValues<Value>(_ value: (Patch.Vertex) -> Value) -> [Value] {
    sideBySide.array(of: starts[patches.count].vertex, parts: patches.count) { patch, values in
      let first = starts[patch].vertex
      for (vertex, number) in vertexNumbers[patch].enumerated() where number >= first {
        values[Int(number)] = value(patches[patch].vertices[vertex])
      }
    } finish: { values in
      for (number, owner) in seams.owners.enumerated() { values[number] = value(patches[Int(owner.patch)].vertices[owner.vertex]) }
    }
  }

  private func edgeRecords() -> [RegionComplex.EdgeRecord] {
    sideBySide.array(of: starts[patches.count].edge, parts: patches.count) { patch, records in
      let first = starts[patch].edge
      for (edge, number) in edgeNumbers[patch].enumerated() where number >= first {
        var record = RegionComplex.EdgeRecord()
        fill(&record, patch, edge)
        records[Int(number)] = record
      }
    } finish: { records in
      for (number, sides) in seams.edges.enumerated() {
        var record = RegionComplex.EdgeRecord()
        fill(&record, Int(sides.0.patch), Int(sides.0.edge))
        fill(&record, Int(sides.1.patch), Int(sides.1.edge))
        records[number] = record
      }
    }
  }

  /// Sets in a record what a patch knows of an edge.
  @inline(__always)
  private func fill(_ record: inout RegionComplex.EdgeRecord, _ patch: Int, _ edge: Int) {
    let (made, firstCell) = (patches[patch].edges[edge], Int32(starts[patch].cell))
    record.from = vertexNumbers[patch][Int(made.from)]
    record.to = vertexNumbers[patch][Int(made.to)]
    record.origin = patches[patch].lines[made.line].origin
    if made.left >= 0 { record.left = firstCell + made.left }
    if made.right >= 0 { record.right = firstCell + made.right }
  }

  private func cells(_ prepared: PreparedNetwork) -> RegionComplex.Cells {
    let (words, size, total) = (prepared.wordCount, 3 * prepared.outputCount, starts[patches.count])
    func copied<Element: BitwiseCopyable>(_ count: Int, _ start: (Start) -> Int, _ part: (Patch) -> (UnsafePointer<Element>, Int)) -> [Element]
    {
      sideBySide.array(of: count, parts: patches.count) { patch, target in
        let (source, count) = part(patches[patch])
        (target + start(starts[patch])).update(from: source, count: count)
      }
    }
    return RegionComplex.Cells(
      starts: sideBySide.array(of: total.cell + 1, parts: patches.count) { patch, target in
        let (first, corner) = (starts[patch].cell, Int32(starts[patch].corner))
        for cell in 0..<patches[patch].cellCount { target[first + cell] = corner + patches[patch].starts[cell] }
      } finish: {
        $0[total.cell] = Int32(total.corner)
      },
      vertices: cornerNumbers(vertexNumbers) { Int($0.vertex) },
      edges: cornerNumbers(edgeNumbers) { Int($0.edge) },
      patterns: copied(total.cell * words, { $0.cell * words }) { (UnsafePointer($0.patterns.base), $0.patterns.count) },
      maps: copied(total.cell * size, { $0.cell * size }) { (UnsafePointer($0.maps.base), $0.maps.count) },
      mapErrors: copied(total.cell, \.cell) { (UnsafePointer($0.mapErrors.base), $0.mapErrors.count) })
  }

  /// For each corner of each cell the complex's number of what a patch has numbered itself.
  private func cornerNumbers(_ numbers: [[Int32]], of index: (Patch.Corner) -> Int) -> [Int32] {
    sideBySide.array(of: starts[patches.count].corner, parts: patches.count) { patch, target in
      let (first, corners) = (starts[patch].corner, patches[patch].corners.base)
      numbers[patch].withUnsafeBufferPointer { numbers in
        for i in 0..<patches[patch].corners.count { target[first + i] = numbers[index(corners[i])] }
      }
    }
  }
}
