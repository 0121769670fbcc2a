/// The parts of a convex cell on which each of several affine forms is the largest.
///
/// Each part is the cell clipped by the half-planes in which its form beats the others. Only combinatorics is decided here, by signs that
/// an `EnvelopeGeometry` proves; coordinates decide nothing. Of forms that are equal on the cell the first counts; a form that is largest
/// only on a line or in a point makes no part.
struct UpperEnvelope {
  /// Where a point lies: this alone determines the point.
  enum Place: Hashable {
    /// The corner of the cell with this number.
    case corner(Int)
    /// On the cell's edge from a corner to the next, where two forms tie, the smaller number first.
    case edge(Int, tie: [Int])
    /// Inside, where three forms tie, in ascending order.
    case inside(tie: [Int])

    /// Whether two forms tie here by the way the point was made.
    func ties(_ one: Int, _ other: Int) -> Bool {
      switch self {
      case .corner: false
      case .edge(_, let tie), .inside(let tie): tie.contains(one) && tie.contains(other)
      }
    }
  }

  struct Point {
    let vertex: Patch.Vertex
    let place: Place
  }

  /// What a side of a part lies on.
  enum Side: Equatable {
    /// The cell's edge from corner i to the next.
    case edge(Int)
    /// The tie with another form.
    case tie(Int)
  }

  /// A form and the corners of the part on which it is the largest, counter-clockwise, each with the side that leads on from it.
  struct Part {
    let form: Int
    var corners: [(point: Int, side: Side)]
  }

  private(set) var points: [Point]
  private(set) var parts: [Part] = []

  /// The envelope of forms 0, 1, … on a cell with the given corners, counter-clockwise; corners may lie on the line of their neighbours.
  init<Geometry: EnvelopeGeometry & ~Copyable>(of formCount: Int, corners: [Patch.Vertex], in geometry: inout Geometry) {
    points = corners.enumerated().map { Point(vertex: $0.element, place: .corner($0.offset)) }
    for form in 0..<formCount { clip(form, formCount, cornerCount: corners.count, &geometry) }
    merge(&geometry)
  }

  /// Adds the part on which a form is the largest, if it has an interior.
  private mutating func clip<Geometry: EnvelopeGeometry & ~Copyable>(
    _ form: Int, _ formCount: Int, cornerCount: Int, _ geometry: inout Geometry
  ) {
    var corners: [(point: Int, side: Side)] = (0..<cornerCount).map { ($0, .edge($0)) }
    for other in 0..<formCount where other != form {
      let signs = corners.map { corner in
        let point = points[corner.point]
        return point.place.ties(form, other) ? 0 : geometry.sign(of: form, minus: other, at: point)
      }
      let (isGreater, isLess) = (signs.contains { $0 > 0 }, signs.contains { $0 < 0 })
      // Nowhere greater: dominated, or equal all over the part.
      if !isGreater && (isLess || other < form) { return }
      if !isLess { continue }
      corners = cut(corners, signs, form, other, &geometry)
    }
    parts.append(Part(form: form, corners: corners))
  }

  /// The corners of the part of a polygon on which a form is larger than another, given the signs of their difference.
  private mutating func cut<Geometry: EnvelopeGeometry & ~Copyable>(
    _ corners: [(point: Int, side: Side)], _ signs: [Int8], _ form: Int, _ other: Int, _ geometry: inout Geometry
  ) -> [(point: Int, side: Side)] {
    var kept: [(point: Int, side: Side)] = []
    for (i, corner) in corners.enumerated() {
      let (sign, next) = (signs[i], signs[(i + 1) % signs.count])
      if sign > 0 || sign == 0 && next > 0 { kept.append(corner) }
      if sign == 0 && next < 0 { kept.append((corner.point, .tie(other))) }
      guard sign * next < 0 else { continue }
      let place: Place =
        switch corner.side {
        case .edge(let edge): .edge(edge, tie: [form, other].sorted())
        case .tie(let third): .inside(tie: [form, other, third].sorted())
        }
      let following = corners[(i + 1) % corners.count].point
      let vertex = geometry.crossing(of: form, and: other, at: place, from: points[corner.point], to: points[following])
      points.append(Point(vertex: vertex, place: place))
      kept.append((points.count - 1, sign > 0 ? .tie(other) : corner.side))
    }
    return kept
  }

  /// Finds the points that several parts have made for themselves, and keeps the first of each.
  private mutating func merge<Geometry: EnvelopeGeometry & ~Copyable>(_ geometry: inout Geometry) {
    var numbers = Array(points.indices)
    let made = points.indices.filter { if case .corner = points[$0].place { false } else { true } }
    for (count, i) in made.enumerated() {
      let same = made[..<count].first {
        numbers[$0] == $0 && (points[$0].place == points[i].place || geometry.isSame(points[$0], points[i]))
      }
      if let same { numbers[i] = same }
    }
    for part in parts.indices {
      for corner in parts[part].corners.indices { parts[part].corners[corner].point = numbers[parts[part].corners[corner].point] }
    }
  }

  /// The points at which the cell's edge i is cut, from its corner i on.
  func chain(ofEdge i: Int) -> [Int] {
    var next: [Int: Int] = [:]
    for part in parts {
      for (index, corner) in part.corners.enumerated() where corner.side == .edge(i) {
        next[corner.point] = part.corners[(index + 1) % part.corners.count].point
      }
    }
    var chain: [Int] = []
    var point = i
    while let following = next.removeValue(forKey: point) {
      point = following
      if case .edge = points[following].place { chain.append(following) }
    }
    return chain
  }
}

/// Signs and coordinates for an envelope. Forms are named by their places in its list.
protocol EnvelopeGeometry: ~Copyable {
  /// The exact sign of the difference of two forms at a point.
  mutating func sign(of form: Int, minus other: Int, at point: UpperEnvelope.Point) -> Int8
  /// The place between two points where the difference of two forms, which has opposite signs there, vanishes.
  mutating func crossing(
    of form: Int, and other: Int, at place: UpperEnvelope.Place, from p: UpperEnvelope.Point, to q: UpperEnvelope.Point
  ) -> Patch.Vertex
  /// Whether two points are the same, exactly.
  mutating func isSame(_ p: UpperEnvelope.Point, _ q: UpperEnvelope.Point) -> Bool
}
