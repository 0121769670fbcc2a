/// Whether one network is what a motion of another leaves when each weight is rounded once: factors need not be powers of two.
///
/// Rows are paired by projections in doubles. Every entry then says in which interval a factor lies, because the rounded entry is within one unit
/// roundoff (of single precision, where all weights of the second network have it) of the exact one; the intervals of a factor must have a
/// number in common, and so must those of the weights that follow. Intervals are rounded outwards.
package struct RoundedMotion: Sendable {
  /// Whether rounding explains all differences.
  package private(set) var exists = false
  /// For each free factor of the second network the middle of its interval.
  package private(set) var factors: [Double]
  private let a: ExactWeights
  private let b: ExactWeights
  package private(set) var pairing: UnitPairing
  private var intervals: [ClosedRange<Double>?]
  /// How far an entry may be from the exact product, relatively: one rounding, and in double precision those of the factor and of the quotient here.
  private let roundoff: Double

  /// How far an entry that underflows may be from the exact product: at least half the smallest number of its precision.
  private let smallest: Double

  package init(_ a: ExactWeights, _ b: ExactWeights) {
    (self.a, self.b) = (a, b)
    pairing = UnitPairing(fixed: a, b)
    factors = [Double](repeating: 1, count: b.action.magnitudeUnits.count)
    intervals = [ClosedRange<Double>?](repeating: nil, count: factors.count)
    roundoff = b.isSinglePrecision ? 0x1p-24 * (1 + 0x1p-20) : 3 * 0x1p-53
    smallest = b.isSinglePrecision ? 0x1p-150 : .leastNonzeroMagnitude
    var sources = ProjectedRows(a), targets = ProjectedRows(b)
    for layer in b.layers.indices {
      sources.add(a.layers[layer])
      targets.add(b.layers[layer])
      pair(&sources, &targets, layer)
      for effect in [WeightTensor.Site.Effect.multiplied, .divided] {
        for number in b.layers[layer].tensors { guard narrow(number, effect) else { return } }
      }
      for number in b.layers[layer].tensors { guard agrees(number) else { return } }
      for slot in intervals.indices {
        if let interval = intervals[slot] { factors[slot] = interval.lowerBound + (interval.upperBound - interval.lowerBound) / 2 }
      }
    }
    exists = true
  }

  /// Pairs the units that the layer makes: neighbours in the order of their projections.
  private mutating func pair(_ sources: inout ProjectedRows, _ targets: inout ProjectedRows, _ layer: Int) {
    for (number, twin) in zip(a.action.hiddenClasses, b.action.hiddenClasses) {
      let left = sources.made(number).sorted { $0.projection < $1.projection }
      let right = targets.made(twin).sorted { $0.projection < $1.projection }
      for (one, other) in zip(left, right) {
        pairing.originals[other.unit] = one.unit
        targets.rename(other.unit, as: sources.name(one.unit))
      }
    }
    for (one, other) in zip(a.elements, b.elements) where b.layers[layer].node == other.tensor.node {
      for (site, twin) in zip(one.tensor.sites, other.tensor.sites) {
        let originals = pairing.originals(of: twin.units, in: site.units)
        for (element, slot) in twin.units.signs.enumerated() where slot >= 0 && originals[element] >= 0 {
          let original = site.units.signs[originals[element]]
          pairing.flips[slot] = original >= 0 && (sources.signs[original] ?? 1) * (targets.signs[slot] ?? 1) < 0
        }
      }
    }
  }

  /// Narrows the intervals of factors that start at a weight; `false` where nothing is left.
  private mutating func narrow(_ number: Int, _ effect: WeightTensor.Site.Effect) -> Bool {
    let tensor = b.elements[number].tensor
    guard let maker = tensor.sites.firstIndex(where: { site in site.effect == effect && site.units.magnitudes.contains { $0 >= 0 } })
    else { return true }
    return visit(number, leaving: maker) { interval, slot, intervals in
      guard slot >= 0 else { return true }
      let own =
        effect == .multiplied
        ? (interval.lowerBound, interval.upperBound) : ((1 / interval.upperBound).nextDown, (1 / interval.lowerBound).nextUp)
      let (low, high) = (max(intervals[slot]?.lowerBound ?? 0, own.0), min(intervals[slot]?.upperBound ?? .infinity, own.1))
      guard low <= high, low > 0, high.isFinite else { return false }
      intervals[slot] = low...high
      return true
    }
  }

  private mutating func agrees(_ number: Int) -> Bool {
    visit(number, leaving: nil) { interval, _, _ in interval.contains(1) }
  }

  /// Calls `body` for each entry with the interval of what its factors must multiply to, those of one site left out.
  private mutating func visit(
    _ number: Int, leaving maker: Int?, _ body: (ClosedRange<Double>, Int, inout [ClosedRange<Double>?]) -> Bool
  ) -> Bool {
    let one = a.elements[number], other = b.elements[number], tensor = other.tensor
    let removed = b.removals(tensor)
    var intervals = self.intervals
    var isGood = true
    PairedWalk(one.tensor, tensor, pairing).forEach { element, original, places in
      guard isGood, !removed.indices.contains(where: { removed[$0][places[$0]] }) else { return }
      guard original >= 0 else {
        isGood = false
        return
      }
      var value = other.values[element]
      for (site, twin) in tensor.sites.enumerated() where twin.effect != .carried {
        let slot = twin.units.signs[places[site]]
        if slot >= 0, pairing.flips[slot] == true { value = -value }
      }
      let source = one.values[original]
      guard source != 0, value == 0 || (value < 0) == (source < 0) else {
        isGood = source == 0 && value == 0
        return
      }
      // What underflowed is off by half the smallest number; a weight of 0 says only that its factor is small.
      var low = max(((abs(value) * (1 - roundoff) - smallest) / abs(source)).nextDown, .leastNonzeroMagnitude)
      var high = ((abs(value) * (1 + roundoff) + smallest) / abs(source)).nextUp
      for (site, twin) in tensor.sites.enumerated() where site != maker && twin.effect != .carried {
        let slot = twin.units.magnitudes[places[site]]
        guard slot >= 0, let factor = intervals[slot] else { continue }
        let isDivided = twin.effect == .divided
        (low, high) =
          isDivided
          ? ((low * factor.lowerBound).nextDown, (high * factor.upperBound).nextUp)
          : ((low / factor.upperBound).nextDown, (high / factor.lowerBound).nextUp)
      }
      guard low > 0, low <= high, high.isFinite else {
        isGood = false
        return
      }
      isGood = body(low...high, maker.map { tensor.sites[$0].units.magnitudes[places[$0]] } ?? -1, &intervals)
    }
    self.intervals = intervals
    return isGood
  }
}

extension ExactWeights {
  /// Whether all weights are numbers of single precision.
  fileprivate var isSinglePrecision: Bool { elements.allSatisfy { $0.values.allSatisfy { Double(Float($0)) == $0 } } }
}
