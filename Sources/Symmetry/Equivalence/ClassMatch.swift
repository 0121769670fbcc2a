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

/// Which free factors and signs belong to each unit.
struct UnitFactors {
  private struct Slot: Hashable { let magnitude: Int, sign: Int }

  private var slots: [[Slot]]

  init(_ action: WeightAction) {
    slots = [[Slot]](repeating: [], count: action.unitCount)
    var seen: Set<Slot> = []
    for tensor in action.tensors {
      for site in tensor.sites where site.effect != .carried {
        for (element, unit) in site.units.units.enumerated() where unit >= 0 {
          let slot = Slot(magnitude: site.units.magnitudes[element], sign: site.units.signs[element])
          guard slot.magnitude >= 0 || slot.sign >= 0, seen.insert(slot).inserted else { continue }
          slots[unit].append(slot)
        }
      }
    }
  }

  /// The factors of a unit of the second network against its original, signs included; 1 alone where it can have none.
  func factors(_ unit: Int, _ factors: [Rational?], _ pairing: UnitPairing) -> [Rational] {
    let own = slots[unit].compactMap { slot -> Rational? in
      let magnitude = slot.magnitude < 0 ? .one : factors[slot.magnitude]
      return pairing.flips[slot.sign] == true ? magnitude.map { -$0 } : magnitude
    }
    return own.isEmpty ? [.one] : own
  }
}

extension ExactWeights {
  /// For each unit the number of the first layer that makes it; that of no layer for one that none makes.
  var makerLayers: [Int] {
    var result = [Int](repeating: layers.count, count: isRemoved.count)
    for (number, layer) in layers.enumerated() {
      for tensor in layer.tensors {
        for site in elements[tensor].tensor.sites where site.effect == .multiplied {
          for unit in site.units.units where unit >= 0 { result[unit] = min(result[unit], number) }
        }
      }
    }
    return result
  }
}
