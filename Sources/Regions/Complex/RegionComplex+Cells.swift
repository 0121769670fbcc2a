import Networks

extension RegionComplex {
  /// The words of a cell's activation pattern.
  func pattern(words cell: Int) -> ArraySlice<UInt64> {
    cells.patterns[cell * prepared.wordCount..<(cell + 1) * prepared.wordCount]
  }

  /// Whether each row of the bending stages is on its positive slope, or the maximum of its group, in a cell: one array for each such
  /// stage.
  package func pattern(of cell: Int) -> [[Bool]] {
    let words = Array(pattern(words: cell))
    return prepared.stages.indices.filter(prepared.bends).map { stage in
      (0..<prepared.stages[stage].rowCount).map { words[prepared.wordStarts[stage] + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }
    }
  }

  /// A number made of a cell's activation pattern alone: the same pattern of the same network gives the same number in any window.
  package func patternHash(of cell: Int) -> UInt64 { PatternHash.value(pattern(words: cell)) }

  /// The bending layer, counted from 1, of the unit that an edge lies on; 0 for a side of the window.
  package func layer(ofEdge edge: Int) -> Int { prepared.depths[Int(edgeRecords[edge].origin.stage) + 1] }

  /// Output `output` of a cell's affine map: a, b, c of a·x + b·y + c.
  func form(_ cell: Int, output: Int) -> (a: Double, b: Double, c: Double) {
    let base = (cell * network.outputCount + output) * 3
    return (cells.maps[base], cells.maps[base + 1], cells.maps[base + 2])
  }

  /// The affine map of a cell: for each output the coefficients of a·x + b·y + c.
  package func affineMap(of cell: Int) -> [(a: Double, b: Double, c: Double)] {
    (0..<network.outputCount).map { form(cell, output: $0) }
  }

  /// A bound of the error that a cell's affine map has in any output anywhere in the window, without the rounding of evaluating it.
  package func mapError(of cell: Int) -> Double { cells.mapErrors[cell] }

  /// Whether the coefficients of all affine maps are in the range of doubles.
  package var hasFiniteMaps: Bool { cells.maps.allSatisfy(\.isFinite) }

  /// The outputs at a point by a cell's affine map; infinite where they are beyond the range of doubles, never no number.
  package func outputs(of cell: Int, at point: Window.Point) -> [Double] {
    let values = (0..<network.outputCount).map { output in
      let form = form(cell, output: output)
      return form.a * point.x + form.b * point.y + form.c
    }
    if values.allSatisfy(\.isFinite) { return values }
    var exact = ExactCells(prepared, window: window)
    return exact.values(pattern(words: cell), at: point)
  }
}

extension RegionComplex.Cells {
  /// The cells with the maps computed anew, exactly and rounded once, that left the range of doubles on the way.
  func withMapsInRange(_ prepared: PreparedNetwork, window: Window) -> Self {
    let size = 3 * prepared.network.outputCount
    var comparison = MapComparison(prepared, window: window)
    let strays = maps.withUnsafeBufferPointer { maps in
      mapErrors.indices.filter { cell in
        !MapComparison.isInRange(UnsafeBufferPointer(rebasing: maps[cell * size..<(cell + 1) * size]), error: mapErrors[cell])
      }
    }
    var result = self
    for cell in strays {
      let words = patterns[cell * prepared.wordCount..<(cell + 1) * prepared.wordCount]
      result.maps.replaceSubrange(cell * size..<(cell + 1) * size, with: comparison.exact.roundedMap(words))
      // What doubles could not hold on the way is no bound of anything.
      if !maps[cell * size..<(cell + 1) * size].allSatisfy(\.isFinite) { result.mapErrors[cell] = .infinity }
    }
    return result
  }
}
