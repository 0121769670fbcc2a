import Linear

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
        let term = Elementary.log(Double(reached))
        let sum = high + term
        let part = sum - high
        low += (high - (sum - part)) + (term - part)
        high = sum
      }
      result[number] = (high + low) / Elementary.log10
    }
    return result
  }
}
