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
  /// on which no third output is greater. A segment along an edge, which both cells have, is given once.
  package func decisionBoundary() -> [Segment] {
    var onEdges: Set<[Window.Point]> = []
    return (0..<cellCount).flatMap { cell -> [Segment] in
      let polygon = polygon(of: cell)
      let forms = affineMap(of: cell)
      let segments = forms.count == 1 ? [levelSet(of: forms[0], in: cell, above: [])].compactMap { $0 } : ties(forms, polygon, cell)
      return segments.filter { segment in
        guard polygon.contains(segment.from), polygon.contains(segment.to) else { return true }
        let isOrdered = (segment.from.x, segment.from.y) < (segment.to.x, segment.to.y)
        return onEdges.insert(isOrdered ? [segment.from, segment.to] : [segment.to, segment.from]).inserted
      }
    }
  }

  /// The sum of the lengths of the boundary's segments, in doubles.
  package static func length(of segments: [Segment]) -> Double {
    segments.reduce(0) { sum, segment in
      let (dx, dy) = (segment.to.x - segment.from.x, segment.to.y - segment.from.y)
      return sum + (dx * dx + dy * dy).squareRoot()
    }
  }

  private func ties(_ forms: [Form], _ polygon: [Window.Point], _ cell: Int) -> [Segment] {
    let values = forms.map { form in polygon.map { form.a * $0.x + form.b * $0.y + form.c } }
    // An output that is the greatest at every corner is the greatest between them, too.
    let first = forms.indices.max { values[$0][0] < values[$1][0] } ?? 0
    if forms.indices.allSatisfy({ k in k == first || zip(values[first], values[k]).allSatisfy { $0 > $1 } }) { return [] }
    return forms.indices.flatMap { i in
      ((i + 1)..<forms.count).compactMap { j -> Segment? in
        let differences = zip(values[i], values[j]).map { $0 - $1 }
        guard differences.contains(where: { $0 < 0 }), differences.contains(where: { $0 > 0 }) else { return nil }
        let others = forms.indices.filter { $0 != i && $0 != j }.map { k in
          (a: forms[i].a - forms[k].a, b: forms[i].b - forms[k].b, c: forms[i].c - forms[k].c)
        }
        let difference = (a: forms[i].a - forms[j].a, b: forms[i].b - forms[j].b, c: forms[i].c - forms[j].c)
        return levelSet(of: difference, in: cell, above: others)
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
