import Linear

/// An affine function a·x + b·y + c in double-double arithmetic, each coefficient with a bound of its error.
package struct DoubleDoubleForm: PathForm {
  package typealias Columns = DoubleDoubleColumns

  package var a: DoubleDouble
  package var b: DoubleDouble
  package var c: DoubleDouble

  package static let zero = DoubleDoubleForm(a: .zero, b: .zero, c: .zero)

  package init(a: DoubleDouble, b: DoubleDouble, c: DoubleDouble) {
    self.a = a
    self.b = b
    self.c = c
  }

  /// The line through two points, positive on the left of the way from one to the other.
  package init(from p: Window.Point, to q: Window.Point) {
    let (px, py, qx, qy) = (DoubleDouble(p.x), DoubleDouble(p.y), DoubleDouble(q.x), DoubleDouble(q.y))
    self.init(a: py - qy, b: qx - px, c: px * qy - qx * py)
  }

  package static func coordinate(_ index: Int) -> Self {
    index == 0 ? Self(a: DoubleDouble(1), b: .zero, c: .zero) : Self(a: .zero, b: DoubleDouble(1), c: .zero)
  }

  package func scaled(by factor: Double) -> Self {
    let factor = DoubleDouble(factor)
    return Self(a: a * factor, b: b * factor, c: c * factor)
  }

  package static func - (p: Self, q: Self) -> Self { Self(a: p.a - q.a, b: p.b - q.b, c: p.c - q.c) }

  /// The point where this line meets another, rounded to doubles; `nil` where they may be parallel or the bound is no better than that of a
  /// double.
  func intersection(with line: Self) -> Patch.Vertex? {
    let point = DoubleDoublePoint(self, line)
    guard let x = point.x.quotient(by: point.w), let y = point.y.quotient(by: point.w) else { return nil }
    let (size, error) = (max(abs(x.value), abs(y.value)), max(x.error, y.error))
    guard error <= 0x1p-49 * size + .leastNonzeroMagnitude else { return nil }
    return Patch.Vertex(x: x.value, y: y.value, error: error)
  }

  /// The sign of this function where two lines meet, as far as it is proved: that of the determinant of the three, over the sign of the
  /// determinant of the gradients.
  func sign(at p: Self, and q: Self) -> Int8? {
    let point = DoubleDoublePoint(p, q)
    guard let orientation = point.w.sign, orientation != 0 else { return nil }
    return (a * point.x + b * point.y + c * point.w).sign.map { $0 * orientation }
  }
}
