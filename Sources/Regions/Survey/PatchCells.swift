import Linear

/// The cells of one patch, as a survey shows them while they are there: a view that ends with the call that it is given to.
package struct PatchCells {
  let patch: Patch
  let prepared: PreparedNetwork

  package var cellCount: Int { patch.cellCount }

  /// How many corners a cell has.
  package func cornerCount(of cell: Int) -> Int { Int(patch.starts[cell + 1] - patch.starts[cell]) }

  /// Corner i of a cell, counter-clockwise.
  package func corner(_ i: Int, of cell: Int) -> Window.Point {
    let vertex = patch.vertices[patch.corners[Int(patch.starts[cell]) + i].vertex]
    return Window.Point(x: vertex.x, y: vertex.y)
  }

  /// The corners of a cell.
  package func polygon(of cell: Int) -> [Window.Point] { (0..<cornerCount(of: cell)).map { corner($0, of: cell) } }

  /// The unit that made the side after corner i; `nil` for a side of the window. With it, whether the cell lies on the left of the edge:
  /// of the two cells at an edge, one does.
  package func side(_ i: Int, of cell: Int) -> (unit: RegionComplex.Unit?, isLeft: Bool) {
    let corner = patch.corners[Int(patch.starts[cell]) + i]
    return (RegionComplex.Unit(patch.lines[patch.edges[corner.edge].line].origin), corner.isForward)
  }

  /// Output `output` of a cell's affine map: a, b, c of a·x + b·y + c.
  package func form(_ cell: Int, output: Int) -> (a: Double, b: Double, c: Double) {
    let base = (cell * prepared.network.outputCount + output) * 3
    return (patch.maps[base], patch.maps[base + 1], patch.maps[base + 2])
  }

  /// A number that depends on the cell's activation pattern alone.
  package func patternHash(of cell: Int) -> UInt64 {
    PatternHash.value(UnsafeBufferPointer(start: patch.patterns.base + cell * prepared.wordCount, count: prepared.wordCount))
  }

  /// The area of a cell, by the shoelace formula from its first corner.
  package func area(of cell: Int) -> Double {
    let (start, end) = (Int(patch.starts[cell]), Int(patch.starts[cell + 1]))
    let corners = patch.corners.base, vertices = patch.vertices.base
    let origin = vertices[Int(corners[start].vertex)]
    var p = vertices[Int(corners[start + 1].vertex)]
    var twice = 0.0
    for i in start + 2..<end {
      let q = vertices[Int(corners[i].vertex)]
      twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y)
      p = q
    }
    return twice / 2
  }
}

/// A hash of activation patterns that is the same in every run.
enum PatternHash {
  static func value(_ words: some Sequence<UInt64>) -> UInt64 {
    words.reduce(SplitMix64.step) { SplitMix64.finalized($0 ^ $1) }
  }
}
