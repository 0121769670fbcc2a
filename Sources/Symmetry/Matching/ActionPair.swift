import Diagnostics
import Networks

/// Two networks of one architecture with the action on each: units, factors and tensors correspond by their numbers.
struct ActionPair {
  let first: WeightAction
  let second: WeightAction
  let layouts: [TensorLayout]

  init(_ first: Network, _ second: Network) throws(Diagnostic) {
    let (a, b) = (try WeightAction(first), try WeightAction(second))
    _ = try GraphPairing(a.network, b.network)
    self.first = a
    self.second = b
    layouts = a.tensors.map(TensorLayout.init)
  }

  /// The weights of one of the networks, tensor by tensor, after its factors were multiplied in.
  func weights(_ action: WeightAction, _ magnitudes: [Double]?) throws(Diagnostic) -> [[Double]] {
    var network = action.network
    if let magnitudes {
      var motion = UnitMotion(identityOf: action)
      motion.magnitudes = magnitudes
      network = try action.moved(by: motion)
    }
    return action.tensors.map { network.constants[$0.name]?.elements ?? [] }
  }

  /// The motion of the second network that permutes its units and, where both were balanced, gives it the factors of the first.
  func motion(_ state: MatchingState, _ magnitudes: ([Double], [Double])?) -> UnitMotion {
    var motion = UnitMotion(identityOf: second)
    (motion.sources, motion.signs) = (state.sources, state.signs)
    guard let (one, other) = magnitudes else { return motion }
    let from = factorSources(state.sources)
    motion.magnitudes = one.indices.map { Self.snapped(other[from[$0]] / one[$0]) }
    return motion
  }

  /// For each factor the one that comes to its place with its unit.
  private func factorSources(_ sources: [Int]) -> [Int] {
    var result = Array(first.magnitudeUnits.indices)
    for site in first.tensors.flatMap(\.sites) {
      let places = AxisMotion.sources(site.units, sources)
      for (place, source) in places.enumerated() where site.units.magnitudes[place] >= 0 && site.units.magnitudes[source] >= 0 {
        result[site.units.magnitudes[place]] = site.units.magnitudes[source]
      }
    }
    return result
  }

  /// A factor near a power of two becomes it: any factor leaves the function as it is, and this one rounds no weight.
  private static func snapped(_ factor: Double) -> Double {
    guard factor.isNormal, factor > 0 else { return 1 }
    let power = Double(sign: .plus, exponent: Int(factor.exponent) + (factor.significand > 1.5 ? 1 : 0), significand: 1)
    return abs(factor / power - 1) < 1e-9 ? power : factor
  }
}
