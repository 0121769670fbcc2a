import Diagnostics
import Linear

/// The part of the input plane that is looked at: a convex polygon with corners in doubles, taken as exact numbers.
package struct Window: Sendable, Equatable {
  /// A point of the input plane.
  package struct Point: Sendable, Hashable, BitwiseCopyable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// At least three corners, counter-clockwise, no three on a line, with coordinates from −10¹⁰⁰ to 10¹⁰⁰ and an area of at least 10⁻²⁰⁰.
  package let corners: [Point]

  /// The most corners a window may have.
  package static let mostCorners = 256

  private static let largestCoordinate = 1e100
  private static let smallestArea = 1e-200

  /// The rectangle [x₀, x₁] × [y₀, y₁].
  package init(x: ClosedRange<Double>, y: ClosedRange<Double>) throws(Diagnostic) {
    try self.init(polygon: [
      Point(x: x.lowerBound, y: y.lowerBound), Point(x: x.upperBound, y: y.lowerBound),
      Point(x: x.upperBound, y: y.upperBound), Point(x: x.lowerBound, y: y.upperBound),
    ])
  }

  /// A convex polygon, its corners in either order; corners on the line between their neighbours are left out.
  ///
  /// Orientation is decided exactly. Throws a `Diagnostic` when a coordinate is not finite, when the polygon has no area
  /// or more than `mostCorners` corners, and when it is not convex (the corner is named).
  package init(polygon: [Point]) throws(Diagnostic) {
    guard polygon.count <= Self.mostCorners else {
      throw Self.fail("has \(polygon.count) corners; at most \(Self.mostCorners) are possible", fix: "leave corners out")
    }
    guard polygon.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { throw Self.fail("has a corner that is not finite", fix: Self.range) }
    guard polygon.allSatisfy({ abs($0.x) <= Self.largestCoordinate && abs($0.y) <= Self.largestCoordinate }) else {
      throw Self.fail("has a coordinate beyond 1e100, where products of coordinates overflow", fix: Self.range)
    }
    var corners = Self.withoutFlatCorners(polygon)
    guard corners.count >= 3 else { throw Self.fail("has no area") }
    guard Set(corners).count == corners.count else { throw Self.fail("passes through a corner twice", fix: "give each corner once, in order") }
    if Self.turn(corners[0], corners[1], corners[2]) < 0 { corners.reverse() }
    for i in corners.indices {
      let from = corners[i], to = corners[(i + 1) % corners.count]
      for corner in corners where Self.turn(from, to, corner) < 0 {
        let corner = Self.reflexCorner(of: corners) ?? corner
        throw Self.fail("is not convex at the corner (\(corner.x), \(corner.y))", fix: "give the corners of a convex polygon in order")
      }
    }
    self.corners = corners
    guard area >= Self.smallestArea else {
      throw Self.fail(
        "has an area below 1e-200, where products of lengths underflow", fix: "choose a larger window, or scale the network's input")
    }
  }

  /// The first corner with an angle above 180°; `nil` where sides cross instead.
  private static func reflexCorner(of corners: [Point]) -> Point? {
    let orientation = PolygonArea.signed(corners)
    return corners.indices.first { place in
      let (before, after) = (corners[(place + corners.count - 1) % corners.count], corners[(place + 1) % corners.count])
      return Double(Self.turn(before, corners[place], after)) * orientation < 0
    }.map { corners[$0] }
  }

  private static let range = "use coordinates from -1e100 to 1e100"

  private static func fail(_ message: String, fix: String = "give a polygon with an area, its corners in order") -> Diagnostic {
    Diagnostic(id: "bad-window", "the window \(message)", at: .none, fix: fix)
  }

  private static func withoutFlatCorners(_ polygon: [Point]) -> [Point] {
    var corners: [Point] = []
    for corner in polygon where corners.last != corner { corners.append(corner) }
    while corners.count > 1, corners.first == corners.last { corners.removeLast() }
    var index = 0
    while corners.count >= 3, index < corners.count {
      let count = corners.count
      let (before, after) = (corners[(index + count - 1) % count], corners[(index + 1) % count])
      if turn(before, corners[index], after) == 0, goesOn(before, corners[index], after) {
        corners.remove(at: index)
        index = max(0, index - 1)
      } else {
        index += 1
      }
    }
    return corners
  }

  /// The sign of the turn a → b → c: 1 to the left, −1 to the right, 0 straight on. Exact.
  private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Int {
    let (ax, ay) = (Dyadic(a.x), Dyadic(a.y))
    return ((Dyadic(b.x) - ax) * (Dyadic(c.y) - ay) - (Dyadic(b.y) - ay) * (Dyadic(c.x) - ax)).sign
  }

  /// Whether the way a → b → c on one line goes on, instead of turning back. Exact.
  private static func goesOn(_ a: Point, _ b: Point, _ c: Point) -> Bool {
    let (bx, by) = (Dyadic(b.x), Dyadic(b.y))
    return ((bx - Dyadic(a.x)) * (Dyadic(c.x) - bx) + (by - Dyadic(a.y)) * (Dyadic(c.y) - by)).sign > 0
  }

  /// The corner that follows corner i.
  func cornerAfter(_ i: Int) -> Point { corners[i + 1 == corners.count ? 0 : i + 1] }

  package var minimum: Point { Point(x: corners.map(\.x).min()!, y: corners.map(\.y).min()!) }
  package var maximum: Point { Point(x: corners.map(\.x).max()!, y: corners.map(\.y).max()!) }

  /// The largest |x| and |y| in the window.
  var extent: Point { Point(x: max(abs(minimum.x), abs(maximum.x)), y: max(abs(minimum.y), abs(maximum.y))) }

  /// The area, correctly rounded.
  package var area: Double {
    var twice = Dyadic.zero
    for (i, a) in corners.enumerated() {
      let b = corners[(i + 1) % corners.count]
      twice += Dyadic(a.x) * Dyadic(b.y) - Dyadic(b.x) * Dyadic(a.y)
    }
    return twice.divided(by: Dyadic(2))
  }

  /// Whether another window lies in this one, the borders counted in. Exact.
  package func contains(_ other: Window) -> Bool {
    corners.indices.allSatisfy { i in
      other.corners.allSatisfy { Self.turn(corners[i], corners[(i + 1) % corners.count], $0) >= 0 }
    }
  }
}
