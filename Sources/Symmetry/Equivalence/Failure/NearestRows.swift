/// Compares the rows of units of one layer that have no counterpart, in doubles.
struct NearestRows {
  private let a: ExactWeights
  private let b: ExactWeights
  private let motion: ExactMotion
  private let tensors: Range<Int>
  /// All rows together may have this many entries; of more units the first ones are compared.
  private static let mostEntries = 1 << 22

  init(_ a: ExactWeights, _ b: ExactWeights, _ motion: ExactMotion, _ layer: Int) {
    (self.a, self.b, self.motion) = (a, b, motion)
    tensors = b.layers[layer].tensors
  }

  /// How far the worst of some units of the first network is from the nearest of some of the second; `nil` where there is none to compare.
  func deviation(_ originals: [Int], _ units: [Int]) -> Double? {
    guard let first = originals.first, let second = units.first else { return nil }
    let length = tensors.reduce(1) { $0 + a.elements[$1].values.count / max(a.action.units[a.classOfUnit[first]].count, 1) }
    let most = max(1, Self.mostEntries / length)
    let class1 = a.classOfUnit[first], class2 = b.classOfUnit[second]
    let left = rows(Array(originals.prefix(most)), a, class1, first, nil), right = rows(Array(units.prefix(most)), b, class2, first, motion)
    let keys = Set(left.flatMap(\.keys)).union(right.flatMap(\.keys)).sorted()
    let one = left.map { row in keys.map { row[$0] ?? 0 } }
    var other = right.map { row in keys.map { row[$0] ?? 0 } }
    if hasSigns(class2) { other += other.map { $0.map { -$0 } } }
    return one.map { row in other.map { distance(row, $0) }.min() ?? .infinity }.max()
  }

  /// Lets one unit of the first network stand for all that are made, or of those of a group of a convolution, so that their entries have the same names.
  private func represent(_ pairing: inout UnitPairing, _ weights: ExactWeights, _ number: Int, _ model: Int) {
    let given = pairing
    for unit in weights.action.units[number] { pairing.originals[unit] = model }
    for tensor in tensors {
      let (one, other) = (a.elements[tensor].tensor, weights.elements[tensor].tensor)
      guard let maker = other.sites.firstIndex(where: { $0.effect == .multiplied && $0.axes.count > 1 }),
        let taker = other.sites.firstIndex(where: { $0.effect == .divided && $0.axes.count > 1 })
      else { continue }
      // The group that the inputs of a group come from; its first unit that is made stands for all of them.
      let sources = given.originals(of: other.sites[taker].units, in: one.sites[taker].units)
      let (made, taken) = (other.sites[maker].units.count / other.view[0], other.sites[taker].units.count / other.view[0])
      let (madeFirst, takenFirst) = (one.sites[maker].units.count / one.view[0], one.sites[taker].units.count / one.view[0])
      for (element, unit) in other.sites[maker].units.units.enumerated() where unit >= 0 {
        let source = sources[element / made * taken]
        if source >= 0 { pairing.originals[unit] = one.sites[maker].units.units[source / takenFirst * madeFirst] }
      }
    }
  }

  /// Whether the units of a class may be flipped where the layer makes them.
  private func hasSigns(_ number: Int) -> Bool {
    tensors.contains { tensor in
      b.elements[tensor].tensor.sites.contains { site in
        site.effect == .multiplied && zip(site.units.units, site.units.signs).contains { b.action.units[number].contains($0) && $1 >= 0 }
      }
    }
  }

  private func distance(_ one: [Double], _ other: [Double]) -> Double {
    var largest = 0.0
    for index in one.indices { largest = max(largest, abs(one[index] - other[index])) }
    return largest
  }

  /// The rows of units, their entries named by those of the first network; divided by their largest magnitudes where they have factors.
  private func rows(_ units: [Int], _ weights: ExactWeights, _ number: Int, _ model: Int, _ motion: ExactMotion?) -> [[Int: Double]] {
    var places: [Int: Int] = [:]
    for (place, unit) in units.enumerated() { places[unit] = place }
    var rows = [[Int: Double]](repeating: [:], count: units.count)
    var isScaled = true
    var pairing = motion?.pairing ?? UnitPairing(identityOf: a)
    represent(&pairing, weights, number, model)
    var offset = 0
    for tensor in tensors {
      let elements = weights.elements[tensor], sites = elements.tensor.sites
      guard let maker = sites.firstIndex(where: { $0.effect == .multiplied }) else { continue }
      let removed = weights.removals(elements.tensor)
      let factors = sites.map { site in site.units.units.indices.map { motion?.rounded(site, $0) ?? 1 } }
      if sites[maker].units.magnitudes.contains(-1) { isScaled = false }
      let base = offset
      PairedWalk(a.elements[tensor].tensor, elements.tensor, pairing).forEach { element, original, position in
        guard original >= 0, let row = places[sites[maker].units.units[position[maker]]] else { return }
        var value = elements.values[element]
        for site in factors.indices where site != maker {
          if removed[site][position[site]] { return }
          value /= factors[site][position[site]]
        }
        if value != 0 { rows[row][base + original] = value }
      }
      offset += a.elements[tensor].values.count
    }
    guard isScaled else { return rows }
    return rows.map { row in
      let largest = row.values.reduce(0) { max($0, abs($1)) }
      return row.mapValues { $0 / max(largest, .leastNormalMagnitude) }
    }
  }
}
