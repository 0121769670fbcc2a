import Diagnostics
import Linear

/// What a method of matching found, before it is applied.
struct MatchingResult {
  let state: MatchingState
  let sweeps: [WeightMatching.Sweep]
  let restarts: [Double]
  let objective: (before: Double, after: Double, ofEqual: Double)
  let control: (mean: Double, deviation: Double)
  let isLocallyOptimal: Bool
  let isOptimal: Bool

  /// Mean and standard deviation (of a sample) of the objective under random permutations.
  static func control(
    _ settings: WeightMatching.Settings, _ generator: inout SplitMix64, _ objective: (inout SplitMix64) -> Double
  ) -> (mean: Double, deviation: Double) {
    let count = max(settings.controls, 1)
    let values = (0..<count).map { number in
      WorkProgress.report("random permutations", number, of: count)
      return objective(&generator)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // Where all permutations have one objective, the rounding of their sums is no deviation.
    let spread = (squares / Double(max(values.count - 1, 1))).squareRoot(), size = values.reduce(0) { max($0, abs($1)) }
    return (mean, spread <= 1e-12 * size ? 0 : spread)
  }
}
