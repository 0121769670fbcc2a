/// The rows of the units of one network in doubles, each normalised and projected to one number, layer by layer.
///
/// Like `UnitRefinement`, for weights that were rounded: nearly equal rows have nearly equal projections.
struct ProjectedRows {
  struct Made {
    let unit: Int
    let projection: Double
  }

  /// 1 or −1 for each free sign that a layer so far decided.
  private(set) var signs: [Int: Double] = [:]
  private let weights: ExactWeights
  /// What a unit's value counts in projections, from −1 to 1.
  private var names: [Double]
  private var isNamed: [Bool]
  private var factors: [Double?]
  private var projections: [Int: Double] = [:]

  init(_ weights: ExactWeights) {
    self.weights = weights
    isNamed = weights.isRemoved.indices.map { !weights.isFree($0) }
    names = weights.isRemoved.indices.map { unit in
      let number = weights.classOfUnit[unit]
      return Self.uniform(Mixer.mix(Mixer.mix(0xA11CE, number), unit - weights.action.units[number].lowerBound))
    }
    factors = [Double?](repeating: nil, count: weights.action.magnitudeUnits.count)
  }

  func name(_ unit: Int) -> Double { names[unit] }
  mutating func rename(_ unit: Int, as name: Double) { names[unit] = name }

  /// The units of a class that the last layer made.
  func made(_ number: Int) -> [Made] {
    weights.action.units[number].compactMap { unit in projections[unit].map { Made(unit: unit, projection: $0) } }
  }

  private static func uniform(_ hash: UInt64) -> Double { Double(Int64(bitPattern: hash) >> 11) * 0x1p-52 }

  mutating func add(_ layer: ExactWeights.Layer) {
    projections = [:]
    var norms: [Int: Double] = [:], sums: [Int: Double] = [:], rows: [Int: (sum: Double, slot: Int, sign: Int)] = [:]
    for number in layer.tensors {
      visit(number) { value, coefficient, unit, slot, sign in
        if slot >= 0, factors[slot] == nil { norms[slot, default: 0] += abs(value) }
        if sign >= 0, signs[sign] == nil { sums[sign, default: 0] += value * coefficient }
        if unit >= 0, !isNamed[unit] { rows[unit, default: (0, slot, sign)].sum += value * coefficient }
      }
    }
    for (slot, norm) in norms { factors[slot] = norm == 0 ? 1 : 1 / norm }
    for (slot, sum) in sums { signs[slot] = sum < 0 ? -1 : 1 }
    for (unit, row) in rows {
      isNamed[unit] = true
      if weights.isRemoved[unit] { continue }
      let scale = row.slot >= 0 ? factors[row.slot] ?? 1 : 1
      projections[unit] = row.sum * scale * (row.sign >= 0 ? signs[row.sign] ?? 1 : 1)
    }
  }

  /// The entries of a weight, each with the factors and signs that are known, what it counts, and the unit, factor and sign that it makes.
  private func visit(_ number: Int, _ body: (_ value: Double, _ coefficient: Double, _ unit: Int, _ slot: Int, _ sign: Int) -> Void) {
    let elements = weights.elements[number], sites = elements.tensor.sites
    let removed = weights.removals(elements.tensor)
    let maker = sites.firstIndex { $0.effect == .multiplied }
    elements.walk.forEach { element, places in
      var value = elements.values[element]
      var coefficient = Self.uniform(Mixer.mix(Mixer.mix(0xB0B, number), places[sites.count]))
      for (index, site) in sites.enumerated() {
        let place = places[index]
        if removed[index][place] { return }
        let unit = site.units.units[place]
        if index != maker {
          coefficient *=
            unit < 0 ? Self.uniform(Mixer.mix(7, place)) : Self.uniform(Mixer.mix(names[unit].bitPattern, site.units.ordinals[place]))
        }
        let slot = site.units.magnitudes[place], sign = site.units.signs[place]
        guard site.effect != .carried else { continue }
        if slot >= 0, let factor = factors[slot] { value = site.effect == .multiplied ? value * factor : value / factor }
        if sign >= 0, let flip = signs[sign] { value *= flip }
      }
      guard let maker else { return }
      let site = sites[maker].units, place = places[maker]
      body(value, coefficient, site.units[place], site.magnitudes[place], site.signs[place])
    }
  }
}
