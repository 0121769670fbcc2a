import Linear

extension UnitRefinement {
  /// Finds the factors, signs and colours of what a layer makes, and gives a digest of its weights.
  mutating func colour(_ layer: ExactWeights.Layer) -> MultisetDigest {
    normalize(layer, .multiplied)
    normalize(layer, .divided)
    decideSigns(layer)
    return colourUnits(layer)
  }

  /// The factors that start here: 1 over the sum of absolute values, or 1 where there is nothing to sum.
  private mutating func normalize(_ layer: ExactWeights.Layer, _ effect: WeightTensor.Site.Effect) {
    var norms: [Int: ResiduePair] = [:]
    for number in layer.tensors {
      for (place, site) in weights.elements[number].tensor.sites.enumerated() where site.effect == effect {
        let slots = site.units.magnitudes
        guard slots.contains(where: { $0 >= 0 && !isFactorKnown[$0] }) else { continue }
        let sums = absoluteSums(number, place)
        for (element, sum) in sums.enumerated() where slots[element] >= 0 && !isFactorKnown[slots[element]] {
          norms[slots[element], default: .zero] += sum
        }
      }
    }
    for (slot, norm) in norms {
      isFactorKnown[slot] = true
      guard !norm.isZero else { continue }
      let inverse = norm.inverse
      (factors[slot], inverses[slot]) = effect == .multiplied ? (inverse, norm) : (norm, inverse)
    }
  }

  /// For each element along a site's axis the sum of the absolute values of its weights, under the factors that are known.
  private func absoluteSums(_ number: Int, _ place: Int) -> [ResiduePair] {
    let elements = weights.elements[number], tensor = elements.tensor
    let removed = weights.removals(tensor)
    let coefficients = tensor.sites.map { site in
      site.units.magnitudes.map { slot -> ResiduePair in
        slot < 0 || site.effect == .carried ? .one : site.effect == .multiplied ? factors[slot] : inverses[slot]
      }
    }
    let scaled = coefficients.indices.filter { coefficients[$0].contains { $0 != .one } }
    var sums = [ResiduePair](repeating: .zero, count: tensor.sites[place].units.count)
    let hasRemovals = removed.contains { $0.contains(true) }
    elements.walk.forEach { element, places in
      if hasRemovals { for site in removed.indices where removed[site][places[site]] { return } }
      let value = elements.values[element]
      var sum: ResiduePair
      if !elements.exceptions.isEmpty, let exact = elements.exceptions[element] {
        sum = ResiduePair(exact.sign < 0 ? -exact : exact)
      } else {
        sum = ResiduePair(magnitudeOf: value)
      }
      for site in scaled { sum = sum * coefficients[site][places[site]] }
      sums[places[place]] += sum
    }
    return sums
  }

  /// The signs that start here: that of which the hash of the unit's weights is smaller.
  private mutating func decideSigns(_ layer: ExactWeights.Layer) {
    var sums: [Int: (plus: UInt64, minus: UInt64)] = [:]
    for number in layer.tensors {
      let elements = weights.elements[number]
      for (place, site) in elements.tensor.sites.enumerated() where site.effect != .carried {
        let slots = site.units.signs
        guard slots.contains(where: { $0 >= 0 && !isSignKnown[$0] }) else { continue }
        let reading = Reading(self, elements, number: number)
        var plus = [UInt64](repeating: 0, count: slots.count), minus = plus
        elements.walk.forEach { element, places in
          guard let value = reading.value(element, places), slots[places[place]] >= 0 else { return }
          plus[places[place]] &+= reading.hash(value, places, without: place)
          minus[places[place]] &+= reading.hash(-value, places, without: place)
        }
        for (element, slot) in slots.enumerated() where slot >= 0 && !isSignKnown[slot] {
          let old = sums[slot] ?? (0, 0)
          sums[slot] = (old.plus &+ plus[element], old.minus &+ minus[element])
        }
      }
    }
    for (slot, sum) in sums {
      isSignKnown[slot] = true
      signs[slot] = sum.plus == sum.minus ? 0 : sum.plus < sum.minus ? 1 : -1
    }
  }

  /// The colours of units that start here, by their rows; weights that make none of them are in the digest only.
  private mutating func colourUnits(_ layer: ExactWeights.Layer) -> MultisetDigest {
    var digest = MultisetDigest()
    var rows: [Int: UInt64] = [:]
    for number in layer.tensors {
      let elements = weights.elements[number], tensor = elements.tensor
      let reading = Reading(self, elements, number: number)
      let maker = tensor.sites.firstIndex { site in site.effect == .multiplied && site.units.units.contains { $0 >= 0 && !isColoured[$0] } }
      var sums = [UInt64](repeating: 0, count: maker.map { tensor.sites[$0].units.count } ?? 0)
      let isPending = maker.map { tensor.sites[$0].units.units.map { $0 >= 0 && !isColoured[$0] } } ?? []
      elements.walk.forEach { element, places in
        guard let value = reading.value(element, places) else { return }
        if let maker, isPending[places[maker]] {
          sums[places[maker]] &+= reading.hash(value, places, without: maker)
        } else {
          digest.add(reading.hash(value, places))
        }
      }
      guard let maker else { continue }
      for (element, unit) in tensor.sites[maker].units.units.enumerated() where isPending[element] { rows[unit, default: 0] &+= sums[element] }
    }
    for (unit, row) in rows {
      colours[unit] = Mixer.mix(initial[unit] ^ Mixer.mix(row))
      isColoured[unit] = true
      if !weights.isRemoved[unit] { digest.add(colours[unit]) }
    }
    return digest
  }
}
