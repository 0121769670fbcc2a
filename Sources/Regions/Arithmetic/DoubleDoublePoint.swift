import Linear

/// Where two lines meet, in homogeneous coordinates (x : y : w) with a bound of the error of each.
struct DoubleDoublePoint {
  let x: DoubleDouble
  let y: DoubleDouble
  let w: DoubleDouble

  init(_ p: DoubleDoubleForm, _ q: DoubleDoubleForm) {
    x = p.b * q.c - q.b * p.c
    y = p.c * q.a - q.c * p.a
    w = p.a * q.b - q.a * p.b
  }

  /// The determinant of three points: twice the signed area of their triangle, times the product of their `w`.
  static func determinant(_ p: Self, _ q: Self, _ r: Self) -> DoubleDouble {
    p.x * (q.y * r.w - r.y * q.w) - p.y * (q.x * r.w - r.x * q.w) + p.w * (q.x * r.y - r.x * q.y)
  }
}

extension DoubleDouble {
  /// This number over another in doubles, with a bound of the error; `nil` where the other may be zero or the quotient leaves the range of doubles.
  ///
  /// |x/w − high(x)/high(w)| ≤ (δx + |x/w|·δw) / (|w| − δw), where δ holds the low parts as well, beside one rounding.
  func quotient(by divisor: DoubleDouble) -> (value: Double, error: Double)? {
    guard let sign = divisor.sign, sign != 0 else { return nil }
    let value = high / divisor.high
    let (delta, deltaDivisor) = (error + abs(low), divisor.error + abs(divisor.low))
    let bound = (delta + abs(value) * deltaDivisor) / (abs(divisor.high) - deltaDivisor) * (1 + 0x1p-40) + 2 * RoundingError.unit * abs(value)
    guard value.isFinite, bound.isFinite else { return nil }
    return (value, bound + .leastNonzeroMagnitude)
  }
}
