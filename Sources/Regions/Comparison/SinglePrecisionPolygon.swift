/// A convex polygon with corners in single precision.
struct SinglePrecisionPolygon {
  /// A corner as it was rounded.
  struct Corner {
    var x: Float
    var y: Float
  }

  var corners: [Corner]

  /// The part where the heights of the corners have one sign, with the computed crossings of its border (Sutherland and Hodgman,
  /// "Reentrant polygon clipping", 1974).
  func side(_ heights: [Float], sign: Float) -> Self {
    var result: [Corner] = []
    for (i, corner) in corners.enumerated() {
      let next = i + 1 == corners.count ? 0 : i + 1
      if heights[i] * sign >= 0 { result.append(corner) }
      if heights[i] < 0 && heights[next] > 0 || heights[i] > 0 && heights[next] < 0 {
        let t = heights[i] / (heights[i] - heights[next])
        result.append(
          Corner(x: corner.x + t * (corners[next].x - corner.x), y: corner.y + t * (corners[next].y - corner.y)))
      }
    }
    return Self(corners: result)
  }
}
