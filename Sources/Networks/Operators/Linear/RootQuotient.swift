import Linear

/// a / √b, correctly rounded.
enum RootQuotient {
  /// The double nearest to a / √(b + c), of numbers with b + c > 0. The sum is not rounded first.
  ///
  /// The quotient in double precision is at most a few units off; it is moved until a² lies between the squares of the middles
  /// between it and its neighbours, times b + c, compared exactly.
  static func nearest(_ a: Double, overRootOf b: Double, plus c: Double) -> Double {
    let guess = abs(a) / (b + c).squareRoot()
    guard a != 0, a.isFinite, guess.isNormal else { return a < 0 ? -guess : guess }
    let sum = Dyadic(b) + Dyadic(c), square = Dyadic(a) * Dyadic(a)
    /// Whether |a| / √(b + c) is beyond the middle between two neighbouring doubles.
    func isBeyond(_ one: Double, _ other: Double) -> Bool {
      // Twice the middle, so that it needs no division.
      let middle = Dyadic(one) + Dyadic(other)
      return (square * Dyadic(4) - middle * middle * sum).sign > 0
    }
    var result = guess
    while result.nextUp.isFinite, isBeyond(result, result.nextUp) { result = result.nextUp }
    while result > 0, !isBeyond(result.nextDown, result) { result = result.nextDown }
    return a < 0 ? -result : result
  }
}
