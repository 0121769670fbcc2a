/// Norms of few numbers, also where their squares leave the range of doubles.
enum PlaneNorms {
  /// Numbers of this size and their fourth powers are neither denormal nor infinite; within it nothing is scaled.
  private static let safe = 0x1p-200...0x1p200

  /// A power of two that brings numbers with the given largest magnitude near 1; 1 where that is not needed. Scaling by it is exact.
  private static func scale(_ largest: Double) -> Double {
    safe.contains(largest) ? 1 : Double(sign: .plus, exponent: min(max(-Int(largest.exponent), -1022), 1022), significand: 1)
  }

  /// √(Σ x²) to a few units in the last place; infinite where it is no double, or a number is not finite.
  static func euclidean(_ numbers: some Sequence<Double>) -> Double {
    let largest = numbers.reduce(0) { max($0, $1.isNaN ? .infinity : abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    let scale = scale(largest)
    return numbers.reduce(0) { $0 + ($1 * scale) * ($1 * scale) }.squareRoot() / scale
  }

  /// The largest singular value of a matrix of two columns, whose rows are given: the root of the larger eigenvalue of its Gram matrix, to a
  /// few units in the last place. Infinite where it is no double, or an entry is not finite.
  static func largestSingularValue(_ rows: some Sequence<(a: Double, b: Double)>) -> Double {
    let largest = rows.reduce(0) { max($0, $1.a.isNaN || $1.b.isNaN ? .infinity : max(abs($1.a), abs($1.b))) }
    guard largest > 0, largest.isFinite else { return largest }
    let scale = scale(largest)
    var (aa, ab, bb) = (0.0, 0.0, 0.0)
    for row in rows {
      let (a, b) = (row.a * scale, row.b * scale)
      aa += a * a
      ab += a * b
      bb += b * b
    }
    let spread = ((aa - bb) * (aa - bb) + 4 * ab * ab).squareRoot()
    return ((aa + bb + spread) / 2).squareRoot() / scale
  }
}
