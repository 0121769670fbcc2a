import Linear

/// What the inner loops know of the window: the box that error bounds hold in. Plain numbers, so that copies cost nothing.
struct WalkFrame: Sendable {
  /// The largest |x| and |y|.
  let extent: Window.Point
  let low: Window.Point
  let high: Window.Point
  /// Vertices whose error bound is above this are placed exactly instead.
  let largestVertexError: Double

  /// γ₈ for the few operations of evaluating a form, and more than underflow can hide there (a normal number, as denormal ones are slow).
  /// Constants, so that no inner loop calls for them.
  static var gamma8: Double { 9 * 0x1p-53 / (1 - 9 * 0x1p-53) }
  static var underflow: Double { .leastNormalMagnitude }

  init(_ window: Window) {
    extent = window.extent
    (low, high) = (window.minimum, window.maximum)
    largestVertexError = min(high.x - low.x, high.y - low.y) * 0x1p-20
  }

  /// A bound, anywhere in the window, of the error of a form whose coefficients have the given bounds.
  @inline(__always)
  func bound(_ a: Double, _ b: Double, _ c: Double) -> Double {
    // Three zeros are a proof; a sum that underflows to zero is not.
    if a == 0, b == 0, c == 0 { return 0 }
    return (a * extent.x + b * extent.y + c) * (1 + Self.gamma8) + Self.underflow
  }

  /// A bound of what evaluating a·x + b·y + c in doubles adds to the error: two roundings of products and two of sums, taken as
  /// eight (Higham 2002, §3.1).
  @inline(__always)
  func evaluationBound(_ a: Double, _ b: Double, _ c: Double) -> Double {
    Self.gamma8 * (abs(a) * extent.x + abs(b) * extent.y + abs(c)) + Self.underflow
  }

  /// The line of side `number` of the window: exact but for rounding each coefficient.
  func side(_ number: Int, of window: Window) -> Patch.Line {
    let (p, q) = (window.corners[number], window.cornerAfter(number))
    let (a, b, c) = (p.y - q.y, q.x - p.x, p.x * q.y - q.x * p.y)
    let magnitude = abs(a) * extent.x + abs(b) * extent.y + abs(p.x * q.y) + abs(q.x * p.y)
    let error = Self.gamma8 * magnitude + Self.underflow * (extent.x + extent.y + 1)
    return Patch.Line(a: a, b: b, c: c, error: error, origin: Patch.Origin(stage: -1, row: Int32(number)))
  }

  /// How far a point near the intersection of two lines may be from it in either coordinate; infinite where they may be parallel.
  ///
  /// With residuals r, s of the exact functions at the point and D the determinant of the gradients, Cramer's rule gives
  /// |Δx| ≤ (|b₂|·r + |b₁|·s) / |D| and |Δy| ≤ (|a₂|·r + |a₁|·s) / |D|.
  @inline(__always)
  func distance(_ x: Double, _ y: Double, _ p: Patch.Line, _ q: Patch.Line) -> Double {
    let slack = 1 + 4 * Self.gamma8
    let (r, s) = (residual(p, x, y) * slack, residual(q, x, y) * slack)
    let (px, py, qx, qy) = (p.error / extent.x, p.error / extent.y, q.error / extent.x, q.error / extent.y)
    let (a1, b1, a2, b2) = (abs(p.a) + px, abs(p.b) + py, abs(q.a) + qx, abs(q.b) + qy)
    let spread = a1 * qy + b2 * px + b1 * qx + a2 * py
    let determinant = abs(p.a * q.b - q.a * p.b) - (spread + Self.gamma8 * (a1 * b2 + a2 * b1)) * slack
    // Products that underflow may hide as much; lines with coefficients that small are computed exactly.
    guard determinant > 0x1p-1010 else { return .infinity }
    return larger(b2 * r + b1 * s, a2 * r + a1 * s) / determinant * slack
  }

  /// Where a line crosses another between two points on that, at p + t·(q − p) with t = u / (u + v), u and v the magnitudes of its form at
  /// both ends; with an infinite error where it has the same value at both, or values whose difference no double holds.
  ///
  /// With errors of at most δ in u and v, t is off by at most δ / (u + v): the numerator of the difference of both quotients is at most
  /// δ·(u + v) of the exact ones, which cancel. The distance from the other line bounds the error as well (`distance`), and the better bound
  /// is taken where the latter is too wide.
  @inline(__always)
  func crossing(_ line: Patch.Line, on other: Patch.Line, from p: Patch.Vertex, to q: Patch.Vertex) -> Patch.Vertex {
    let atP = line.a * p.x + line.b * p.y + line.c, atQ = line.a * q.x + line.b * q.y + line.c
    guard atP != atQ, (atP - atQ).isFinite else { return Patch.Vertex(x: p.x, y: p.y, error: .infinity) }
    let t = min(larger(atP / (atP - atQ), 0), 1)
    let (x, y) = clamped(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y))
    var error = distance(x, y, line, other)
    if !(error <= largestVertexError) {
      let endError = larger(p.error, q.error)
      let doubt = line.error + (abs(line.a) + abs(line.b)) * endError
      let slip = min(doubt / abs(atP - atQ), 1) * larger(abs(q.x - p.x), abs(q.y - p.y))
      error = min(error, (endError + slip) * (1 + 2 * Self.gamma8) + Self.gamma8 * max(extent.x, extent.y))
    }
    return Patch.Vertex(x: x, y: y, error: error)
  }

  /// A bound of the magnitude of the exact function at a point of the window's box.
  @inline(__always)
  private func residual(_ line: Patch.Line, _ x: Double, _ y: Double) -> Double {
    let (ax, by) = (line.a * x, line.b * y)
    return abs(ax + by + line.c) + Self.gamma8 * (abs(ax) + abs(by) + abs(line.c)) + line.error + Self.underflow
  }

  /// A point moved into the window's box, which error bounds hold in.
  @inline(__always)
  func clamped(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (min(larger(x, low.x), high.x), min(larger(y, low.y), high.y))
  }
}
