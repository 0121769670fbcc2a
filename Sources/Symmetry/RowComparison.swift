import BigInt
import Linear

/// Compares the rows of two units, each with the matched units of the layer before as its columns.
struct RowComparison: Sendable {
  /// A column of both rows: the unit `right` of one network passes on `factor` times what the unit `left` of the other does.
  struct Source: Sendable {
    let left: Int
    let right: Int
    let factor: Rational
    let roundedFactor: Double

    init(left: Int, right: Int, factor: Rational) {
      self.left = left
      self.right = right
      self.factor = factor
      roundedFactor = factor.rounded
    }
  }

  let sources: [Source]

  /// The positive s with right row = s · left row, bias included, if there is one; exact. `nil` for rows of zeros.
  func ratio(_ left: ExactUnit, _ right: ExactUnit) -> Rational? {
    guard mayBeParallel(left, right) else { return nil }
    var ratio: Rational?
    for term in terms(left, right) where !term.left.isZero || !term.right.isZero {
      guard !term.left.isZero, !term.right.isZero else { return nil }
      if let ratio {
        guard isEqual(term.right, term.factor, ratio, term.left) else { return nil }
      } else {
        let found = term.right * term.factor / term.left
        guard found.sign > 0 else { return nil }
        ratio = found
      }
    }
    return ratio
  }

  /// Whether both rows are exactly the same.
  func isSame(_ left: ExactUnit, _ right: ExactUnit) -> Bool {
    terms(left, right).allSatisfy { isEqual($0.right, $0.factor, .one, $0.left) }
  }

  /// The largest difference between both rows divided by the largest magnitude of each, or as they are; in doubles.
  func deviation(_ left: ExactUnit, _ right: ExactUnit, normalized: Bool) -> Double {
    let l = sources.map { left.roundedWeights[$0.left] } + [left.roundedBias]
    let r = sources.map { right.roundedWeights[$0.right] * $0.roundedFactor } + [right.roundedBias]
    let scaleL = normalized ? max(l.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude) : 1
    let scaleR = normalized ? max(r.reduce(0) { max($0, abs($1)) }, .leastNormalMagnitude) : 1
    return zip(l, r).reduce(0) { max($0, abs($1.0 / scaleL - $1.1 / scaleR)) }
  }

  private typealias Term = (left: Rational, right: Rational, factor: Rational)

  private func terms(_ left: ExactUnit, _ right: ExactUnit) -> some Sequence<Term> {
    (0...sources.count).lazy.map { k in
      k == sources.count
        ? (left.bias, right.bias, .one)
        : (left.weights[sources[k].left], right.weights[sources[k].right], sources[k].factor)
    }
  }

  /// right · factor = ratio · left, by products of integers without reducing fractions.
  private func isEqual(_ right: Rational, _ factor: Rational, _ ratio: Rational, _ left: Rational) -> Bool {
    right.numerator * factor.numerator * ratio.denominator * left.denominator
      == left.numerator * ratio.numerator * factor.denominator * right.denominator
  }

  /// Whether the rounded rows look parallel: `false` is certain, because rounding changes a normal number by one part in 2⁵³.
  private func mayBeParallel(_ left: ExactUnit, _ right: ExactUnit) -> Bool {
    var first: (left: Double, right: Double)?
    for k in 0...sources.count {
      let isBias = k == sources.count
      let isZero = (
        isBias ? left.bias.isZero : left.weights[sources[k].left].isZero,
        isBias ? right.bias.isZero : right.weights[sources[k].right].isZero
      )
      if isZero.0 != isZero.1 { return false }
      let l = isBias ? left.roundedBias : left.roundedWeights[sources[k].left]
      let r = isBias ? right.roundedBias : right.roundedWeights[sources[k].right] * sources[k].roundedFactor
      // Rounding may change a denormal number beyond recognition: only exact arithmetic judges those.
      guard min(abs(l), abs(r)) >= .leastNormalMagnitude else { continue }
      guard let pivot = first else {
        first = (l, r)
        continue
      }
      let (one, other) = (l * pivot.right, r * pivot.left)
      guard one.isFinite, other.isFinite, min(abs(one), abs(other)) > 1e-280 else { continue }
      if abs(one - other) > 1e-9 * max(abs(one), abs(other)) { return false }
    }
    return true
  }
}
