import Linear

/// Signs and coordinates for the envelope of the outputs on one cell: doubles with their error bounds, exact numbers where those
/// leave a doubt.
struct CellEnvelope: EnvelopeGeometry {
  private let complex: RegionComplex
  private let forms: ClassForms
  private let frame: WalkFrame
  private let isExactOnly: Bool
  private var doubleDouble: OutputForms<DoubleDoubleForm>
  private var exact: OutputForms<ExactForm>
  private var cell = 0
  /// The classes that compete on the cell, and their forms.
  private var classes: [Int] = []
  private var competing: [ClassForms.Form] = []
  /// Exact signs of differences of classes at vertices. Outputs are continuous, so they are the same for all cells that meet there.
  private var known: [Tie: Int8] = [:]
  private(set) var counts = SignCounts()

  /// Two classes at a vertex, the first smaller.
  private struct Tie: Hashable {
    let vertex: Int32
    let first: Int32
    let second: Int32
  }

  init(_ complex: RegionComplex, _ forms: ClassForms, isExactOnly: Bool) {
    self.complex = complex
    self.forms = forms
    self.isExactOnly = isExactOnly
    frame = WalkFrame(complex.window)
    doubleDouble = OutputForms(complex)
    exact = OutputForms(complex)
  }

  /// The class that is on top all over a cell, which others may reach at its corners; `nil` where the cell has to be split, and where classes
  /// tie all over it.
  mutating func winner(on cell: Int) -> Int? {
    self.cell = cell
    let corners = complex.range(cell)
    func sum(_ number: Int) -> Double {
      let form = forms.form(number, on: cell)
      return corners.reduce(0) { sum, corner in
        let point = complex.vertices[Int(complex.cells.vertices[corner])]
        return sum + form.value(point.x, point.y)
      }
    }
    var (best, greatest) = (0, sum(0))
    for number in 1..<forms.classCount {
      let value = sum(number)
      if value > greatest { (best, greatest) = (number, value) }
    }
    for number in 0..<forms.classCount where number != best {
      var isGreater = false
      for corner in 0..<corners.count {
        let sign = cornerSign(best, number, corner)
        if sign < 0 { return nil }
        if sign > 0 { isGreater = true }
      }
      if !isGreater { return nil }
    }
    return best
  }

  /// The sign of the difference of two classes at a corner of the cell.
  private mutating func cornerSign(_ one: Int, _ other: Int, _ corner: Int) -> Int8 {
    let vertex = complex.cells.vertices[complex.range(cell).lowerBound + corner]
    let point = complex.vertices[Int(vertex)], error = complex.vertexErrors[Int(vertex)]
    let f = forms.form(one, on: cell), g = forms.form(other, on: cell)
    let difference = f.value(point.x, point.y) - g.value(point.x, point.y)
    let doubt = forms.doubt(f, on: cell, pointError: error) + forms.doubt(g, on: cell, pointError: error)
    if !isExactOnly, abs(difference) > doubt * (1 + WalkFrame.gamma8) {
      counts.filtered += 1
      return difference > 0 ? 1 : -1
    }
    let tie = Tie(vertex: vertex, first: Int32(min(one, other)), second: Int32(max(one, other)))
    if let sign = known[tie] { return one < other ? sign : -sign }
    let sign = exactSign(one, other, at: .corner(corner))
    known[tie] = one < other ? sign : -sign
    return sign
  }

  private mutating func exactSign(_ one: Int, _ other: Int, at place: UpperEnvelope.Place) -> Int8 {
    if !isExactOnly {
      let (p, q) = doubleDoubleLines(place)
      if let sign = doubleDouble.tie(one, other, on: cell).sign(at: p, and: q) {
        counts.doubleDouble += 1
        return sign
      }
    }
    return counts.countExact(exactPoint(place).map { Int8($0.sign(of: exact.tie(one, other, on: cell))) })
  }

  /// The classes that may be on top somewhere on a cell, and the envelope of their forms.
  mutating func envelope(of cell: Int) -> (classes: [Int], envelope: UpperEnvelope) {
    self.cell = cell
    classes = isExactOnly ? Array(0..<forms.classCount) : forms.candidates(on: cell)
    competing = classes.map { forms.form($0, on: cell) }
    let corners = complex.cells.vertices[complex.range(cell)].map { vertex in
      let point = complex.vertices[Int(vertex)]
      return Patch.Vertex(x: point.x, y: point.y, error: complex.vertexErrors[Int(vertex)])
    }
    return (classes, UpperEnvelope(of: classes.count, corners: corners, in: &self))
  }

  mutating func sign(of form: Int, minus other: Int, at point: UpperEnvelope.Point) -> Int8 {
    if case .corner(let number) = point.place { return cornerSign(classes[form], classes[other], number) }
    let (difference, doubt) = difference(form, other, at: point.vertex)
    if !isExactOnly, abs(difference) > doubt {
      counts.filtered += 1
      return difference > 0 ? 1 : -1
    }
    return exactSign(classes[form], classes[other], at: point.place)
  }

  /// The difference of two forms at a point, and a bound of its error.
  private func difference(_ form: Int, _ other: Int, at point: Patch.Vertex) -> (difference: Double, doubt: Double) {
    let (f, g) = (competing[form], competing[other])
    let doubt = forms.doubt(f, on: cell, pointError: point.error) + forms.doubt(g, on: cell, pointError: point.error)
    return (f.value(point.x, point.y) - g.value(point.x, point.y), doubt * (1 + WalkFrame.gamma8))
  }

  /// Where the difference of two forms vanishes between two points, at p + t·(q − p) with t = u / (u + v), u and v its magnitudes there.
  ///
  /// With errors of at most δ in u and v, t is off by at most δ / (u + v) of the computed numbers: the error of the numerator of
  /// the difference of both quotients is at most δ·(u + v) of the exact ones, which cancel.
  mutating func crossing(
    of form: Int, and other: Int, at place: UpperEnvelope.Place, from p: UpperEnvelope.Point, to q: UpperEnvelope.Point
  ) -> Patch.Vertex {
    let (p, q) = (p.vertex, q.vertex)
    let (atP, doubtP) = difference(form, other, at: p), (atQ, doubtQ) = difference(form, other, at: q)
    let sum = atP - atQ
    let t = sum == 0 ? 0.5 : min(max(atP / sum, 0), 1)
    let (x, y) = frame.clamped(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y))
    let rounding = WalkFrame.gamma8 * max(frame.extent.x, frame.extent.y)
    let slip = max(doubtP, doubtQ) / abs(sum) * (1 + WalkFrame.gamma8) + WalkFrame.gamma8
    // A sum that no double holds says nothing of t.
    let error = sum.isFinite ? max(p.error, q.error) + slip * max(abs(q.x - p.x), abs(q.y - p.y)) + rounding : .infinity
    if !isExactOnly, error <= frame.largestVertexError { return Patch.Vertex(x: x, y: y, error: error) }
    if !isExactOnly {
      let (p, q) = doubleDoubleLines(place)
      if let vertex = p.intersection(with: q) { return vertex }
    }
    return counts.countVertex(exactPoint(place)?.vertex) ?? Patch.Vertex(x: x, y: y, error: .infinity)
  }

  mutating func isSame(_ p: UpperEnvelope.Point, _ q: UpperEnvelope.Point) -> Bool {
    let distance = max(abs(p.vertex.x - q.vertex.x), abs(p.vertex.y - q.vertex.y))
    if distance > 2 * (p.vertex.error + q.vertex.error) { return false }
    guard let one = exactPoint(p.place), let other = exactPoint(q.place) else { return false }
    return one == other
  }

  /// The two lines that meet at a place, in double-doubles.
  private mutating func doubleDoubleLines(_ place: UpperEnvelope.Place) -> (DoubleDoubleForm, DoubleDoubleForm) {
    switch place {
    case .corner(let number): return doubleDouble.lines(atCorner: number, of: cell)
    case .edge(let number, let tie):
      let edge = complex.cells.edges[complex.range(cell).lowerBound + number]
      return (doubleDouble.line(ofEdge: edge, seenFrom: cell), doubleDouble.tie(classes[tie[0]], classes[tie[1]], on: cell))
    case .inside(let tie):
      return (doubleDouble.tie(classes[tie[0]], classes[tie[1]], on: cell), doubleDouble.tie(classes[tie[0]], classes[tie[2]], on: cell))
    }
  }

  private mutating func exactPoint(_ place: UpperEnvelope.Place) -> ExactPoint? {
    switch place {
    case .corner(let number): return exact.corner(number, of: cell)
    case .edge(let number, let tie):
      let edge = complex.cells.edges[complex.range(cell).lowerBound + number]
      return ExactPoint(exact.line(ofEdge: edge, seenFrom: cell), exact.tie(classes[tie[0]], classes[tie[1]], on: cell))
    case .inside(let tie):
      return ExactPoint(
        exact.tie(classes[tie[0]], classes[tie[1]], on: cell), exact.tie(classes[tie[0]], classes[tie[2]], on: cell))
    }
  }
}
