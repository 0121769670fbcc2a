import Linear
import Networks

/// Counts the symmetries of a small ReLU perceptron's weights by trying every permutation of the hidden units of one or two layers, and, where
/// inputs may move, every permutation and choice of signs of these. Factors follow row by row, in fractions.
struct RelabellingOracle {
  let network: TinyNetwork
  let inputs: [(permutation: [Int], signs: [Double])]

  init(_ network: TinyNetwork, permutesInputs: Bool = false, flipsInputs: Bool = false) {
    self.network = network
    let count = network.widths[0]
    let orders = permutesInputs ? Self.permutations(count) : [Array(0..<count)]
    let flips =
      flipsInputs ? (0..<1 << count).map { bits in (0..<count).map { bits >> $0 & 1 == 1 ? -1.0 : 1 } } : [[Double](repeating: 1, count: count)]
    inputs = orders.flatMap { order in flips.map { (order, $0) } }
  }

  static func permutations(_ count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return permutations(count - 1).flatMap { order in
      (0...order.count).map { place in Array(order[..<place]) + [count - 1] + Array(order[place...]) }
    }
  }

  var order: Int {
    inputs.reduce(0) { total, motion in
      let factors = zip(motion.permutation, motion.signs).map { (source: $0, factor: Rational($1)) }
      return total + extensions(0, factors)
    }
  }

  /// The number of ways to relabel the layers from one on, given what happens to the values before it.
  private func extensions(_ layer: Int, _ before: [(source: Int, factor: Rational)]) -> Int {
    let units = network.layers[layer]
    if layer == network.layers.count - 1 {
      return units.allSatisfy { row in zip(row, moved(row, before)).allSatisfy { Rational($0) == $1 } } ? 1 : 0
    }
    // Entry (i, j): the factor with which unit i can be the place of unit j.
    let ratios = units.map { target in units.map { ratio(target, $0, before) } }
    return Self.permutations(units.count).reduce(0) { total, order in
      var next: [(source: Int, factor: Rational)] = []
      for (unit, source) in order.enumerated() {
        guard let factor = ratios[unit][source], factor.sign > 0 else { return total }
        next.append((source, factor))
      }
      return total + extensions(layer + 1, next)
    }
  }

  /// A row whose columns come from others and are divided by their factors, bias last.
  private func moved(_ row: [Double], _ before: [(source: Int, factor: Rational)]) -> [Rational] {
    before.map { Rational(row[$0.source]) / $0.factor } + [Rational(row[row.count - 1])]
  }

  /// The s with target = s · source, whose columns come from others and are divided by their factors; `nil` if there is none.
  private func ratio(_ target: [Double], _ source: [Double], _ before: [(source: Int, factor: Rational)]) -> Rational? {
    var ratio: Rational?
    for (one, other) in zip(target, moved(source, before)) {
      if one == 0, other.isZero { continue }
      guard one != 0, !other.isZero else { return nil }
      let found = Rational(one) / other
      guard ratio == nil || ratio == found else { return nil }
      ratio = found
    }
    return ratio
  }
}
