/// Signs and coordinates of the envelope that a cell is cut along. Forms are the rows of the loop at hand.
extension Walk: EnvelopeGeometry {
  mutating func sign(of form: Int, minus other: Int, at point: UpperEnvelope.Point) -> Int8 {
    let (one, two) = (envelopeLoop.rows[form], envelopeLoop.rows[other])
    if let sign = filteredSign(of: one, minus: two, point.vertex.x, point.vertex.y, error: point.vertex.error) { return sign }
    let (p, q) = origins(of: point.place)
    return prover.sign(of: origin(form, other), at: p, and: q, pattern: pattern)
  }

  mutating func crossing(
    of form: Int, and other: Int, at place: UpperEnvelope.Place, from p: UpperEnvelope.Point, to q: UpperEnvelope.Point
  ) -> Patch.Vertex {
    let rows = envelopeLoop.rows
    let one = tie(rows[form], rows[other], stage: envelopeLoop.stage)
    let side: Patch.Line
    switch place {
    case .corner(let number), .edge(let number, _): side = patch.lines[patch.edges[stack[envelopeLoop.start + number].edge].line]
    case .inside(let forms):
      let third = forms.first { $0 != form && $0 != other } ?? form
      side = tie(rows[form], rows[third], stage: envelopeLoop.stage)
    }
    return crossing(one, side, p.vertex, q.vertex)
  }

  mutating func isSame(_ p: UpperEnvelope.Point, _ q: UpperEnvelope.Point) -> Bool {
    let distance = max(abs(p.vertex.x - q.vertex.x), abs(p.vertex.y - q.vertex.y))
    if distance > 2 * (p.vertex.error + q.vertex.error) { return false }
    return prover.isSame(origins(of: p.place), origins(of: q.place), pattern: pattern)
  }

  /// Where two lines cross between two points of the second.
  private mutating func crossing(_ one: Patch.Line, _ other: Patch.Line, _ p: Patch.Vertex, _ q: Patch.Vertex) -> Patch.Vertex {
    let atP = one.a * p.x + one.b * p.y + one.c, atQ = one.a * q.x + one.b * q.y + one.c
    guard atP != atQ else {
      return prover.vertex(one.origin, other.origin, pattern: pattern) ?? Patch.Vertex(x: p.x, y: p.y, error: .infinity)
    }
    let t = min(max(atP / (atP - atQ), 0), 1)
    let (x, y) = frame.clamped(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y))
    let error = frame.distance(x, y, one, other)
    if error <= frame.largestVertexError { return Patch.Vertex(x: x, y: y, error: error) }
    return prover.vertex(one.origin, other.origin, pattern: pattern) ?? Patch.Vertex(x: x, y: y, error: error)
  }

  /// The tie of two rows.
  private func origin(_ form: Int, _ other: Int) -> Patch.Origin {
    Patch.Origin(stage: Int32(envelopeLoop.stage), row: envelopeLoop.rows[form].row, other: envelopeLoop.rows[other].row)
  }

  private func edgeOrigin(_ number: Int) -> Patch.Origin {
    patch.lines[patch.edges[stack[envelopeLoop.start + number].edge].line].origin
  }

  /// Two lines that meet at a place.
  private func origins(of place: UpperEnvelope.Place) -> (Patch.Origin, Patch.Origin) {
    switch place {
    case .corner(let number):
      return (edgeOrigin(number == 0 ? envelopeLoop.count - 1 : number - 1), edgeOrigin(number))
    case .edge(let number, let forms): return (edgeOrigin(number), origin(forms[0], forms[1]))
    case .inside(let forms): return (origin(forms[0], forms[1]), origin(forms[0], forms[2]))
    }
  }
}
