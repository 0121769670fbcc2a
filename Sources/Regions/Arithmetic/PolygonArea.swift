import Linear

/// The area of a polygon, by the shoelace formula from its first corner.
enum PolygonArea {
  /// The area of a polygon in doubles, positive where its corners are counter-clockwise.
  static func signed(_ corners: some Collection<Window.Point>) -> Double {
    guard let origin = corners.first else { return 0 }
    var twice = 0.0
    for (p, q) in zip(corners.dropFirst(), corners.dropFirst(2)) {
      twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y)
    }
    return twice / 2
  }

  /// The same, and a bound of its distance from the area of a polygon whose coordinates are off by at most `error`.
  ///
  /// With e the error, moving corner i changes the area by at most e/2·(|x_{i+1} − x_{i−1}| + |y_{i+1} − y_{i−1}|), which adds up to at most
  /// e times the length of the border in the 1-norm, and n·e² for both ends of a side at once; the rest is the rounding of the formula
  /// (Higham 2002, §3.1).
  static func bounded(_ corners: UnsafeBufferPointer<Window.Point>, error: Double) -> (area: Double, bound: Double) {
    guard corners.count > 0, let base = corners.baseAddress else { return (0, 0) }
    let origin = base[0]
    var before = base[corners.count &- 1]
    var (twice, border, products) = (0.0, 0.0, 0.0)
    for i in 0..<corners.count {
      let corner = base[i]
      border += abs(corner.x - before.x) + abs(corner.y - before.y)
      let (forth, back) = ((before.x - origin.x) * (corner.y - origin.y), (corner.x - origin.x) * (before.y - origin.y))
      products += abs(back) + abs(forth)
      if i > 1 { twice += forth - back }
      before = corner
    }
    let moved = error * (border + Double(corners.count) * error)
    let bound = (moved + WalkFrame.gamma8 * products) * (1 + RoundingError.gamma(2 * corners.count + 8)) + .leastNormalMagnitude
    return (twice / 2, bound)
  }

  /// The area of a convex polygon from the lines of its sides, as `exact` takes them, in double-doubles, with a bound of its error; `nil`
  /// where lines that follow one another may be parallel.
  ///
  /// It is the sum of the triangles that the first corner makes with the sides, each a determinant over three weights.
  static func close(_ lines: [DoubleDoubleForm]) -> (area: Double, error: Double)? {
    let corners = lines.indices.map { DoubleDoublePoint(lines[$0 == 0 ? lines.count - 1 : $0 - 1], lines[$0]) }
    guard let origin = corners.first else { return nil }
    var (twice, error) = (0.0, 0.0)
    for (p, q) in zip(corners.dropFirst(), corners.dropFirst(2)) {
      guard let triangle = DoubleDoublePoint.determinant(origin, p, q).quotient(by: origin.w * p.w * q.w) else { return nil }
      twice += triangle.value
      error += triangle.error + RoundingError.unit * abs(twice)
    }
    return (abs(twice) / 2, error * (1 + 0x1p-40) / 2)
  }

  /// The area of a convex polygon, each side on a line of which the polygon lies on one side, in the order of its border: exact, then rounded
  /// once. Sides that follow one another on one line are taken together.
  static func exact(_ lines: [ExactForm]) -> Double {
    let corners = lines.indices.compactMap { ExactPoint(lines[$0 == 0 ? lines.count - 1 : $0 - 1], lines[$0]) }
    guard corners.count >= 3 else { return 0 }
    var twice = Rational(Dyadic.zero)
    for (p, q) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      twice = twice + Rational(p.x * q.y - q.x * p.y, over: p.w * q.w)
    }
    return abs((twice / Rational(2)).rounded)
  }
}
