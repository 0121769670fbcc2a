import Linear

/// The units of one layer whose weights are not what a motion makes of their originals, and by how much.
struct UnequalRows {
  private(set) var units: [(first: Int, second: Int)] = []
  /// The largest difference of an entry, the factors of its units taken out; in doubles.
  private(set) var deviation: Double?

  /// What an element of an axis came to, with its weights as they are and negated.
  private struct Row {
    var unit: Int
    var mayFlip: Bool
    var isEqual = (plain: true, negated: true)
    var deviation = (plain: 0.0, negated: 0.0)
  }

  init(_ a: ExactWeights, _ b: ExactWeights, _ motion: ExactMotion, _ layer: Int) {
    var rows: [Int: Row] = [:]
    for number in b.layers[layer].tensors {
      let (one, other) = (a.elements[number], b.elements[number]), sites = other.tensor.sites
      let removed = b.removals(other.tensor)
      let factors = sites.map { site in site.units.units.indices.map { motion.rounded(site, $0) } }
      let maker = sites.firstIndex { $0.effect == .multiplied } ?? sites.firstIndex { $0.effect == .carried }
      PairedWalk(one.tensor, other.tensor, motion.pairing).forEach { element, original, places in
        guard original >= 0, !removed.indices.contains(where: { removed[$0][places[$0]] }) else { return }
        let place = maker.map { places[$0] } ?? 0, unit = maker.map { sites[$0].units.units[place] } ?? -1
        // The sign of a unit in this layer may be known to no weight but the one that differs.
        let slot = maker.map { sites[$0].effect == .multiplied ? sites[$0].units.signs[place] : -1 } ?? -1
        var row = rows[slot < 0 ? -1 - unit : slot] ?? Row(unit: unit, mayFlip: slot >= 0)
        var value = other.values[element]
        for site in factors.indices { value /= factors[site][places[site]] }
        let all = sites.indices.map { places[$0] }
        if !motion.isSame(number, element, original, all, negated: false) { row.isEqual.plain = false }
        if row.mayFlip, !motion.isSame(number, element, original, all, negated: true) { row.isEqual.negated = false }
        row.deviation.plain = max(row.deviation.plain, abs(value - one.values[original]))
        row.deviation.negated = max(row.deviation.negated, abs(value + one.values[original]))
        rows[slot < 0 ? -1 - unit : slot] = row
      }
    }
    var seen: Set<Int> = []
    for row in rows.values.sorted(by: { $0.unit < $1.unit }) where !row.isEqual.plain && !(row.mayFlip && row.isEqual.negated) {
      deviation = max(deviation ?? 0, row.mayFlip ? min(row.deviation.plain, row.deviation.negated) : row.deviation.plain)
      if row.unit >= 0, seen.insert(row.unit).inserted { units.append((motion.pairing.originals[row.unit], row.unit)) }
    }
  }
}
