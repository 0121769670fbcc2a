/// Which unit of one network each unit of another is, as far as it is known.
package struct UnitPairing: Sendable {
  /// For each unit of the second network the one of the first; −1 for none.
  package var originals: [Int]
  /// For each free sign of the second network whether it is flipped against its original's.
  package var flips: [Int: Bool] = [:]

  /// The units of fixed classes, and no others.
  init(fixed a: ExactWeights, _ b: ExactWeights) {
    originals = [Int](repeating: -1, count: b.isRemoved.count)
    for (number, range) in b.action.units.enumerated() where b.action.classes[number].isFixed {
      for unit in range { originals[unit] = a.action.units[number].lowerBound + unit - range.lowerBound }
    }
  }

  /// Every unit of a network with itself.
  init(identityOf weights: ExactWeights) { originals = Array(weights.isRemoved.indices) }

  /// Units of the same colour; where several share one, in their order.
  init(_ a: UnitRefinement, _ b: UnitRefinement) {
    self.init(fixed: a.weights, b.weights)
    let cells = a.cells
    for (colour, units) in b.cells {
      for (unit, original) in zip(units, cells[colour] ?? []) { originals[unit] = original }
    }
    pairSigns(a, b)
  }

  /// The signs of paired elements: flipped where the normal forms of the two differ.
  private mutating func pairSigns(_ a: UnitRefinement, _ b: UnitRefinement) {
    for (one, other) in zip(a.weights.elements, b.weights.elements) {
      for (site, twin) in zip(one.tensor.sites, other.tensor.sites) {
        let sources = originals(of: twin.units, in: site.units)
        for (element, slot) in twin.units.signs.enumerated() where slot >= 0 && sources[element] >= 0 && flips[slot] == nil {
          let original = site.units.signs[sources[element]]
          guard original >= 0 else { continue }
          flips[slot] = (a.signs[original] == -1) != (b.signs[slot] == -1)
        }
      }
    }
  }

  /// For each element of an axis of the second network the one of the first that it is a copy of; −1 for none.
  func originals(of axis: AxisUnits, in source: AxisUnits) -> [Int] {
    struct Place: Hashable { let unit: Int, ordinal: Int }
    var elements: [Place: Int] = [:]
    for (element, unit) in source.units.enumerated() { elements[Place(unit: unit, ordinal: source.ordinals[element])] = element }
    return axis.units.enumerated().map { element, unit in
      let original = unit < 0 ? -1 : originals[unit]
      if unit >= 0, original < 0 { return -1 }
      return elements[Place(unit: original, ordinal: axis.ordinals[element])] ?? -1
    }
  }
}
