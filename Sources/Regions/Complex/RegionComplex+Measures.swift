extension RegionComplex {
  /// What is measured of the cells, in the order of the cells.
  package var measures: RegionMeasures {
    var measures = RegionMeasures(window: window.area)
    for cell in 0..<cellCount {
      let inner = cells.edges[range(cell)].count { edgeRecords[Int($0)].origin.stage >= 0 }
      measures.add(area: area(of: cell), sides: range(cell).count, neighbours: inner, lipschitz: lipschitz(of: cell))
    }
    return measures
  }

  /// The Lipschitz constant of a cell's affine map in the Euclidean norms: its largest singular value, infinite where it is beyond the range of
  /// doubles.
  package func lipschitz(of cell: Int) -> Double {
    PlaneNorms.largestSingularValue(
      (0..<network.outputCount).lazy.map { output in
        let form = form(cell, output: output)
        return (form.a, form.b)
      })
  }

  /// The largest relative error that the bound of the errors of a cell's area may promise. Tighter promises send so many small cells to
  /// slower arithmetic that a survey takes ten times as long, though their areas are far more exact than the bound says.
  static var areaAccuracy: Double { 0.5 }

  /// The area of a cell: positive, and within a half of the exact one even where all rounding errors add up.
  ///
  /// It is that of the corners in doubles where a bound of all errors promises so much. Where it doesn't, because the cell is about as thin
  /// as the coordinates of its corners are exact, the area is computed from the lines of the sides in double-doubles, and from exact lines where these promise no more.
  package func area(of cell: Int) -> Double {
    let corners = polygon(of: cell)
    let error = cells.vertices[range(cell)].reduce(0) { max($0, vertexErrors[Int($1)]) }
    let (area, bound) = corners.withUnsafeBufferPointer { PolygonArea.bounded($0, error: error) }
    if bound <= Self.areaAccuracy * area { return area }
    var exact = ExactCells(prepared, window: window)
    return exact.area(
      sides: cells.edges[range(cell)].map { edgeRecords[Int($0)].origin }, pattern: pattern(words: cell), accuracy: Self.areaAccuracy)
  }

  /// The centre of gravity of a cell; the mean of its corners where the area vanishes in doubles.
  package func centroid(of cell: Int) -> Window.Point {
    let polygon = polygon(of: cell)
    let origin = polygon[0]
    var (twice, x, y) = (0.0, 0.0, 0.0)
    for i in 1..<polygon.count - 1 {
      let p = (x: polygon[i].x - origin.x, y: polygon[i].y - origin.y)
      let q = (x: polygon[i + 1].x - origin.x, y: polygon[i + 1].y - origin.y)
      let cross = p.x * q.y - q.x * p.y
      twice += cross
      x += cross * (p.x + q.x)
      y += cross * (p.y + q.y)
    }
    guard twice > 0 else {
      let count = Double(polygon.count)
      return Window.Point(x: polygon.reduce(0) { $0 + $1.x } / count, y: polygon.reduce(0) { $0 + $1.y } / count)
    }
    return Window.Point(x: origin.x + x / (3 * twice), y: origin.y + y / (3 * twice))
  }

  /// The norm of the gradient of an output in a cell; of all outputs where none is chosen: the Frobenius norm of the Jacobian. Infinite where
  /// it is beyond the range of doubles.
  package func slopeNorm(of cell: Int, output: Int? = nil) -> Double {
    if let output {
      let form = form(cell, output: output)
      return PlaneNorms.euclidean([form.a, form.b])
    }
    return PlaneNorms.euclidean(affineMap(of: cell).lazy.flatMap { [$0.a, $0.b] })
  }

  /// The last bending stage, counted from 1, whose units bound the cell; 0 for a cell bounded by the window alone.
  package func depth(of cell: Int) -> Int {
    cells.edges[range(cell)].reduce(0) { max($0, prepared.depths[Int(edgeRecords[Int($1)].origin.stage) + 1]) }
  }
}
