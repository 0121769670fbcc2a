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

  /// Numbers in each patch what is on no seam.
  private mutating func numberInside() {
    for (patch, seam) in zip(patches, seams.counts) {
      let last = starts[starts.count - 1]
      starts.append(
        Start(
          vertex: last.vertex + patch.vertices.count - seam.vertices, edge: last.edge + patch.wholeEdgeCount - seam.edges,
          cell: last.cell + patch.cellCount,
          corner: last.corner + patch.corners.count))
    }
    vertexNumbers.withUnsafeMutableBufferPointer { allVertices in
      edgeNumbers.withUnsafeMutableBufferPointer { allEdges in
        sideBySide.perform(patches.count) { patch in
          var (vertex, edge) = (Int32(starts[patch].vertex), Int32(starts[patch].edge))
          let source = patches[patch].edges.base
          allVertices[patch].withUnsafeMutableBufferPointer { numbers in
            for i in numbers.indices where numbers[i] < 0 { (numbers[i], vertex) = (vertex, vertex &+ 1) }
          }
          allEdges[patch].withUnsafeMutableBufferPointer { numbers in
            for i in numbers.indices where numbers[i] < 0 && source[i].middle < 0 {
              (numbers[i], edge) = (edge, edge &+ 1)
            }
          }
        }
      }
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
      let (first, firstCell, source) = (starts[patch].edge, Int32(starts[patch].cell), patches[patch])
      vertexNumbers[patch].withUnsafeBufferPointer { vertices in
        for (edge, number) in edgeNumbers[patch].enumerated() where number >= first {
          var record = RegionComplex.EdgeRecord()
          record.enter(source.edges[edge], of: source, vertices, firstCell: firstCell)
          records[Int(number)] = record
        }
      }
    } finish: { records in
      for (number, sides) in seams.edges.enumerated() {
        var record = RegionComplex.EdgeRecord()
        for side in [sides.0, sides.1] {
          let (source, firstCell) = (patches[Int(side.patch)], Int32(starts[Int(side.patch)].cell))
          vertexNumbers[Int(side.patch)].withUnsafeBufferPointer {
            record.enter(source.edges[side.edge], of: source, $0, firstCell: firstCell)
          }
        }
        records[number] = record
      }
    }
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

extension RegionComplex.EdgeRecord {
  /// Notes what a patch knows of an edge; `vertices` are the complex's numbers of the patch's, and `firstCell` that of its first cell.
  @inline(__always)
  fileprivate mutating func enter(
    _ edge: Patch.Edge, of patch: Patch, _ vertices: UnsafeBufferPointer<Int32>, firstCell: Int32
  ) {
    from = vertices[Int(edge.from)]
    to = vertices[Int(edge.to)]
    origin = patch.lines[edge.line].origin
    if edge.left >= 0 { left = firstCell + edge.left }
    if edge.right >= 0 { right = firstCell + edge.right }
  }
}
