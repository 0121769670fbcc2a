import Networks

extension RegionComplex {
  /// The cells, in arrays that share one numbering: corners, edges, activation pattern and affine map of each.
  struct Cells: Sendable {
    private(set) var vertices: [Int32] = []
    private(set) var edges: [Int32] = []
    private var starts: [Int] = [0]
    /// The activation patterns, `wordsPerCell` words each: bit j is the j-th unit of the rectified layers in order.
    private var patterns: [UInt64] = []
    private let wordsPerCell: Int
    /// The affine maps, four numbers for each output: a, b, c of a·x + b·y + c, and the error bound of the form.
    private var maps: [Double] = []
    private let outputCount: Int
    /// Whether each layer is rectified, so that its units are part of the pattern.
    private let isRectified: [Bool]

    init(_ network: LayeredNetwork) {
      isRectified = network.layers.map(\.isRectified)
      outputCount = network.outputCount
      wordsPerCell = (network.layers.reduce(0) { $0 + ($1.isRectified ? $1.outputCount : 0) } + 63) / 64
    }

    var count: Int { starts.count - 1 }

    func range(_ cell: Int) -> Range<Int> { starts[cell]..<starts[cell + 1] }
    func pattern(_ cell: Int) -> ArraySlice<UInt64> { patterns[cell * wordsPerCell..<(cell + 1) * wordsPerCell] }

    /// Output `output` of a cell's affine map: a, b, c and the error bound.
    func form(_ cell: Int, output: Int) -> (a: Double, b: Double, c: Double, error: Double) {
      let base = (cell * outputCount + output) * 4
      return (maps[base], maps[base + 1], maps[base + 2], maps[base + 3])
    }

    /// Adds a cell and tells its edges on which side of them it lies.
    mutating func append(
      _ loop: Subdivision.Loop, path: [[Bool]], forms: AffineForms, active: [Bool], edges subdivision: inout Subdivision
    ) {
      let cell = Int32(count)
      for corner in loop {
        vertices.append(corner.vertex)
        edges.append(corner.edge)
        if corner.isForward {
          subdivision.edges[Int(corner.edge)].left = cell
        } else {
          subdivision.edges[Int(corner.edge)].right = cell
        }
      }
      starts.append(vertices.count)
      appendPattern(path)
      for j in 0..<outputCount { maps += active[j] ? [forms.a[j], forms.b[j], forms.c[j], forms.error[j]] : [0, 0, 0, 0] }
    }

    private mutating func appendPattern(_ path: [[Bool]]) {
      var word: UInt64 = 0
      var bit = 0
      for (layer, units) in path.enumerated() where isRectified[layer] {
        for isActive in units {
          if isActive { word |= 1 << UInt64(bit) }
          bit += 1
          if bit == 64 {
            patterns.append(word)
            (word, bit) = (0, 0)
          }
        }
      }
      if bit > 0 { patterns.append(word) }
    }

    func renumbered(edges numbers: [Int32]) -> Cells {
      var copy = self
      copy.edges = edges.map { numbers[Int($0)] }
      return copy
    }
  }

  /// Whether each unit passes its value on in a cell: one array for each rectified layer.
  package func pattern(of cell: Int) -> [[Bool]] {
    let words = Array(cells.pattern(cell))
    var bit = 0
    return network.layers.filter(\.isRectified).map { layer in
      (0..<layer.outputCount).map { _ in
        defer { bit += 1 }
        return words[bit / 64] >> UInt64(bit % 64) & 1 == 1
      }
    }
  }

  /// The affine map of a cell: for each output the coefficients of a·x + b·y + c.
  package func affineMap(of cell: Int) -> [(a: Double, b: Double, c: Double)] {
    (0..<network.outputCount).map { output in
      let form = cells.form(cell, output: output)
      return (form.a, form.b, form.c)
    }
  }

  /// The outputs at a point by a cell's affine map.
  package func outputs(of cell: Int, at point: Window.Point) -> [Double] {
    (0..<network.outputCount).map { output in
      let form = cells.form(cell, output: output)
      return form.a * point.x + form.b * point.y + form.c
    }
  }
}
