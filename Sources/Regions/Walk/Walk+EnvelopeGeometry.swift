/// Signs and coordinates of the envelope that a cell is cut along. Forms are the rows of the loop at hand.
extension Walk: EnvelopeGeometry {
  mutating func sign(of form: Int, minus other: Int, at point: UpperEnvelope.Point) -> Int8 {
    let (one, two) = (envelopeLoop.rows[form], envelopeLoop.rows[other])
    if let sign = filteredSign(of: one, minus: two, point.vertex.x, point.vertex.y, error: point.vertex.error) { return sign }
    let (p, q) = origins(of: point.place)
    return prover.sign(of: origin(form, other), at: p, and: q, pattern: wholePattern())
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
    return placed(one, on: side, from: p.vertex, to: q.vertex)
  }

  mutating func isSame(_ p: UpperEnvelope.Point, _ q: UpperEnvelope.Point) -> Bool {
    let distance = max(abs(p.vertex.x - q.vertex.x), abs(p.vertex.y - q.vertex.y))
    if distance > 2 * (p.vertex.error + q.vertex.error) { return false }
    return prover.isSame(origins(of: p.place), origins(of: q.place), pattern: wholePattern())
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
