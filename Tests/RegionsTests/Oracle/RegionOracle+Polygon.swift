import Linear

extension RegionOracle {
  /// A convex polygon with an area, its corners counter-clockwise and no three on a line.
  struct Polygon: Sendable {
    let corners: [Point]

    /// The signs of a form at the corners; on a convex polygon they tell which strict signs it takes inside.
    func signs(of form: Form) -> [Int] { corners.map { $0.scaledValue(of: form).sign } }

    /// The part on which a form is at least 0; `nil` if it has no area.
    ///
    /// The zero line of a form that takes both strict signs passes through the inside, so both parts have an area.
    func clipped(to form: Form) -> Polygon? {
      let values = corners.map { $0.scaledValue(of: form) }
      guard values.contains(where: { $0.sign > 0 }) else { return nil }
      guard values.contains(where: { $0.sign < 0 }) else { return self }
      var kept: [Point] = []
      for i in corners.indices {
        let next = (i + 1) % corners.count
        if values[i].sign >= 0 { kept.append(corners[i]) }
        if values[i].sign * values[next].sign < 0 {
          kept.append(corners[i].crossing(to: corners[next], scaledValues: (values[i], values[next])))
        }
      }
      return Polygon(corners: kept)
    }

    /// The parts on both sides of a form's zero line: both if the form takes both strict signs on the polygon, the polygon otherwise.
    func split(by form: Form) -> [Polygon] {
      let signs = signs(of: form)
      guard signs.contains(1), signs.contains(-1) else { return [self] }
      return [clipped(to: -form), clipped(to: form)].compactMap { $0 }
    }

    /// The parts on which each of several forms is the greatest, with the number of the form; equal forms count as the first of them.
    func upperEnvelope(of forms: [Form]) -> [(form: Int, part: Polygon)] {
      let distinct = forms.indices.filter { i in !forms[..<i].contains { $0 == forms[i] } }
      return distinct.compactMap { i in
        var part: Polygon? = self
        for j in distinct where j != i { part = part?.clipped(to: forms[i] - forms[j]) }
        return part.map { (i, $0) }
      }
    }

    /// The exact area.
    var area: Fraction {
      Fraction.sum(
        corners.indices.dropFirst(2).map { i in
          let (a, b, c) = (corners[0], corners[i - 1], corners[i])
          return Fraction(a.scaledTurn(b, c), over: Dyadic(2) * a.w * b.w * c.w)
        })
    }
  }
}
