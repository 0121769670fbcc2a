import Linear

/// An affine function a·x + b·y + c in double-double arithmetic, each coefficient with a bound of its error.
struct DoubleDoubleForm: PathForm {
  var a: DoubleDouble
  var b: DoubleDouble
  var c: DoubleDouble

  static let zero = DoubleDoubleForm(a: .zero, b: .zero, c: .zero)

  init(a: DoubleDouble, b: DoubleDouble, c: DoubleDouble) {
    self.a = a
    self.b = b
    self.c = c
  }

  /// The line through two points, positive on the left of the way from one to the other.
  init(from p: Window.Point, to q: Window.Point) {
    let (px, py, qx, qy) = (DoubleDouble(p.x), DoubleDouble(p.y), DoubleDouble(q.x), DoubleDouble(q.y))
    self.init(a: py - qy, b: qx - px, c: px * qy - qx * py)
  }

  static func coordinate(_ index: Int) -> Self {
    index == 0 ? Self(a: DoubleDouble(1), b: .zero, c: .zero) : Self(a: .zero, b: DoubleDouble(1), c: .zero)
  }

  static func row(_ terms: [(coefficient: Double, form: Self)], divisor: Double, bias: Double) -> Self {
    var sum = Self.zero
    for (coefficient, form) in terms {
      let factor = DoubleDouble(coefficient)
      sum = Self(a: sum.a + factor * form.a, b: sum.b + factor * form.b, c: sum.c + factor * form.c)
    }
    if divisor != 1 { sum = Self(a: sum.a / divisor, b: sum.b / divisor, c: sum.c / divisor) }
    if bias != 0 { sum.c = sum.c + DoubleDouble(bias) }
    return sum
  }

  func scaled(by factor: Double) -> Self {
    let factor = DoubleDouble(factor)
    return Self(a: a * factor, b: b * factor, c: c * factor)
  }

  static func - (p: Self, q: Self) -> Self { Self(a: p.a - q.a, b: p.b - q.b, c: p.c - q.c) }

  /// The point where this line meets another, rounded to doubles; `nil` where they may be parallel or the bound is no better than that of a
  /// double.
  func intersection(with line: Self) -> Patch.Vertex? {
    let w = a * line.b - line.a * b
    guard let orientation = w.sign, orientation != 0 else { return nil }
    let x = b * line.c - line.b * c, y = c * line.a - line.c * a
    // |x/w − high(x)/high(w)| ≤ (δx + |x/w|·δw) / (|w| − δw), where δ holds the low parts as well, beside one rounding.
    let (deltaX, deltaY) = (x.error + abs(x.low), y.error + abs(y.low)), deltaW = w.error + abs(w.low)
    let (px, py) = (x.high / w.high, y.high / w.high)
    let size = max(abs(px), abs(py))
    let error = (max(deltaX, deltaY) + size * deltaW) / (abs(w.high) - deltaW) * (1 + 0x1p-40) + 2 * RoundingError.unit * size
    guard px.isFinite, py.isFinite, error <= 0x1p-49 * size + .leastNonzeroMagnitude else { return nil }
    return Patch.Vertex(x: px, y: py, error: error + .leastNonzeroMagnitude)
  }

  /// The sign of this function where two lines meet, as far as it is proved: that of the determinant of the three, over the sign of the
  /// determinant of the gradients.
  func sign(at p: Self, and q: Self) -> Int8? {
    let w = p.a * q.b - q.a * p.b
    guard let orientation = w.sign, orientation != 0 else { return nil }
    let x = p.b * q.c - q.b * p.c, y = p.c * q.a - q.c * p.a
    return (a * x + b * y + c * w).sign.map { $0 * orientation }
  }
}
