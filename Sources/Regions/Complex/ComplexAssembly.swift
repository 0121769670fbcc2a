import Diagnostics
import Networks

/// Joins patches into one complex: edges and vertices on a seam, which both sides have made for themselves, become one.
///
/// Along a seam both sides are cut by the same units at the same points, because a unit is continuous; so the pieces of an edge on one side
/// are those on the other, in the same order, and matching them needs no coordinates. What is on a seam is numbered first; the rest follows
/// patch by patch, so that every patch knows where its own begins, and patches are copied side by side.
struct ComplexAssembly {
  private let patches: [FinishedPatch]
  private let sideBySide: SideBySide
  private let seams: SeamMatching
  /// Where what belongs to each patch alone begins in the complex, and the totals at the end.
  private var starts: [Start]

  private struct Start {
    var vertex: Int
    var edge: Int
    var cell = 0
    var corner = 0
  }

  /// Throws if the sides of a seam do not match, which would be a fault of the program, and if there are more edges than numbers for them.
  init(root: Patch, seeds: [Seed], patches: [FinishedPatch], threads: Int) throws(Diagnostic) {
    guard patches.reduce(0, { $0 + max($1.edgeCount, $1.cornerCount) }) <= Int(Int32.max) else {
      throw Diagnostic(id: "too-many-cells", "the complex has too many edges to number", at: .none, fix: "choose a smaller window")
    }
    self.patches = patches
    sideBySide = SideBySide(threads: threads)
    seams = try SeamMatching(root: root, seeds: seeds, patches: patches)
    starts = [Start(vertex: seams.owners.count, edge: seams.edges.count)]
    for patch in patches {
      let last = starts[starts.count - 1]
      starts.append(
        Start(
          vertex: last.vertex + patch.vertexCount - patch.seamVertexCount, edge: last.edge + patch.edgeCount - patch.seamEdgeCount,
          cell: last.cell + patch.cellCount, corner: last.corner + patch.cornerCount))
    }
  }

  /// The complex.
  func complex(_ prepared: PreparedNetwork, _ window: Window, cellsPerLayer: [Int], signCounts: SignCounts) -> RegionComplex {
    RegionComplex(
      window: window, vertices: vertexValues(\.points), vertexErrors: vertexValues(\.errors),
      cellsPerLayer: cellsPerLayer, signCounts: signCounts, prepared: prepared, edgeRecords: edgeRecords(), cells: cells(prepared))
  }

  /// The numbers in the complex of a patch's vertices.
  private func vertexNumbers(of patch: Int) -> SeamMatching.Numbers {
    SeamMatching.Numbers(
      onSeams: seams.vertexNumbers + seams.vertexStarts[patch], seamCount: patches[patch].seamVertexCount, first: starts[patch].vertex)
  }

  /// The numbers in the complex of a patch's edges.
  private func edgeNumbers(of patch: Int) -> SeamMatching.Numbers {
    SeamMatching.Numbers(
      onSeams: seams.edgeNumbers + seams.edgeStarts[patch], seamCount: patches[patch].seamEdgeCount, first: starts[patch].edge)
  }

  /// Vertices that several patches have made are those of the first.
  private func vertexValues<Value>(_ values: (FinishedPatch) -> UnsafeMutablePointer<Value>) -> [Value] {
    sideBySide.array(of: starts[patches.count].vertex, parts: patches.count) { patch, target in
      let seamCount = patches[patch].seamVertexCount
      (target + starts[patch].vertex).update(from: values(patches[patch]) + seamCount, count: patches[patch].vertexCount - seamCount)
    } finish: { target in
      for (number, owner) in seams.owners.enumerated() { target[number] = values(patches[Int(owner.patch)])[Int(owner.vertex)] }
    }
  }

  private func edgeRecords() -> [RegionComplex.EdgeRecord] {
    sideBySide.array(of: starts[patches.count].edge, parts: patches.count) { patch, records in
      let (target, firstCell, seamCount) = (records + starts[patch].edge, Int32(starts[patch].cell), patches[patch].seamEdgeCount)
      let (edges, vertices) = (patches[patch].edges + seamCount, vertexNumbers(of: patch))
      for number in 0..<patches[patch].edgeCount - seamCount { target[number] = edges[number].renumbered(vertices, firstCell) }
    } finish: { records in
      for (number, sides) in seams.edges.enumerated() {
        let (one, other) = (record(of: sides.0), record(of: sides.1))
        records[number] = other
        if one.left >= 0, other.left < 0 { records[number].left = one.left }
        if one.right >= 0, other.right < 0 { records[number].right = one.right }
      }
    }
  }

  private func record(of side: SeamMatching.Piece) -> RegionComplex.EdgeRecord {
    let patch = Int(side.patch)
    return patches[patch].edges[Int(side.edge)].renumbered(vertexNumbers(of: patch), Int32(starts[patch].cell))
  }

  private func cells(_ prepared: PreparedNetwork) -> RegionComplex.Cells {
    let (words, size, total) = (prepared.wordCount, 3 * prepared.outputCount, starts[patches.count])
    func copied<Element>(_ size: Int, _ part: (FinishedPatch) -> UnsafeMutablePointer<Element>) -> [Element] {
      sideBySide.array(of: total.cell * size, parts: patches.count) { patch, target in
        (target + starts[patch].cell * size).update(from: part(patches[patch]), count: patches[patch].cellCount * size)
      }
    }
    return RegionComplex.Cells(
      starts: sideBySide.array(of: total.cell + 1, parts: patches.count) { patch, target in
        let (first, corner, source) = (target + starts[patch].cell, Int32(starts[patch].corner), patches[patch].starts)
        for cell in 0..<patches[patch].cellCount { first[cell] = corner &+ source[cell] }
      } finish: {
        $0[total.cell] = Int32(total.corner)
      },
      vertices: cornerNumbers(\.cornerVertices, vertexNumbers), edges: cornerNumbers(\.cornerEdges, edgeNumbers),
      patterns: copied(words, \.patterns), maps: copied(size, \.maps), mapErrors: copied(1, \.mapErrors))
  }

  /// For each corner of each cell the complex's number of what a patch has numbered.
  private func cornerNumbers(
    _ part: (FinishedPatch) -> UnsafeMutablePointer<Int32>, _ numbers: (Int) -> SeamMatching.Numbers
  ) -> [Int32] {
    sideBySide.array(of: starts[patches.count].corner, parts: patches.count) { patch, target in
      let (first, numbers, corners) = (target + starts[patch].corner, numbers(patch), part(patches[patch]))
      for i in 0..<patches[patch].cornerCount { first[i] = numbers[corners[i]] }
    }
  }
}

extension RegionComplex.EdgeRecord {
  /// A patch's edge with the complex's numbers; `firstCell` is that of the patch's first cell.
  @inline(__always)
  fileprivate func renumbered(_ vertices: SeamMatching.Numbers, _ firstCell: Int32) -> Self {
    var record = self
    record.from = vertices[from]
    record.to = vertices[to]
    record.left = left < 0 ? -1 : firstCell &+ left
    record.right = right < 0 ? -1 : firstCell &+ right
    return record
  }
}
