/// What a motion does along the axis of one site.
struct AxisMotion {
  /// For each element the one that comes to its place.
  let sources: [Int]
  /// What each element is multiplied by after that.
  let factors: [Double]

  init(_ site: WeightTensor.Site, _ motion: UnitMotion) {
    let units = site.units
    sources = Self.sources(units, motion.sources)
    factors = units.units.indices.map { element in
      let magnitude = units.magnitudes[element] < 0 ? 1 : motion.magnitudes[units.magnitudes[element]]
      let factor = units.signs[element] < 0 ? magnitude : magnitude * motion.signs[units.signs[element]]
      return switch site.effect {
      case .multiplied: factor
      case .divided: 1 / factor
      case .carried: 1
      }
    }
  }

  /// The source of each element when units come from others: the element of the other unit with the same ordinal.
  static func sources(_ axis: AxisUnits, _ sources: [Int]) -> [Int] {
    struct Place: Hashable { let unit: Int, ordinal: Int }
    if axis.units.allSatisfy({ $0 < 0 || sources[$0] == $0 }) { return Array(axis.units.indices) }
    var elements: [Place: Int] = [:]
    for (element, unit) in axis.units.enumerated() { elements[Place(unit: unit, ordinal: axis.ordinals[element])] = element }
    return axis.units.enumerated().map { element, unit in
      unit < 0 ? element : elements[Place(unit: sources[unit], ordinal: axis.ordinals[element])] ?? element
    }
  }
}
