import Linear

/// A motion from one network to another that has been checked exactly, weight by weight, as far as it goes.
package struct ExactMotion: Sendable {
  package let pairing: UnitPairing
  /// For each free positive factor of the second network what it is against its original; `nil` where its layer was not reached.
  package private(set) var factors: [Rational?]
  /// The first layer with a weight that is not what the motion makes of the first network's, by its number in `ExactWeights.layers`.
  package private(set) var failingLayer: Int?
  private let a: ExactWeights
  private let b: ExactWeights
  /// Powers of two by their exponents; other factors have none.
  private var exponents: [Int?]
  private var isKnown: [Bool]

  /// Checks b = motion · a entry by entry over the layers in order, and that the units that are left in each hidden class are paired one to
  /// one; where `isPartial`, only entries between units that are paired.
  ///
  /// A factor is the quotient of the first entries that are not zero, and then the other entries have to agree, in integers.
  package init(_ a: ExactWeights, _ b: ExactWeights, _ pairing: UnitPairing, layers: Range<Int>? = nil, isPartial: Bool = false) {
    (self.a, self.b, self.pairing) = (a, b, pairing)
    factors = [Rational?](repeating: nil, count: b.action.magnitudeUnits.count)
    exponents = [Int?](repeating: 0, count: factors.count)
    isKnown = [Bool](repeating: false, count: factors.count)
    for layer in layers ?? b.layers.indices {
      guard check(b.layers[layer], isPartial) else {
        failingLayer = layer
        return
      }
    }
    if !isPartial { failingLayer = unpairedLayer }
  }

  /// The first layer that makes a unit for which the pairing is no bijection between the living units of a hidden class: a motion moves
  /// every unit of the first network to one place.
  private var unpairedLayer: Int? {
    var partners = [Int](repeating: 0, count: a.isRemoved.count)
    var failing: [Int] = []
    let (makers, twins) = (a.makerLayers, b.makerLayers)
    for (number, twin) in zip(a.action.hiddenClasses, b.action.hiddenClasses) {
      for unit in b.action.units[twin] where !b.isRemoved[unit] {
        let original = pairing.originals[unit]
        if a.action.units[number].contains(original) { partners[original] += 1 } else { failing.append(twins[unit]) }
      }
      for unit in a.action.units[number] where partners[unit] != (a.isRemoved[unit] ? 0 : 1) { failing.append(makers[unit]) }
    }
    return failing.min().map { max(min($0, b.layers.count - 1), 0) }
  }

  private mutating func check(_ layer: ExactWeights.Layer, _ isPartial: Bool) -> Bool {
    var isGood = true
    for effect in [WeightTensor.Site.Effect.multiplied, .divided] {
      for number in layer.tensors where isGood { isGood = findFactors(number, effect) || isPartial }
    }
    for number in layer.tensors where isGood { isGood = agrees(number, isPartial) }
    return isGood
  }

  /// The free factors that start at a weight. `false` where one would be negative; its absolute value is then taken.
  private mutating func findFactors(_ number: Int, _ effect: WeightTensor.Site.Effect) -> Bool {
    let tensor = b.elements[number].tensor
    var arePositive = true
    for (place, site) in tensor.sites.enumerated() where site.effect == effect {
      let slots = site.units.magnitudes
      guard slots.contains(where: { $0 >= 0 && !isKnown[$0] }) else { continue }
      var found: [Int: (element: Int, original: Int, others: [Int])] = [:]
      let removed = b.removals(tensor)
      PairedWalk(a.elements[number].tensor, tensor, pairing).forEach { element, original, places in
        let slot = slots[places[place]]
        guard slot >= 0, !isKnown[slot], found[slot] == nil, original >= 0, !b.elements[number].isZero(element),
          !a.elements[number].isZero(original), !removed.indices.contains(where: { removed[$0][places[$0]] })
        else { return }
        found[slot] = (element, original, tensor.sites.indices.map { places[$0] })
      }
      for slot in Set(slots).sorted() where slot >= 0 && !isKnown[slot] {
        guard let entry = found[slot] else { continue }
        var quotient = b.elements[number].rational(entry.element) / a.elements[number].rational(entry.original)
        for (other, twin) in tensor.sites.enumerated() {
          let sign = sign(twin, entry.others[other])
          if sign < 0 { quotient = -quotient }
          if other != place, let (factor, isDivided) = factor(twin, entry.others[other]) {
            quotient = isDivided ? quotient * factor : quotient / factor
          }
        }
        if quotient.sign < 0 { (quotient, arePositive) = (-quotient, false) }
        set(slot, effect == .multiplied ? quotient : .one / quotient)
      }
    }
    return arePositive
  }

  private mutating func set(_ slot: Int, _ factor: Rational) {
    (factors[slot], isKnown[slot], exponents[slot]) = (factor, true, factor.binaryExponent)
  }

  private func sign(_ site: WeightTensor.Site, _ element: Int) -> Int {
    let slot = site.units.signs[element]
    return site.effect != .carried && slot >= 0 && pairing.flips[slot] == true ? -1 : 1
  }

  private func factor(_ site: WeightTensor.Site, _ element: Int) -> (Rational, isDivided: Bool)? {
    let slot = site.units.magnitudes[element]
    guard site.effect != .carried, slot >= 0, let factor = factors[slot] else { return nil }
    return (factor, site.effect == .divided)
  }

  /// What a motion multiplies the elements of a site's axis by, signs included, as a double.
  func rounded(_ site: WeightTensor.Site, _ element: Int) -> Double {
    let sign = Double(sign(site, element))
    guard let (factor, isDivided) = factor(site, element) else { return sign }
    return isDivided ? sign / factor.rounded : sign * factor.rounded
  }

  /// Whether one entry is exactly what the factors make of its original, or of the negative.
  func isSame(_ number: Int, _ element: Int, _ original: Int, _ places: [Int], negated: Bool) -> Bool {
    let tensor = b.elements[number].tensor
    let isFlipped = (zip(tensor.sites, places).count { sign($0, $1) < 0 } % 2 == 1) != negated
    return agreesExactly(a.elements[number].rational(original), b.elements[number].rational(element), isFlipped, tensor, places)
  }

  /// Whether every entry of a weight is what the factors make of its original.
  private mutating func agrees(_ number: Int, _ isPartial: Bool) -> Bool {
    let one = a.elements[number], other = b.elements[number], tensor = other.tensor
    for site in tensor.sites { for slot in site.units.magnitudes where slot >= 0 && !isKnown[slot] { set(slot, .one) } }
    // The exponent of each element of an axis, signed by the effect; `nil` where its factor is no power of two.
    let shifts = tensor.sites.map { site in
      site.units.magnitudes.map { slot -> Int? in
        slot < 0 || site.effect == .carried ? 0 : exponents[slot].map { site.effect == .divided ? -$0 : $0 }
      }
    }
    let flips = tensor.sites.map { site in site.units.units.indices.map { sign(site, $0) < 0 } }
    let removed = b.removals(tensor)
    var isGood = true
    PairedWalk(one.tensor, tensor, pairing).forEach { element, original, places in
      guard isGood, !removed.indices.contains(where: { removed[$0][places[$0]] }) else { return }
      guard original >= 0 else {
        isGood = isPartial && original == -1
        return
      }
      var shift: Int? = 0, isFlipped = false
      for site in shifts.indices {
        if flips[site][places[site]] { isFlipped.toggle() }
        shift = shift.flatMap { sum in shifts[site][places[site]].map { sum + $0 } }
      }
      let value = isFlipped ? -other.values[element] : other.values[element], source = one.values[original]
      if let shift, other.exceptions.isEmpty, one.exceptions.isEmpty, abs(shift) < 900,
        source == 0 || abs(source) > 0x1p-100 && abs(source) < 0x1p100
      {
        isGood = value == Double(sign: .plus, exponent: shift, significand: source)
      } else {
        isGood = agreesExactly(one.rational(original), other.rational(element), isFlipped, tensor, tensor.sites.indices.map { places[$0] })
      }
    }
    return isGood
  }

  private func agreesExactly(_ source: Rational, _ value: Rational, _ isFlipped: Bool, _ tensor: WeightTensor, _ places: [Int]) -> Bool {
    var left = isFlipped ? -value : value, right = source
    for (site, place) in zip(tensor.sites, places) {
      guard let (factor, isDivided) = factor(site, place) else { continue }
      if isDivided { left = left * factor } else { right = right * factor }
    }
    return left == right
  }
}

extension Rational {
  /// The exponent of a positive power of two; `nil` for other numbers.
  var binaryExponent: Int? {
    guard sign > 0 else { return nil }
    let (top, bottom) = (numerator.trailingZeroBitCount, denominator.trailingZeroBitCount)
    return numerator.magnitude.bitWidth == top + 1 && denominator.magnitude.bitWidth == bottom + 1 ? top - bottom : nil
  }
}
