import Figures

/// Finds room for a short text inside a region: of the points of a grid where it fits, the one farthest from everything it must not touch.
///
/// Whether it fits is measured in the text's own size, half its width in x and half its height in y, so that a region that is wide
/// enough is also found when it is low.
struct LabelPlace {
  /// Half the size of the text with some air, in CSS pixels.
  private let half: Point
  private static let steps = 28
  /// A text of half size (1, 1) fits into a circle of this radius, a little of its corners cut off.
  private static let leastRoom = 1.2
  /// More room than this is as good as any.
  private static let enoughRoom = 1.8

  /// For a text in the type of a narrow screen, where it is larger in the drawing's own units.
  init(text: String) { half = Point(4.7 * Double(text.count) + 5, 11) }

  /// The middle of the text on the region within closed rings, holes included; `nil` where there is no room.
  func middle(in rings: [[Point]], avoiding points: [Point]) -> Point? {
    guard let outer = rings.first, let first = outer.first else { return nil }
    let low = outer.reduce(first) { Point(min($0.x, $1.x), min($0.y, $1.y)) }
    let high = outer.reduce(first) { Point(max($0.x, $1.x), max($0.y, $1.y)) }
    var best: (point: Point, room: (scaled: Double, plain: Double))?
    for row in 1..<Self.steps {
      for column in 1..<Self.steps {
        let (s, t) = (Double(column) / Double(Self.steps), Double(row) / Double(Self.steps))
        let point = Point(low.x + s * (high.x - low.x), low.y + t * (high.y - low.y))
        let room = room(at: point, rings, points)
        if room > best?.room ?? (Self.leastRoom, 0) { best = (point, room) }
      }
    }
    return best?.point
  }

  /// The distance from a point to the nearest ring or point, in the text's size up to what is enough and in pixels; 0 outside of the
  /// region (even-odd rule).
  private func room(at point: Point, _ rings: [[Point]], _ points: [Point]) -> (scaled: Double, plain: Double) {
    let pixel = Point(1, 1)
    var (scaled, plain, isInside) = (Double.infinity, Double.infinity, false)
    for ring in rings {
      for (i, to) in ring.enumerated() {
        let from = ring[i == 0 ? ring.count - 1 : i - 1]
        scaled = min(scaled, squaredDistance(point, from, to, unit: half))
        plain = min(plain, squaredDistance(point, from, to, unit: pixel))
        if (from.y > point.y) != (to.y > point.y),
          point.x < from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
        {
          isInside.toggle()
        }
      }
    }
    for other in points {
      scaled = min(scaled, squaredDistance(point, other, other, unit: half))
      plain = min(plain, squaredDistance(point, other, other, unit: pixel))
    }
    return isInside ? (min(scaled.squareRoot(), Self.enoughRoom), plain.squareRoot()) : (0, 0)
  }

  /// The squared distance from a point to a segment.
  private func squaredDistance(_ point: Point, _ from: Point, _ to: Point, unit: Point) -> Double {
    let (px, py) = ((point.x - from.x) / unit.x, (point.y - from.y) / unit.y)
    let (dx, dy) = ((to.x - from.x) / unit.x, (to.y - from.y) / unit.y)
    let length = dx * dx + dy * dy
    let t = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
    let (x, y) = (px - t * dx, py - t * dy)
    return x * x + y * y
  }
}
