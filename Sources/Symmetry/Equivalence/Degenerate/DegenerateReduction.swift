import Linear

/// Leaves the degenerate units of a network out: it computes exactly the same function.
///
/// Dead units are removed, constant ones folded into the next biases, positively parallel ones merged, until nothing changes (the obvious
/// redundancies of M. Phuong and C. H. Lampert, "Functional vs. parametric equivalence of ReLU networks", 2020). Units that nothing
/// uses are found in every class; the others where one layer makes the class and only weights take it in.
struct DegenerateReduction {
  private(set) var weights: ExactWeights
  private(set) var degenerate: [DegenerateUnit] = []
  /// The classes in which constant and parallel units were not looked for.
  private(set) var skipped: [Int] = []

  init(_ weights: ExactWeights) {
    self.weights = weights
    let hidden = weights.action.hiddenClasses
    let paths = hidden.map { ClassPath($0, weights) }
    skipped = zip(hidden, paths).filter { !$1.isSimple }.map(\.0)
    var before = -1
    while degenerate.count != before {
      before = degenerate.count
      for (layer, number) in hidden.enumerated() {
        removeUnused(layer, number, paths[layer])
        guard paths[layer].isSimple else { continue }
        foldConstants(layer, number, paths[layer])
        mergeParallel(layer, number, paths[layer])
      }
    }
    degenerate.sort { ($0.layer, $0.unit) < ($1.layer, $1.unit) }
  }

  private mutating func remove(_ unit: Int, _ layer: Int, _ number: Int, _ kind: DegenerateUnit.Kind) {
    weights.isRemoved[unit] = true
    degenerate.append(DegenerateUnit(layer: layer, unit: unit - weights.action.units[number].lowerBound, kind: kind))
  }

  /// For each unit of a class whether any weight of the given sites, in the rows of living units, is not zero.
  private func hasWeights(_ number: Int, _ sites: [(tensor: Int, site: Int)]) -> [Bool] {
    let units = weights.action.units[number]
    var result = [Bool](repeating: false, count: units.count)
    for (tensor, site) in sites {
      let elements = weights.elements[tensor], removed = weights.removals(elements.tensor)
      let own = elements.tensor.sites[site].units.units.map { units.contains($0) ? $0 - units.lowerBound : -1 }
      elements.walk.forEach { element, places in
        let unit = own[places[site]]
        guard unit >= 0, !result[unit], !elements.isZero(element) else { return }
        for other in removed.indices where other != site && removed[other][places[other]] { return }
        result[unit] = true
      }
    }
    return result
  }

  /// For each unit of a class whether a weight that is not zero takes it into anything but itself: a living unit, of the same class too, or
  /// what is no unit. `nil` where no weights could.
  private func uses(_ number: Int) -> [Bool]? {
    let units = weights.action.units[number]
    var result = [Bool](repeating: false, count: units.count), isTaken = false
    for elements in weights.elements {
      let sites = elements.tensor.sites, removed = weights.removals(elements.tensor)
      for (site, taking) in sites.enumerated() where taking.effect == .divided && taking.units.units.contains(where: units.contains) {
        let others = sites.indices.filter { $0 != site && sites[$0].effect == .multiplied }
        elements.walk.forEach { element, places in
          let unit = taking.units.units[places[site]]
          guard units.contains(unit), !others.contains(where: { sites[$0].units.units[places[$0]] == unit }) else { return }
          isTaken = true
          guard !elements.isZero(element), !others.contains(where: { removed[$0][places[$0]] }) else { return }
          result[unit - units.lowerBound] = true
        }
      }
    }
    return isTaken ? result : nil
  }

  private mutating func removeUnused(_ layer: Int, _ number: Int, _ path: ClassPath) {
    guard !path.couples, let isUsed = uses(number) else { return }
    for (index, unit) in weights.action.units[number].enumerated() where !isUsed[index] && !weights.isRemoved[unit] {
      remove(unit, layer, number, .dead)
    }
  }

  private mutating func foldConstants(_ layer: Int, _ number: Int, _ path: ClassPath) {
    // A bias has one axis, that of the units.
    let biases = path.makers.filter { weights.elements[$0.tensor].tensor.view.count == 1 }
    let isVarying = hasWeights(number, path.makers.filter { weights.elements[$0.tensor].tensor.view.count > 1 })
    for (index, unit) in weights.action.units[number].enumerated() where !isVarying[index] && !weights.isRemoved[unit] {
      guard path.biasFactor.isFinite else { return }
      let bias =
        Rational(path.biasFactor)
        * biases.reduce(Rational(0)) { sum, maker in
          let site = weights.elements[maker.tensor].tensor.sites[maker.site]
          return site.units.units.firstIndex(of: unit).map { sum + weights.elements[maker.tensor].rational($0) } ?? sum
        }
      if path.keepsZero, bias.isZero || bias.sign < 0 && path.isRectified {
        remove(unit, layer, number, .dead)
      } else if path.keepsConstants, fold(bias, unit, path) {
        remove(unit, layer, number, .constant)
      }
    }
  }

  /// Adds what a constant unit brings to the biases of the layers that take it in; `false` where one of them has none.
  private mutating func fold(_ value: Rational, _ unit: Int, _ path: ClassPath) -> Bool {
    var sums: [(tensor: Int, element: Int, value: Rational)] = []
    for (number, site) in path.takers {
      let elements = weights.elements[number], tensor = elements.tensor
      guard let layer = weights.layers.first(where: { $0.node == tensor.node }),
        let bias = layer.tensors.first(where: { weights.elements[$0].tensor.place == 2 }), tensor.view.count == 2,
        weights.elements[bias].tensor.view == [tensor.view[1 - tensor.sites[site].axes[0]]]
      else { return false }
      let axis = tensor.sites[site].axes[0], columns = tensor.view[1]
      for (place, own) in tensor.sites[site].units.units.enumerated() where own == unit {
        for row in 0..<tensor.view[1 - axis] {
          let weight = elements.rational(axis == 1 ? row * columns + place : place * columns + row)
          if !weight.isZero { sums.append((bias, row, weight * value)) }
        }
      }
    }
    for sum in sums { weights.elements[sum.tensor].set(weights.elements[sum.tensor].rational(sum.element) + sum.value, at: sum.element) }
    return true
  }

  /// Lets the first of several parallel units carry the others: if rowⱼ = s·rowᵢ then relu(rowⱼ) = s·relu(rowᵢ).
  private mutating func mergeParallel(_ layer: Int, _ number: Int, _ path: ClassPath) {
    for group in ParallelRows(number, path, weights).groups {
      for (unit, ratio) in group.others {
        guard path.takers.allSatisfy({ targets(of: unit, in: group.carrier, $0.tensor, $0.site) != nil }) else { continue }
        for (tensor, site) in path.takers { carry(unit, by: group.carrier, ratio, tensor, site) }
        let carrier = group.carrier - weights.action.units[number].lowerBound
        remove(unit, layer, number, .parallel(to: carrier))
      }
    }
  }

  /// The places of a unit along an axis, each with that of its carrier's element of the same ordinal; `nil` where the carrier lacks one.
  private func targets(of unit: Int, in carrier: Int, _ number: Int, _ site: Int) -> [(from: Int, to: Int)]? {
    let axis = weights.elements[number].tensor.sites[site].units
    var result: [(from: Int, to: Int)] = []
    for (place, own) in axis.units.enumerated() where own == unit {
      let isTarget = { (index: Int) in axis.units[index] == carrier && axis.ordinals[index] == axis.ordinals[place] }
      guard let target = axis.units.indices.first(where: isTarget) else { return nil }
      result.append((place, target))
    }
    return result
  }

  private mutating func carry(_ unit: Int, by carrier: Int, _ ratio: Rational, _ number: Int, _ site: Int) {
    let tensor = weights.elements[number].tensor, axis = tensor.sites[site].axes[0], axisUnits = tensor.sites[site].units
    let inner = tensor.view[(axis + 1)...].reduce(1, *), outer = tensor.view[..<axis].reduce(1, *), size = tensor.view[axis]
    for (place, target) in targets(of: unit, in: carrier, number, site) ?? [] {
      // |x| passes what is free of a unit's factor without its sign.
      let ratio = axisUnits.signs[place] < 0 && ratio.sign < 0 ? -ratio : ratio
      for row in 0..<outer {
        for rest in 0..<inner {
          let from = (row * size + place) * inner + rest, to = (row * size + target) * inner + rest
          guard !weights.elements[number].isZero(from) else { continue }
          let sum = weights.elements[number].rational(to) + ratio * weights.elements[number].rational(from)
          weights.elements[number].set(sum, at: to)
        }
      }
    }
  }
}

extension WeightAction {
  /// The classes that are not tied to an input or an output, in order.
  package var hiddenClasses: [Int] { classes.indices.filter { !classes[$0].isFixed } }
}
