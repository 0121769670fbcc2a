import Linear
import Networks

/// What takes the place of bends and maxima on one piece of the function: products with residues.
struct LinearPieces {
  /// The factor of a unit: `slope` plus `share` times the weight that is its slope.
  struct Bend {
    var slope: Residue
    var share: Residue
  }

  /// For each bend in order, for each unit.
  var bends: [[Bend]] = []
  /// For each instruction of maxima in order, for each member of its groups: how much of it the maximum is.
  var maxima: [[Residue]] = []

  /// The pieces of an activation pattern.
  init(_ program: StraightLineProgram, _ pattern: ActivationPattern) {
    for instruction in program.instructions {
      switch instruction {
      case .sums: break
      case .bends(let units):
        bends.append(
          zip(units.sources.indices, pattern.signs[bends.count]).map { unit, sign in
            if sign < 0, !units.slopes.isEmpty { return Bend(slope: .zero, share: .one) }
            return Bend(slope: Residue(sign < 0 ? units.negative[unit] : units.positive[unit]), share: .zero)
          })
      case .maxima(let groups):
        var shares = [Residue](repeating: .zero, count: groups.members.count)
        for (group, choice) in pattern.choices[maxima.count].enumerated() { shares[groups.starts[group] + choice] = .one }
        maxima.append(shares)
      }
    }
  }

  /// Pieces that are free: every factor is drawn at random. Those of any pattern are special cases.
  init(_ program: StraightLineProgram, random: inout SplitMix64) {
    for instruction in program.instructions {
      switch instruction {
      case .sums: break
      case .bends(let units):
        var bend: [Bend] = []
        for _ in 0..<units.count {
          bend.append(Bend(slope: .random(using: &random), share: units.slopes.isEmpty ? .zero : .random(using: &random)))
        }
        bends.append(bend)
      case .maxima(let groups): maxima.append(groups.members.map { _ in .random(using: &random) })
      }
    }
  }
}
