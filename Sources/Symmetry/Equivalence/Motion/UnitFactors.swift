import Linear

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
