import Seeded
import Symmetry

extension UnitMotion {
  /// A seeded motion of the whole group: units within runs and groups that are alike are permuted, factors are powers of two.
  package init(seed: Int, of action: WeightAction, exponents: ClosedRange<Int> = -3...3) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 0x5EED)
    self.init(identityOf: action)
    for number in action.units.indices {
      for run in action.runs[number] { for (place, source) in zip(run, run.shuffled(using: &random)) { sources[place] = source } }
      for kind in action.swaps[number] {
        let before = sources
        for (group, other) in zip(kind, kind.shuffled(using: &random)) {
          for (run, from) in zip(group, other) { for (place, source) in zip(run, from) { sources[place] = before[source] } }
        }
      }
    }
    for index in magnitudes.indices {
      magnitudes[index] = Double(sign: .plus, exponent: Int.random(in: exponents, using: &random), significand: 1)
    }
    for index in signs.indices { signs[index] = Bool.random(using: &random) ? 1 : -1 }
  }
}
