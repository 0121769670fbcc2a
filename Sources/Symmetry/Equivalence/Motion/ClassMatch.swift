import Linear

/// How the units of one class correspond in two networks.
package struct ClassMatch: Sendable {
  /// The layers whose units they are, by name.
  package let names: [String]
  /// For each unit of the second network the unit of the first that it is a copy of; `nil` for a degenerate or unmatched one.
  package let permutation: [Int?]
  /// For each unit of the second network its factors: it passes on this many times what its original does. One for each place where a
  /// factor may start, such as before and after a batch norm; negative where its sign is flipped.
  package let factors: [[Rational]]
  /// The number of units of the first network.
  package let unitCount: Int

  package var matchedCount: Int { permutation.count { $0 != nil } }
  /// The number of matched units that stand at another place than their originals.
  package var movedCount: Int { permutation.enumerated().count { $0.element != nil && $0.element != $0.offset } }
  /// The number of matched units with a factor that is not 1.
  package var rescaledCount: Int { permutation.indices.count { permutation[$0] != nil && isRescaled($0) } }

  package func isRescaled(_ unit: Int) -> Bool { factors[unit].contains { $0 != .one } }

  /// The hidden classes whose units are made by a layer up to `last`, or all.
  static func all(_ a: ExactWeights, _ b: ExactWeights, _ motion: ExactMotion, through last: Int?) -> [ClassMatch] {
    all(a, b, motion.pairing, motion.factors, through: last)
  }

  /// The same of a pairing and what each free factor of the second network is.
  static func all(_ a: ExactWeights, _ b: ExactWeights, _ pairing: UnitPairing, _ factors: [Rational?], through last: Int?) -> [ClassMatch] {
    let slots = UnitFactors(b.action), makers = b.makerLayers
    return zip(a.action.hiddenClasses, b.action.hiddenClasses).compactMap { number, twin in
      if let last, b.action.units[twin].allSatisfy({ makers[$0] > last }) { return nil }
      let range = a.action.units[number]
      let permutation = b.action.units[twin].map { unit -> Int? in
        let original = pairing.originals[unit]
        return original < 0 || b.isRemoved[unit] || makers[unit] > last ?? .max ? nil : original - range.lowerBound
      }
      let own = b.action.units[twin].enumerated().map { index, unit in permutation[index] == nil ? [] : slots.factors(unit, factors, pairing) }
      return ClassMatch(names: a.action.layerNames(of: number), permutation: permutation, factors: own, unitCount: range.count)
    }
  }
}
