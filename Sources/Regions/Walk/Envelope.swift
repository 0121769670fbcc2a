/// The parts of a convex cell on which each of several affine forms is the largest, before they are cut into the patch.
///
/// Each part is the cell clipped by the half-planes in which its form beats the others. Points that several parts have made for themselves
/// are then found to be the same, exactly; coordinates decide nothing.
struct Envelope {
  /// A corner of the cell, or a point where one of its sides or a tie meets another tie.
  struct Point {
    var vertex: Patch.Vertex
    /// Two lines that meet here.
    let p: Patch.Origin
    let q: Patch.Origin
    /// The corner of the cell that this is; `nil` for a new point.
    var corner: Int?

    /// Whether two points are the same by their lines alone: the same two lines, or ties of the same three forms, which all meet where two
    /// of them do. Points for which this is false may be the same for other reasons.
    func hasLines(of point: Point) -> Bool {
      if p.isOn(point.p) && q.isOn(point.q) || p.isOn(point.q) && q.isOn(point.p) { return true }
      guard p.other >= 0, q.other >= 0, point.p.other >= 0, point.q.other >= 0, p.stage == point.p.stage else { return false }
      let rows: Set = [p.row, p.other, q.row, q.other]
      return p.stage == q.stage && point.p.stage == point.q.stage && rows.count == 3
        && rows == [point.p.row, point.p.other, point.q.row, point.q.other]
    }
  }

  /// What a side of a part lies on.
  enum Side: Equatable {
    /// The cell's edge from corner i to the next.
    case edge(Int)
    /// The tie with another form.
    case tie(Int)
  }

  /// The largest form on a part, by its place in the list of forms; the corners of the part, counter-clockwise, each with the side that
  /// leads on from it.
  struct Part {
    let form: Int
    var corners: [(point: Int, side: Side)]
  }

  var points: [Point]
  var parts: [Part] = []

  /// The places where the cell's edge i is cut, from its corner i on.
  func chain(ofEdge i: Int) -> [Int] {
    var next: [Int: Int] = [:]
    for part in parts {
      for (index, corner) in part.corners.enumerated() where corner.side == .edge(i) {
        next[corner.point] = part.corners[(index + 1) % part.corners.count].point
      }
    }
    var chain: [Int] = []
    var point = points.firstIndex { $0.corner == i }
    while let here = point, let following = next[here] {
      next[here] = nil
      point = following
      if points[following].corner == nil { chain.append(following) }
    }
    return chain
  }

  /// Puts one number in the place of others that stand for the same point.
  mutating func merge(_ numbers: [Int]) {
    for part in parts.indices {
      for corner in parts[part].corners.indices { parts[part].corners[corner].point = numbers[parts[part].corners[corner].point] }
    }
  }
}
