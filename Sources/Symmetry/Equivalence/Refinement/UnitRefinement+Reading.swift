import Linear

extension UnitRefinement {
  /// A weight under the factors, signs and colours that are known so far.
  struct Reading {
    let siteCount: Int
    private let elements: ExactWeights.Elements
    private let units: [[Int]]
    private let removed: [[Bool]]
    /// What each element of a site's axis multiplies by; empty where it is always 1.
    private var coefficients: [[ResiduePair]] = []
    private var keys: [[UInt64]] = []
    private var ordinalKeys: [[UInt64]] = []
    /// Whether the sign of what an element of an axis belongs to is not decided; empty where it always is.
    private var isVague: [[Bool]] = []
    private let key: UInt64
    private let hasRemovals: Bool

    /// Factors and signs that are not known count as 1.
    init(_ state: UnitRefinement, _ elements: ExactWeights.Elements, number: Int) {
      self.elements = elements
      let tensor = elements.tensor
      siteCount = tensor.sites.count
      units = tensor.sites.map(\.units.units)
      removed = state.weights.removals(tensor)
      hasRemovals = removed.contains { $0.contains(true) }
      key = Mixer.mix(0xBEEF, number)
      for (place, site) in tensor.sites.enumerated() {
        coefficients.append(Self.coefficients(state, site))
        isVague.append(Self.vague(state, site))
        ordinalKeys.append(site.units.ordinals.map { Mixer.mix(0x0D, $0) })
        keys.append(
          site.units.units.indices.map { element in
            let unit = site.units.units[element]
            let base = unit < 0 ? Mixer.mix(0x57111, element) : Mixer.mix(state.colours[unit], site.units.ordinals[element])
            return Mixer.mix(base, place)
          })
      }
    }

    private static func coefficients(_ state: UnitRefinement, _ site: WeightTensor.Site) -> [ResiduePair] {
      if site.effect == .carried { return [] }
      let result = site.units.units.indices.map { element -> ResiduePair in
        let slot = site.units.magnitudes[element], flip = site.units.signs[element]
        let factor = slot < 0 ? .one : site.effect == .multiplied ? state.factors[slot] : state.inverses[slot]
        return flip >= 0 && state.signs[flip] < 0 ? -factor : factor
      }
      return result.allSatisfy { $0 == .one } ? [] : result
    }

    private static func vague(_ state: UnitRefinement, _ site: WeightTensor.Site) -> [Bool] {
      if site.effect == .carried { return [] }
      let result = site.units.signs.map { $0 >= 0 && state.isSignKnown[$0] && state.signs[$0] == 0 }
      return result.contains(true) ? result : []
    }

    @inline(__always)
    func unit(_ site: Int, _ places: UnsafePointer<Int>) -> Int { units[site][places[site]] }

    /// The normal value of an element; `nil` for that of a degenerate unit.
    @inline(__always)
    func value(_ element: Int, _ places: UnsafePointer<Int>) -> ResiduePair? {
      if hasRemovals { for site in 0..<siteCount where removed[site][places[site]] { return nil } }
      var value = elements.residue(element)
      var vague = false
      for site in 0..<siteCount {
        if !coefficients[site].isEmpty { value = value * coefficients[site][places[site]] }
        if !isVague[site].isEmpty, isVague[site][places[site]] { vague = true }
      }
      return vague ? value.unsigned : value
    }

    /// The hash of a value at its place; the unit of one site may be left out, but not which of its elements it is.
    @inline(__always)
    func hash(_ value: ResiduePair, _ places: UnsafePointer<Int>, without site: Int = -1) -> UInt64 {
      var sum = key &+ UInt64(truncatingIfNeeded: places[siteCount]) &* 0x8EBC_6AF0_9C88_C6E3
      for other in 0..<siteCount { sum &+= other == site ? ordinalKeys[other][places[other]] : keys[other][places[other]] }
      return Mixer.mix(value, key: sum)
    }
  }
}
