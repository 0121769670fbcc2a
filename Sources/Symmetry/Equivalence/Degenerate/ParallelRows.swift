import Linear

/// Units of one class whose rows are multiples of each other, by factors that activations pass.
struct ParallelRows {
  struct Group {
    let carrier: Int
    /// The other units, each with the factor of its row against the carrier's.
    var others: [(unit: Int, ratio: Rational)]
  }

  private(set) var groups: [Group] = []
  private let weights: ExactWeights
  private let path: ClassPath
  private let range: Range<Int>
  /// Whether the activations pass any positive factor; otherwise only equal rows are parallel.
  private let isScaled: Bool
  /// Whether they pass signs, so that opposite rows are parallel too.
  private let isSigned: Bool

  init(_ number: Int, _ path: ClassPath, _ weights: ExactWeights) {
    self.weights = weights
    self.path = path
    range = weights.action.units[number]
    isScaled = path.makers.allSatisfy { maker in
      weights.elements[maker.tensor].tensor.sites[maker.site].units.magnitudes.allSatisfy { $0 >= 0 }
    }
    isSigned = path.makers.allSatisfy { maker in
      weights.elements[maker.tensor].tensor.sites[maker.site].units.signs.allSatisfy { $0 >= 0 }
    }
    find()
  }

  /// Rows with equal residues first; what they promise is then checked exactly.
  private mutating func find() {
    var candidates: [UInt64: [Int]] = [:]
    for (index, hash) in rowHashes().enumerated() where !weights.isRemoved[range.lowerBound + index] {
      candidates[hash, default: []].append(range.lowerBound + index)
    }
    for units in candidates.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      var open: [Group] = []
      for unit in units {
        let row = row(unit)
        if let place = open.indices.first(where: { ratio(self.row(open[$0].carrier), row) != nil }),
          let factor = ratio(self.row(open[place].carrier), row)
        {
          open[place].others.append((unit, factor))
        } else {
          open.append(Group(carrier: unit, others: []))
        }
      }
      groups += open.filter { !$0.others.isEmpty }
    }
  }

  private func rowHashes() -> [UInt64] {
    var norms = [ResiduePair](repeating: .zero, count: range.count)
    if isScaled {
      forEach { unit, _, _, elements, element in
        let exact = elements.rational
        norms[unit] +=
          elements.exceptions.isEmpty
          ? ResiduePair(magnitudeOf: elements.values[element]) : ResiduePair(exact(element)).unsignedBy(exact(element).sign)
      }
    }
    let inverses = norms.map { $0.isZero ? .one : $0.inverse }
    var hashes = [UInt64](repeating: 0, count: range.count), opposites = hashes
    forEach { unit, number, key, elements, element in
      let place = Mixer.mix(UInt64(number), key), value = elements.residue(element) * inverses[unit]
      hashes[unit] &+= Mixer.mix(value, key: place)
      if isSigned { opposites[unit] &+= Mixer.mix(-value, key: place) }
    }
    if isSigned { for unit in hashes.indices { hashes[unit] = min(hashes[unit], opposites[unit]) } }
    return hashes
  }

  /// All weights of all units: the unit, the number of the weight, and the place in the row.
  private func forEach(_ body: (_ unit: Int, _ tensor: Int, _ key: Int, _ elements: ExactWeights.Elements, _ element: Int) -> Void) {
    for (number, site) in path.makers {
      let elements = weights.elements[number], tensor = elements.tensor, removed = weights.removals(tensor)
      let axis = tensor.sites[site].axes[0], units = tensor.sites[site].units.units
      let stride = tensor.view[(axis + 1)...].reduce(1, *)
      elements.walk.forEach { element, places in
        let unit = units[places[site]]
        guard range.contains(unit) else { return }
        for other in removed.indices where other != site && removed[other][places[other]] { return }
        body(unit - range.lowerBound, number, element - places[site] * stride, elements, element)
      }
    }
  }

  private func row(_ unit: Int) -> [Rational] {
    var result: [Rational] = []
    for (number, site) in path.makers {
      let elements = weights.elements[number], tensor = elements.tensor, removed = weights.removals(tensor)
      let axis = tensor.sites[site].axes[0], units = tensor.sites[site].units.units
      guard let place = units.firstIndex(of: unit) else { continue }
      let inner = tensor.view[(axis + 1)...].reduce(1, *), outer = tensor.view[..<axis].reduce(1, *)
      let others = tensor.sites.indices.filter { $0 != site }
      for row in 0..<outer {
        for rest in 0..<inner {
          let isGone = others.contains { other in
            let otherAxis = tensor.sites[other].axes[0]
            let step = tensor.view[(otherAxis + 1)...].reduce(1, *)
            return removed[other][((row * tensor.view[axis] + place) * inner + rest) / step % tensor.view[otherAxis]]
          }
          if !isGone { result.append(elements.rational((row * tensor.view[axis] + place) * inner + rest)) }
        }
      }
    }
    return result
  }

  /// The factor of one row against another that activations pass, exactly; `nil` for rows that are not parallel, or of zeros.
  private func ratio(_ one: [Rational], _ other: [Rational]) -> Rational? {
    var ratio: Rational?
    for (a, b) in zip(one, other) where !a.isZero || !b.isZero {
      guard !a.isZero, !b.isZero else { return nil }
      guard let known = ratio else {
        ratio = b / a
        continue
      }
      guard b == known * a else { return nil }
    }
    guard let ratio, ratio.sign > 0 || isSigned, isScaled || ratio == .one || ratio == -.one else { return nil }
    return ratio
  }
}

extension ResiduePair {
  /// The residue of the absolute value of a number with this residue and the given sign.
  fileprivate func unsignedBy(_ sign: Int) -> ResiduePair { sign < 0 ? -self : self }
}
