import Linear
import Networks

/// Positive factors that bring the weights of a network to a normal form which does not depend on its own factors.
///
/// Every factor makes the sum of magnitudes of what it multiplies 1 (the weights and biases that make a unit, as a rule), in an order in
/// which all other factors of these weights are known; where nothing is multiplied, of what it divides. Sums of magnitudes are rational, and
/// permuting units permutes them. Everything is in residues.
struct FactorGauge {
  /// For each free factor what it is multiplied by.
  private(set) var factors: [Residue]
  /// 1 over each.
  private var inverses: [Residue]
  /// Whether each is fixed by some weight; one that is not, and meets no weight other than 0, stands for itself.
  private(set) var isNormalized: [Bool]
  /// Whether weights remain that nothing anchors: only symmetries that leave their scale alone are seen.
  private(set) var leavesScales = false

  init(_ action: WeightAction, _ entries: [WeightEntries]) {
    factors = [Residue](repeating: .one, count: action.magnitudeUnits.count)
    inverses = factors
    isNormalized = [Bool](repeating: false, count: factors.count)
    var open = entries.filter { entry in entry.tensor.sites.contains { $0.effect != .carried && $0.units.magnitudes.contains { $0 >= 0 } } }
    while !isNormalized.allSatisfy(\.self) {
      if normalize(&open, by: .multiplied) || normalize(&open, by: .divided) { continue }
      leavesScales = hasOpenWeights(open)
      return
    }
  }

  /// A weight's factors other than that of one site, and whether all are known.
  private func others(_ tensor: WeightTensor, _ elements: UnsafePointer<Int>, without site: Int) -> Residue? {
    var product = Residue.one
    for (index, other) in tensor.sites.enumerated() where index != site && other.effect != .carried {
      let variable = other.units.magnitudes[elements[index]]
      if variable < 0 { continue }
      guard isNormalized[variable] else { return nil }
      product = product * (other.effect == .multiplied ? factors[variable] : inverses[variable])
    }
    return product
  }

  /// One round: all factors that weights with known other factors decide. Gives whether there are any.
  private mutating func normalize(_ open: inout [WeightEntries], by effect: WeightTensor.Site.Effect) -> Bool {
    var sums = [Residue](repeating: .zero, count: factors.count)
    var isMet = [Bool](repeating: false, count: factors.count)
    var stillOpen: [WeightEntries] = []
    for entry in open {
      var isOpen = false
      entry.forEach { place, elements, _ in
        for (site, followed) in entry.tensor.sites.enumerated() where followed.effect != .carried {
          let variable = followed.units.magnitudes[elements[site]]
          if variable < 0 || isNormalized[variable] { continue }
          isOpen = true
          if followed.effect != effect { continue }
          // A weight with an unknown factor waits; the others decide.
          guard let product = others(entry.tensor, elements, without: site) else { continue }
          isMet[variable] = true
          sums[variable] += Residue(abs(entry.elements[place])) * product
        }
      }
      if isOpen { stillOpen.append(entry) }
    }
    open = stillOpen
    let found = factors.indices.filter { isMet[$0] }
    for variable in found {
      isNormalized[variable] = true
      let inverse = sums[variable].inverse
      (factors[variable], inverses[variable]) = effect == .multiplied ? (inverse, sums[variable]) : (sums[variable], inverse)
    }
    return !found.isEmpty
  }

  private func hasOpenWeights(_ open: [WeightEntries]) -> Bool {
    var found = false
    for entry in open {
      entry.forEach { _, elements, _ in
        for (site, followed) in entry.tensor.sites.enumerated() where followed.effect != .carried {
          let variable = followed.units.magnitudes[elements[site]]
          if variable >= 0, !isNormalized[variable] { found = true }
        }
      }
    }
    return found
  }

  /// A weight in normal form.
  func normalized(_ value: Double, _ tensor: WeightTensor, _ elements: UnsafePointer<Int>) -> Residue {
    var result = Residue(value)
    for (index, site) in tensor.sites.enumerated() where site.effect != .carried {
      let variable = site.units.magnitudes[elements[index]]
      if variable < 0 || !isNormalized[variable] { continue }
      result = result * (site.effect == .multiplied ? factors[variable] : inverses[variable])
    }
    return result
  }
}
