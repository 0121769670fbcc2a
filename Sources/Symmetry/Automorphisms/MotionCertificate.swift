import Linear
import Networks

/// The positive factors with which a permutation of units and signs leaves weights exactly as they are, if there are any.
struct MotionCertificate {
  /// For each free factor its value; 1 where no weight decides.
  let magnitudes: [Rational]

  /// Solves for the factors weight by weight, and checks every weight. `nil` where none fit.
  init?(_ motion: UnitMotion, of action: WeightAction, _ entries: [WeightEntries]) {
    guard let moved = try? action.moved(by: motion) else { return nil }
    var open: [(entry: WeightEntries, moved: [Double])] = []
    for entry in entries {
      let elements = moved.constants[entry.tensor.name]?.elements ?? []
      if elements == entry.elements { continue }
      // Zeros and signs must agree as they are: factors are positive.
      guard zip(elements, entry.elements).allSatisfy({ ($0 > 0) == ($1 > 0) && ($0 < 0) == ($1 < 0) }) else { return nil }
      open.append((entry, elements))
    }
    guard !open.isEmpty else {
      magnitudes = [Rational](repeating: .one, count: action.magnitudeUnits.count)
      return
    }
    guard let found = Self.solve(action, entries, moved) else { return nil }
    magnitudes = found
  }

  /// A weight's demand: the product of factors, each to the power 1 or −1, is `ratio`.
  private struct Demand {
    let ratio: Rational
    let factors: [(variable: Int, isMultiplied: Bool)]
  }

  private static func demands(_ entries: [WeightEntries], _ moved: Network) -> [Demand] {
    var demands: [Demand] = []
    for entry in entries {
      let elements = moved.constants[entry.tensor.name]?.elements ?? []
      entry.forEach { place, places, _ in
        var factors: [(variable: Int, isMultiplied: Bool)] = []
        for (index, site) in entry.tensor.sites.enumerated() where site.effect != .carried {
          let variable = site.units.magnitudes[places[index]]
          if variable >= 0 { factors.append((variable, site.effect == .multiplied)) }
        }
        let ratio = entry.elements[place] == elements[place] ? Rational.one : Rational(entry.elements[place]) / Rational(elements[place])
        demands.append(Demand(ratio: ratio, factors: factors))
      }
    }
    return demands
  }

  private static func solve(_ action: WeightAction, _ entries: [WeightEntries], _ moved: Network) -> [Rational]? {
    var known = [Rational?](repeating: nil, count: action.magnitudeUnits.count)
    var demands = demands(entries, moved)
    while true {
      var waiting: [Demand] = []
      var hasGrown = false
      for demand in demands {
        let unknown = demand.factors.filter { known[$0.variable] == nil }
        if unknown.count > 1 {
          waiting.append(demand)
          continue
        }
        var rest = demand.ratio
        for factor in demand.factors {
          guard let value = known[factor.variable] else { continue }
          rest = factor.isMultiplied ? rest / value : rest * value
        }
        if let open = unknown.first {
          known[open.variable] = open.isMultiplied ? rest : .one / rest
          hasGrown = true
        } else if rest != .one {
          return nil
        }
      }
      demands = waiting
      if demands.isEmpty { return known.map { $0 ?? .one } }
      // What nothing anchors keeps its scale.
      if !hasGrown, let factor = demands[0].factors.first(where: { known[$0.variable] == nil }) { known[factor.variable] = .one }
    }
  }
}
