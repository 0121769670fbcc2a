/// The sign of a class of points: a shape as well as a colour, so that colour is never the only difference.
package enum Marker: Int, Sendable, CaseIterable {
  case circle, square, triangle, diamond, down

  /// The marker of the n-th class.
  package init(index: Int) { self = Self.allCases[index % Self.allCases.count] }

  /// The marker at a place of the canvas; `radius` in CSS pixels.
  package func shape(at point: Point, radius: Double, fill: Color) -> Shape {
    let style = Style(class: "point", fill: fill)
    let (x, y, r) = (point.x, point.y, radius)
    switch self {
    case .circle: return .circle(centre: point, radius: r, style)
    case .square:
      let square = Rectangle(x: x - r * 0.89, y: y - r * 0.89, width: r * 1.78, height: r * 1.78)
      return .lines([Polyline(square.corners, isClosed: true)], style)
    case .triangle:
      return .lines(
        [Polyline([Point(x, y - r * 1.3), Point(x + r * 1.13, y + r * 0.65), Point(x - r * 1.13, y + r * 0.65)], isClosed: true)], style)
    case .diamond:
      let corners = [Point(x, y - r * 1.25), Point(x + r * 1.25, y), Point(x, y + r * 1.25), Point(x - r * 1.25, y)]
      return .lines([Polyline(corners, isClosed: true)], style)
    case .down:
      return .lines(
        [Polyline([Point(x, y + r * 1.3), Point(x + r * 1.13, y - r * 0.65), Point(x - r * 1.13, y - r * 0.65)], isClosed: true)], style)
    }
  }
}
