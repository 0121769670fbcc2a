import Linear
import Networks

/// An affine function (a·x + b·y + c) / denominator in exact numbers, the denominator positive. Its zero set is a line.
///
/// Weights are dyadic, so denominators stay 1 until something is divided (an average over nine values).
package struct ExactForm: PathForm {
  package typealias Columns = ExactColumns

  package var a: Dyadic
  package var b: Dyadic
  package var c: Dyadic
  package var denominator = Dyadic.one

  package static let zero = ExactForm(a: .zero, b: .zero, c: .zero)

  package init(a: Dyadic, b: Dyadic, c: Dyadic, denominator: Dyadic = .one) {
    self.a = a
    self.b = b
    self.c = c
    self.denominator = denominator
  }

  /// The line through two points, positive on the left of the way from one to the other.
  package init(from p: Window.Point, to q: Window.Point) {
    let (px, py, qx, qy) = (Dyadic(p.x), Dyadic(p.y), Dyadic(q.x), Dyadic(q.y))
    self.init(a: py - qy, b: qx - px, c: px * qy - qx * py)
  }

  var isZero: Bool { a.isZero && b.isZero && c.isZero }

  package static func coordinate(_ index: Int) -> ExactForm {
    index == 0 ? ExactForm(a: .one, b: .zero, c: .zero) : ExactForm(a: .zero, b: .one, c: .zero)
  }

  package func scaled(by factor: Double) -> ExactForm { scaled(by: Dyadic(factor)) }

  func scaled(by factor: Dyadic) -> ExactForm {
    factor == .one ? self : ExactForm(a: a * factor, b: b * factor, c: c * factor, denominator: denominator)
  }

  static func + (p: ExactForm, q: ExactForm) -> ExactForm {
    if p.denominator == q.denominator { return ExactForm(a: p.a + q.a, b: p.b + q.b, c: p.c + q.c, denominator: p.denominator) }
    let (d, e) = (p.denominator, q.denominator)
    return ExactForm(a: p.a * e + q.a * d, b: p.b * e + q.b * d, c: p.c * e + q.c * d, denominator: d * e)
  }

  package static func - (p: ExactForm, q: ExactForm) -> ExactForm { p + q.scaled(by: -Dyadic.one) }
}

extension ExactForm: Equatable {
  /// Whether both are the same function, whatever their denominators.
  package static func == (p: ExactForm, q: ExactForm) -> Bool {
    if p.denominator == q.denominator { return p.a == q.a && p.b == q.b && p.c == q.c }
    return (p - q).isZero
  }
}

/// The intersection of two lines in homogeneous coordinates (x : y : w), w > 0.
struct ExactPoint: Sendable, Equatable {
  let x: Dyadic
  let y: Dyadic
  let w: Dyadic

  /// The common point of two lines that are not parallel; `nil` when they are.
  init?(_ p: ExactForm, _ q: ExactForm) {
    let w = p.a * q.b - q.a * p.b
    guard !w.isZero else { return nil }
    let x = p.b * q.c - q.b * p.c
    let y = p.c * q.a - q.c * p.a
    self.x = w.sign < 0 ? -x : x
    self.y = w.sign < 0 ? -y : y
    self.w = w.sign < 0 ? -w : w
  }

  /// The sign of an affine function at the point.
  func sign(of form: ExactForm) -> Int { (form.a * x + form.b * y + form.c * w).sign }

  static func == (p: ExactPoint, q: ExactPoint) -> Bool { p.x * q.w == q.x * p.w && p.y * q.w == q.y * p.w }

  /// The coordinates, each rounded once to the nearest double, with a bound of what that takes.
  var vertex: Patch.Vertex {
    let (x, y) = (x.divided(by: w), y.divided(by: w))
    return Patch.Vertex(x: x, y: y, error: max(abs(x), abs(y)) * RoundingError.unit + .leastNonzeroMagnitude)
  }
}
