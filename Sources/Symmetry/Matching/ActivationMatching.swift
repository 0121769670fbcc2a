import Diagnostics
import Linear
import Networks

/// Matches units by the correlation of what they pass on over some inputs: values that the next weights take in, after the activation
/// (Y. Li, J. Yosinski, J. Clune, H. Lipson and J. Hopcroft, "Convergent learning", 2015; Ainsworth, Hayase and Srinivasa 2023, section 3.1).
///
/// For each unit its values over all rows, and places of a channel, are centred and divided by their norm; a unit that never varies has
/// correlation 0 with all. A class with several values adds their correlations. Every class is an assignment problem by itself.
struct ActivationMatching {
  private let pair: ActionPair
  private let blocks: [Range<Int>]
  /// Correlations of the units of each block.
  private var correlations: [Matrix] = []
  /// How many values each block was compared by.
  private var counts: [Int] = []
  /// For each block the free sign of each unit, where the values that were compared have one.
  private var signs: [[Int]?] = []

  init(_ pair: ActionPair, rows: Matrix) throws(Diagnostic) {
    self.pair = pair
    let problem = MatchingProblem(pair.first, pair.layouts, first: [], second: [])
    blocks = problem.blocks
    let consumers = Self.consumers(pair.first)
    let one = try Self.values(pair.first, consumers, rows, "first"), other = try Self.values(pair.second, consumers, rows, "second")
    for block in blocks {
      var sum = Matrix(rows: block.count, columns: block.count)
      var count = 0
      for (number, consumer) in consumers.enumerated() where consumer.site.units.units.contains(where: block.contains) {
        let product = Self.product(one[number], other[number], consumer, block)
        for element in sum.elements.indices { sum.elements[element] += product.elements[element] }
        count += 1
      }
      correlations.append(sum)
      counts.append(count)
      signs.append(Self.signs(consumers, block))
    }
    guard blocks.isEmpty || correlations.contains(where: { $0.elements.contains { $0 != 0 } }) else {
      throw Diagnostic(
        id: "no-variation", "no activation of both networks varies on the data, so that nothing tells units apart", at: .none,
        fix: "give rows that differ, and a scale other than 0")
    }
  }

  /// A node that takes in units, and the axis of its operand along which they stand.
  private struct Consumer {
    let node: Int
    let operand: Int
    let axis: Int
    let site: WeightTensor.Site
  }

  /// One node for each value that weights take in.
  private static func consumers(_ action: WeightAction) -> [Consumer] {
    var seen: Set<String> = []
    var consumers: [Consumer] = []
    for tensor in action.tensors {
      let node = action.network.nodes[tensor.node]
      for site in tensor.sites where site.effect == .divided {
        let operand = tensor.place == 0 ? 1 : 0
        let axis: Int
        switch node.operation {
        case .gemm(_, _, let transposeA, let transposeB): axis = operand == 0 ? (transposeA ? 0 : 1) : (transposeB ? 1 : 0)
        case .matMul: axis = operand == 0 ? -1 : -2
        case .conv, .convTranspose: axis = 1
        default: continue
        }
        if seen.insert(node.inputs[operand]).inserted {
          consumers.append(Consumer(node: tensor.node, operand: operand, axis: axis, site: site))
        }
      }
    }
    return consumers
  }

  private static func values(
    _ action: WeightAction, _ consumers: [Consumer], _ rows: Matrix, _ which: String
  ) throws(Diagnostic) -> [Tensor] {
    let names = consumers.map { action.network.nodes[$0.node].inputs[$0.operand] }
    let network = Network(
      inputs: action.network.inputs, outputs: names, nodes: action.network.nodes, constants: action.network.constants,
      elementTypes: action.network.elementTypes)
    let values = try network.evaluate([network.inputs[0].name: network.batch(rows)])
    let tensors = names.compactMap { values[$0] }
    guard tensors.allSatisfy({ $0.firstNonFinite == nil }) else {
      throw Diagnostic(
        id: "not-finite", "an activation of the \(which) network is no finite number on the data", at: .none, fix: "scale the data")
    }
    return tensors
  }

  /// The correlations of the units of a block in one value of both networks.
  private static func product(_ one: Tensor, _ other: Tensor, _ consumer: Consumer, _ block: Range<Int>) -> Matrix {
    let axis = consumer.axis < 0 ? max(one.rank + consumer.axis, 0) : consumer.axis
    let size = one.shape[axis], inner = one.shape[(axis + 1)...].reduce(1, *), outer = one.shape[..<axis].reduce(1, *)
    let units = consumer.site.units
    let places = (0..<min(size, units.count)).filter { block.contains(units.units[$0]) }
    let ordinals = places.reduce(0) { max($0, units.ordinals[$1] + 1) }
    let features = outer * inner * ordinals
    func rows(_ tensor: Tensor) -> [[Double]] {
      var result = [[Double]](repeating: [Double](repeating: 0, count: features), count: block.count)
      for place in places {
        let unit = units.units[place] - block.lowerBound, start = units.ordinals[place] * outer * inner
        for o in 0..<outer {
          for i in 0..<inner { result[unit][start + o * inner + i] = tensor.elements[(o * size + place) * inner + i] }
        }
      }
      return result.map(standardized)
    }
    var product = FeatureProduct(units: block.count, features: features)
    for (unit, row) in rows(one).enumerated() {
      for (feature, value) in row.enumerated() { product.left[FeatureProduct.leftPlace(unit, feature, of: features)] = value }
    }
    var right = product.emptyRight
    for (unit, row) in rows(other).enumerated() {
      for (feature, value) in row.enumerated() { right[FeatureProduct.rightPlace(unit, feature, of: features)] = value }
    }
    product.multiply(by: right)
    return product.matrix
  }

  /// Values less their mean, divided by their norm; zeros where they don't vary.
  private static func standardized(_ values: [Double]) -> [Double] {
    let scale = values.reduce(0) { max($0, abs($1)) }
    // By a power of two, which rounds nothing, so that no square leaves the range of doubles.
    let values = values.map { scale == 0 ? 0 : $0 / scale.binade }
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    let centred = values.map { $0 - mean }
    let norm = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // What rounding of the mean leaves of a constant is no variation.
    guard norm > 1e-12 * Double(values.count).squareRoot() else { return [Double](repeating: 0, count: values.count) }
    return centred.map { $0 / norm }
  }

  /// The one free sign of each unit that a block's values have; `nil` where there is none or more.
  private static func signs(_ consumers: [Consumer], _ block: Range<Int>) -> [Int]? {
    var found = [Set<Int>](repeating: [], count: block.count)
    for axis in consumers.map(\.site.units) {
      for (place, unit) in axis.units.enumerated() where block.contains(unit) { found[unit - block.lowerBound].insert(axis.signs[place]) }
    }
    let single = found.compactMap { $0.count == 1 ? $0.first : nil }
    return single.count == block.count && single.allSatisfy { $0 >= 0 } ? single : nil
  }

  private func objective(_ state: MatchingState) -> Double {
    var total = 0.0
    for (number, block) in blocks.enumerated() {
      for unit in 0..<block.count {
        let sign = signs[number].map { state.signs[$0[unit]] } ?? 1
        total += sign * correlations[number][unit, state.sources[block.lowerBound + unit] - block.lowerBound]
      }
    }
    return total
  }

  /// The best assignment of every class, and its signs.
  func result(_ settings: WeightMatching.Settings) throws(Diagnostic) -> MatchingResult {
    let identity = MatchingState(identityOf: pair.first)
    var state = identity
    for (number, block) in blocks.enumerated() {
      WorkProgress.report("layers matched", number, of: blocks.count)
      let correlations = correlations[number]
      var scores = correlations
      if signs[number] != nil { scores.elements = scores.elements.map { abs($0) } }
      for (place, column) in try LinearAssignment(maximizing: scores).columns.enumerated() {
        state.sources[block.lowerBound + place] = block.lowerBound + column
        if let sign = signs[number]?[place] { state.signs[sign] = correlations[place, column] < 0 ? -1 : 1 }
      }
    }
    let (before, after) = (objective(identity), objective(state))
    var generator = SplitMix64(seed: settings.seed)
    let sweep = WeightMatching.Sweep(gain: after - before, moved: zip(state.sources, identity.sources).count { $0 != $1 }, objective: after)
    let equal = zip(blocks, counts).reduce(0) { $0 + Double($1.0.count * $1.1) }
    let problem = MatchingProblem(pair.first, pair.layouts, first: [], second: [])
    return MatchingResult(
      state: state, sweeps: [sweep], restarts: [after], objective: (before, after, equal),
      control: MatchingResult.control(settings, &generator) { objective(problem.randomState(&$0)) }, isLocallyOptimal: true, isOptimal: true)
  }
}
