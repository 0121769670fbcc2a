import BigInt
import Linear

extension RegionOracle {
  /// A point (x/w, y/w), w > 0, in lowest terms: equal points have equal fields.
  struct Point: Sendable, Hashable {
    let x: Dyadic
    let y: Dyadic
    let w: Dyadic

    init(_ x: Double, _ y: Double) { self.init(x: Dyadic(x), y: Dyadic(y), w: .one) }

    /// The point in lowest terms: the odd common divisor and the common power of two are taken out; w must not be 0.
    init(x: Dyadic, y: Dyadic, w: Dyadic) {
      var divisor = w.mantissa
      for other in [x, y] where !other.isZero { divisor = divisor.greatestCommonDivisor(with: other.mantissa) }
      if (w.sign < 0) != (divisor.sign == .minus) { divisor = -divisor }
      let exponent = [x, y, w].filter { !$0.isZero }.map(\.exponent).min()!
      func reduced(_ value: Dyadic) -> Dyadic {
        Dyadic(mantissa: value.mantissa / divisor, exponent: value.isZero ? 0 : value.exponent - exponent)
      }
      self.x = reduced(x)
      self.y = reduced(y)
      self.w = reduced(w)
    }

    /// The value of a form here, times w·d, which is positive: it has the sign of the value, and a form's values keep their ratio at
    /// one point.
    func scaledValue(of form: Form) -> Dyadic { form.a * x + form.b * y + form.c * w }

    /// Where the way to another point meets the zero line of a form with values of different signs at both ends, scaled as above.
    func crossing(to other: Point, scaledValues v: (here: Dyadic, there: Dyadic)) -> Point {
      Point(x: v.here * other.x - v.there * x, y: v.here * other.y - v.there * y, w: v.here * other.w - v.there * w)
    }

    /// Twice the signed area of the triangle here–b–c, times all three w: positive where it turns left.
    func scaledTurn(_ b: Point, _ c: Point) -> Dyadic {
      x * (b.y * c.w - c.y * b.w) - y * (b.x * c.w - c.x * b.w) + w * (b.x * c.y - c.x * b.y)
    }

    /// Whether the point lies on the open segment between two others.
    func isBetween(_ a: Point, _ b: Point) -> Bool {
      guard a.scaledTurn(b, self).isZero else { return false }
      return isAhead(of: a, towards: b) && isAhead(of: b, towards: a)
    }

    /// Whether (self − a) · (b − a) > 0.
    private func isAhead(of a: Point, towards b: Point) -> Bool {
      let (ux, uy) = (x * a.w - a.x * w, y * a.w - a.y * w)
      let (vx, vy) = (b.x * a.w - a.x * b.w, b.y * a.w - a.y * b.w)
      return (ux * vx + uy * vy).sign > 0
    }

    /// The coordinates in doubles, with a relative error of at most 2⁻⁵⁰.
    var approximate: (x: Double, y: Double) { (Fraction(x, over: w).approximate, Fraction(y, over: w).approximate) }
  }

  /// An exact fraction that is not reduced; the denominator is positive.
  struct Fraction: Sendable, Equatable {
    let numerator: Dyadic
    let denominator: Dyadic

    init(_ numerator: Dyadic, over denominator: Dyadic = .one) {
      self.numerator = numerator
      self.denominator = denominator
    }

    static func + (a: Fraction, b: Fraction) -> Fraction {
      Fraction(a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
    }

    static func == (a: Fraction, b: Fraction) -> Bool { a.numerator * b.denominator == b.numerator * a.denominator }

    /// The sum, in pairs, so that the factors of a product are about as long as one another.
    static func sum(_ terms: some RandomAccessCollection<Fraction>) -> Fraction {
      guard let first = terms.first else { return Fraction(.zero) }
      return terms.count == 1 ? first : sum(terms.prefix(terms.count / 2)) + sum(terms.dropFirst(terms.count / 2))
    }

    /// The value in lowest terms.
    var rational: Rational { Rational(numerator, over: denominator) }

    /// The value in double precision, with a relative error of at most 2⁻⁵⁰: no greatest common divisor is needed for it.
    var approximate: Double {
      if numerator.isZero { return 0 }
      let shift = 80 - (numerator.mantissa.bitWidth - denominator.mantissa.bitWidth)
      let (top, bottom) = (numerator.mantissa << max(shift, 0), denominator.mantissa << max(-shift, 0))
      return Double(sign: .plus, exponent: numerator.exponent - denominator.exponent - shift, significand: Double(top / bottom))
    }
  }
}
