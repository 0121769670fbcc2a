import Diagnostics
import Networks

/// The positive factors that balance a network: every free factor has as large weights where it comes in as where it goes out.
///
/// Of all networks that rescaling leads to this one has the least sum of squared weights, which is unique wherever no weights grow without end:
/// two networks that differ by positive factors are the same when balanced, up to rounding. The norms are equalised one axis after the
/// other until nothing changes, always in the same order (as B. Neyshabur, R. Salakhutdinov and N. Srebro, "Path-SGD", 2015, or P. Stock,
/// B. Graham, R. Gribonval and H. Jégou, "Equi-normalization of neural networks", ICLR 2019, do for perceptrons). Factors that stand on both
/// axes of a tensor, as in a residual block without a projection, step half as far: with w² e^{2(x − y)} ≤ ½ w² (e^{4x} + e^{−4y}) the sum of
/// squares is below a sum of functions of one factor each, whose minimum is the eighth root; so no step raises it, whereas the fourth roots
/// of all factors at once can swing to and fro for ever.
struct UnitBalance {
  /// For each free factor of the action what its unit is multiplied by.
  private(set) var magnitudes: [Double]
  /// How many passes over the network it took.
  private(set) var passes = 0
  /// Whether the last pass changed nothing more.
  private(set) var isSettled = false

  private static let mostPasses = 1000
  private static let tolerance = 1e-12

  /// Weights along one axis of one tensor that factors of one group come into or go out of.
  private struct Part {
    let tensor: Int
    let site: Int
    let isMultiplied: Bool
  }

  init(_ action: WeightAction, _ layouts: [TensorLayout]) {
    magnitudes = [Double](repeating: 1, count: action.magnitudeUnits.count)
    var weights = action.tensors.map { action.network.constants[$0.name]?.elements ?? [] }
    let (groups, parts) = Self.groups(action, layouts)
    let isLooped = parts.map { part in Set(part.map(\.tensor)).count < part.count }
    while passes < Self.mostPasses {
      WorkProgress.report("passes of balancing", passes)
      passes += 1
      var largest = 0.0
      for group in parts.indices {
        let steps = Self.steps(parts[group], layouts, weights, of: magnitudes.count, isLooped: isLooped[group]) { groups[$0] == group }
        largest = max(largest, steps.reduce(0) { max($0, abs($1 - 1)) })
        for part in parts[group] { Self.scale(&weights[part.tensor], layouts[part.tensor], part, by: steps) }
        for (factor, step) in steps.enumerated() { magnitudes[factor] *= step }
      }
      isSettled = largest <= Self.tolerance
      if isSettled { break }
    }
  }

  /// The group of each factor: those that stand together along one axis; and where each group's factors come in and go out.
  private static func groups(_ action: WeightAction, _ layouts: [TensorLayout]) -> ([Int], [[Part]]) {
    var groups = [Int](repeating: -1, count: action.magnitudeUnits.count)
    var count = 0
    for site in layouts.flatMap(\.sites) where site.effect != .carried {
      let new = site.units.magnitudes.filter { $0 >= 0 && groups[$0] < 0 }
      if new.isEmpty { continue }
      for factor in new { groups[factor] = count }
      count += 1
    }
    var parts = [[Part]](repeating: [], count: count)
    for (tensor, layout) in layouts.enumerated() {
      for (number, site) in layout.sites.enumerated() where site.effect != .carried {
        for group in Set(site.units.magnitudes.filter { $0 >= 0 }.map { groups[$0] }).sorted() {
          parts[group].append(Part(tensor: tensor, site: number, isMultiplied: site.effect == .multiplied))
        }
      }
    }
    return (groups, parts)
  }

  /// √(norm of what goes out / norm of what comes in) for each factor of a group, or its root where the group is on both axes of a tensor; 1 for
  /// the others and where a norm is 0.
  private static func steps(
    _ parts: [Part], _ layouts: [TensorLayout], _ weights: [[Double]], of count: Int, isLooped: Bool, where belongs: (Int) -> Bool
  ) -> [Double] {
    var (coming, going) = ([Double](repeating: 0, count: count + 1), [Double](repeating: 0, count: count + 1))
    for part in parts {
      // What belongs to no factor is gathered behind the others.
      let factors = layouts[part.tensor].sites[part.site].units.magnitudes.map { $0 >= 0 && belongs($0) ? $0 : count }
      let sums = squares(weights[part.tensor], layouts[part.tensor].places[part.site], factors, count: count + 1)
      for factor in 0..<count {
        if part.isMultiplied { coming[factor] += sums[factor] } else { going[factor] += sums[factor] }
      }
    }
    return (0..<count).map { factor in
      let root = (going[factor] / coming[factor]).squareRoot().squareRoot()
      let step = isLooped ? root.squareRoot() : root
      return going[factor] > 0 && coming[factor] > 0 && step.isNormal ? step : 1
    }
  }

  private static func squares(_ weights: [Double], _ places: [Int32], _ factors: [Int], count: Int) -> [Double] {
    // Four sums for each place in turn, so that one addition need not wait for the one before it.
    var sums = [Double](repeating: 0, count: 4 * factors.count)
    sums.withUnsafeMutableBufferPointer { sums in
      weights.withUnsafeBufferPointer { weights in
        places.withUnsafeBufferPointer { places in
          for element in weights.indices { sums[4 * Int(places[element]) + element % 4] += weights[element] * weights[element] }
        }
      }
    }
    var result = [Double](repeating: 0, count: count)
    for (place, factor) in factors.enumerated() { result[factor] += sums[4 * place..<4 * place + 4].reduce(0, +) }
    return result
  }

  private static func scale(_ weights: inout [Double], _ layout: TensorLayout, _ part: Part, by steps: [Double]) {
    let factors = layout.sites[part.site].units.magnitudes.map { factor in
      factor < 0 ? 1 : part.isMultiplied ? steps[factor] : 1 / steps[factor]
    }
    TensorLayout.combine(&weights, layout.places[part.site], factors, by: *)
  }
}
