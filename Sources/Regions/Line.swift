import Linear

/// A line a·x + b·y + c = 0 in doubles, with a bound of its error anywhere in the window (see `AffineForms`).
struct Line: Sendable {
  let a: Double
  let b: Double
  let c: Double
  let error: Double

  /// The zero line of a unit.
  init(_ forms: AffineForms, unit: Int) {
    a = forms.a[unit]
    b = forms.b[unit]
    c = forms.c[unit]
    error = forms.error[unit]
  }

  /// The line through two corners of the window: exact but for rounding each coefficient.
  init(from p: Window.Point, to q: Window.Point, extent: Window.Point) {
    a = p.y - q.y
    b = q.x - p.x
    c = p.x * q.y - q.x * p.y
    let magnitude = abs(a) * extent.x + abs(b) * extent.y + abs(p.x * q.y) + abs(q.x * p.y)
    error = RoundingError.gamma(8) * magnitude + RoundingError.underflow(8) * (extent.x + extent.y + 1)
  }

  /// A point near the intersection of two lines, with bounds of its distance from it; infinite where the lines may be parallel.
  ///
  /// With residuals r, s of the exact functions at the point and D the determinant of the gradients, Cramer's rule gives
  /// |Δx| ≤ (|b₂|·r + |b₁|·s) / |D| and |Δy| ≤ (|a₂|·r + |a₁|·s) / |D|.
  func bound(_ point: Window.Point, with other: Line, extent: Window.Point) -> SignProver.Vertex {
    let slack = 1 + RoundingError.gamma(32)
    let (r, s) = (residual(point) * slack, other.residual(point) * slack)
    let (a1, b1) = (abs(a) + error / extent.x, abs(b) + error / extent.y)
    let (a2, b2) = (abs(other.a) + other.error / extent.x, abs(other.b) + other.error / extent.y)
    let spread =
      a1 * (other.error / extent.y) + b2 * (error / extent.x) + b1 * (other.error / extent.x) + a2 * (error / extent.y)
    let determinant = abs(a * other.b - other.a * b) - (spread + RoundingError.gamma(4) * (a1 * b2 + a2 * b1)) * slack
    // Products that underflow may hide as much; lines with coefficients that small are computed exactly.
    guard determinant > RoundingError.underflow(16) * 0x1p60 else {
      return SignProver.Vertex(point: point, errorX: .infinity, errorY: .infinity)
    }
    let (errorX, errorY) = ((b2 * r + b1 * s) / determinant, (a2 * r + a1 * s) / determinant)
    return SignProver.Vertex(point: point, errorX: errorX * slack, errorY: errorY * slack)
  }

  /// A bound of the magnitude of the exact function at a point of the window's bounding box.
  private func residual(_ point: Window.Point) -> Double {
    let (ax, by) = (a * point.x, b * point.y)
    return abs(ax + by + c) + RoundingError.gamma(4) * (abs(ax) + abs(by) + abs(c)) + error + RoundingError.underflow(4)
  }
}
