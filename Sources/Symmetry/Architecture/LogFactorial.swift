/// log₁₀ n!, summed term by term in plain arithmetic, so that every machine gives the same bits.
enum LogFactorial {
  /// log₁₀ n! for each of some numbers. Relative error below 10⁻¹⁴; cost: the largest number, once.
  static func table(_ numbers: Set<Int>) -> [Int: Double] {
    var result: [Int: Double] = [:]
    // The sum is kept as two doubles, by Knuth's two-sum, so that a million terms lose nothing.
    var (high, low) = (0.0, 0.0)
    var reached = 1
    for number in numbers.sorted() {
      while reached < number {
        reached += 1
        let term = naturalLogarithm(Double(reached))
        let sum = high + term
        let part = sum - high
        low += (high - (sum - part)) + (term - part)
        high = sum
      }
      result[number] = (high + low) / 2.302585092994046
    }
    return result
  }

  /// ln x for x ≥ 1: the exponent times ln 2, and 2 artanh((m − 1) / (m + 1)) of the significand m between √½ and √2.
  static func naturalLogarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 { (significand, exponent) = (significand / 2, exponent + 1) }
    let z = (significand - 1) / (significand + 1)
    let square = z * z
    // |z| ≤ 0.1716: the term of z²⁵ is below 2⁻⁶⁰.
    var sum = 0.0
    for odd in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return exponent * 0.6931471805599453 + 2 * z * sum
  }
}
