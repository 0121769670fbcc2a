extension RegionComplex {
  /// A straight piece of the decision boundary within one cell.
  package struct Segment: Sendable, Equatable {
    package let cell: Int
    package let from: Window.Point
    package let to: Window.Point
  }

  /// Where the network's decision changes: f = 0 for one output f, a tie of the two greatest for several. In doubles, for drawing.
  ///
  /// On a cell the outputs are affine, so the boundary of each pair of classes is a segment; it is clipped to the part of the cell
  /// on which no third output is greater.
  package func decisionBoundary() -> [Segment] {
    (0..<cellCount).flatMap { cell -> [Segment] in
      let forms = affineMap(of: cell)
      if forms.count == 1 { return [levelSet(of: forms[0], in: cell, above: [])].compactMap { $0 } }
      let polygon = polygon(of: cell)
      // Only outputs that are greatest at some corner or near it can meet; others are left out quickly.
      return forms.indices.flatMap { i in
        ((i + 1)..<forms.count).compactMap { j -> Segment? in
          let difference = (a: forms[i].a - forms[j].a, b: forms[i].b - forms[j].b, c: forms[i].c - forms[j].c)
          let values = polygon.map { difference.a * $0.x + difference.b * $0.y + difference.c }
          guard values.contains(where: { $0 < 0 }), values.contains(where: { $0 > 0 }) else { return nil }
          let others = forms.indices.filter { $0 != i && $0 != j }.map { k in
            (a: forms[i].a - forms[k].a, b: forms[i].b - forms[k].b, c: forms[i].c - forms[k].c)
          }
          return levelSet(of: difference, in: cell, above: others)
        }
      }
    }
  }

  private typealias Form = (a: Double, b: Double, c: Double)

  /// The part of f = 0 in a cell on which all other forms are at least 0.
  private func levelSet(of form: Form, in cell: Int, above others: [Form]) -> Segment? {
    let polygon = polygon(of: cell)
    let values = polygon.map { form.a * $0.x + form.b * $0.y + form.c }
    var ends: [Window.Point] = []
    for i in polygon.indices {
      let next = (i + 1) % polygon.count
      if values[i] == 0 {
        ends.append(polygon[i])
      } else if values[i] * values[next] < 0 {
        let t = values[i] / (values[i] - values[next])
        ends.append(interpolate(polygon[i], polygon[next], t))
      }
    }
    guard ends.count == 2, values.contains(where: { $0 > 0 }) || values.contains(where: { $0 < 0 }) else { return nil }
    var (low, high) = (0.0, 1.0)
    for other in others {
      let atStart = other.a * ends[0].x + other.b * ends[0].y + other.c
      let atEnd = other.a * ends[1].x + other.b * ends[1].y + other.c
      if min(atStart, atEnd) < 0 && max(atStart, atEnd) <= 0 { return nil }
      if atStart * atEnd < 0 {
        let t = atStart / (atStart - atEnd)
        if atStart < 0 { low = max(low, t) } else { high = min(high, t) }
      }
    }
    guard low < high else { return nil }
    return Segment(cell: cell, from: interpolate(ends[0], ends[1], low), to: interpolate(ends[0], ends[1], high))
  }

  private func interpolate(_ p: Window.Point, _ q: Window.Point, _ t: Double) -> Window.Point {
    Window.Point(x: p.x + t * (q.x - p.x), y: p.y + t * (q.y - p.y))
  }
}
