import Linear
import Networks

extension RegionOracle {
  /// An affine function (a·x + b·y + c) / d with exact coefficients and d > 0.
  ///
  /// Weights are dyadic and so are a, b and c; the divisors of averages (3, 9, …) are gathered in d, so that no fraction is ever
  /// reduced: that would take nearly all of the time.
  struct Form: Sendable {
    var a: Dyadic
    var b: Dyadic
    var c: Dyadic
    var d: Dyadic = .one

    static let x = Form(a: .one, b: .zero, c: .zero)
    static let y = Form(a: .zero, b: .one, c: .zero)
    static let zero = Form(a: .zero, b: .zero, c: .zero)

    /// Whether it is 0 everywhere.
    var isZero: Bool { a.isZero && b.isZero && c.isZero }

    static func + (f: Form, g: Form) -> Form {
      if f.isZero { return g }
      if g.isZero { return f }
      if f.d == g.d { return Form(a: f.a + g.a, b: f.b + g.b, c: f.c + g.c, d: f.d) }
      return Form(a: f.a * g.d + g.a * f.d, b: f.b * g.d + g.b * f.d, c: f.c * g.d + g.c * f.d, d: f.d * g.d)
    }

    static prefix func - (f: Form) -> Form { Form(a: -f.a, b: -f.b, c: -f.c, d: f.d) }
    static func - (f: Form, g: Form) -> Form { f + -g }

    static func * (factor: Double, f: Form) -> Form {
      let factor = Dyadic(factor)
      return factor.isZero || f.isZero ? .zero : Form(a: factor * f.a, b: factor * f.b, c: factor * f.c, d: f.d)
    }

    /// Whether two forms are the same function.
    static func == (f: Form, g: Form) -> Bool { (f - g).isZero }
  }

  /// The rows of a stage's map, each as a form, from the forms of its columns.
  static func rows(of map: AffineMap, columns: [Form]) -> [Form] {
    (0..<map.rowCount).map { row in
      var sum = Form.zero
      for (column, coefficient) in map.terms(ofRow: row) { sum = sum + coefficient * columns[column] }
      sum.d = sum.d * Dyadic(map.divisors[row])
      return sum + map.bias[row] * Form(a: .zero, b: .zero, c: .one)
    }
  }
}
