import Diagnostics
import Linear
import Networks

/// Whether two ReLU networks compute the same function because one is the other with hidden units permuted and rescaled.
///
/// Permuting the units of a hidden layer, and multiplying what goes into a unit by s > 0 and dividing what comes out by s,
/// leaves the function as it is. The answer is exact: weights are compared as rational numbers. Degenerate units are removed
/// from both networks first, which makes the match of each layer unique given the one before, so the layers are decided in order.
package struct ParameterEquivalence: Sendable {
  /// How the units of one hidden layer correspond.
  package struct LayerMatch: Sendable {
    /// For each unit of the second network the unit of the first that it is a copy of; `nil` for a degenerate or unmatched one.
    package var permutation: [Int?]
    /// For each unit of the second network its positive factor: it passes on this many times what its original does.
    package var scales: [Rational?]
    /// The number of units of the first network.
    package let unitCount: Int

    package var matchedCount: Int { permutation.count { $0 != nil } }
  }

  /// The first layer that does not match.
  package struct Failure: Sendable {
    /// The layer, from 0; the last one is the output.
    package let layer: Int
    /// Units that have no counterpart in the other network, by their numbers.
    package let unmatchedOfFirst: [Int]
    package let unmatchedOfSecond: [Int]
    /// How far the worst unmatched unit of the first network is from the nearest of the second: the largest difference between
    /// their rows, each divided by its largest magnitude (not divided in the output layer). `nil` where there is none to compare.
    package let deviation: Double?
  }

  /// The matches of the hidden layers, up to and including the first that fails.
  package private(set) var matches: [LayerMatch] = []
  package private(set) var failure: Failure?
  package let degenerateOfFirst: [DegenerateUnit]
  package let degenerateOfSecond: [DegenerateUnit]

  package var isEquivalent: Bool { failure == nil }

  /// Decides. Throws a `Diagnostic` when the networks differ in depth, inputs or outputs, and when a hidden layer has no ReLU,
  /// so that more than permutations and scales can be undone.
  package init(_ first: LayeredNetwork, _ second: LayeredNetwork) throws(Diagnostic) {
    try Self.check(first, second)
    let (a, b) = (ReducedNetwork(first), ReducedNetwork(second))
    degenerateOfFirst = a.degenerate
    degenerateOfSecond = b.degenerate
    var sources = (0..<first.inputCount).map { RowComparison.Source(left: $0, right: $0, factor: .one) }
    for layer in 0..<first.layers.count - 1 {
      let comparison = RowComparison(sources: sources)
      let (match, next) = Self.match(
        a.layers[layer], b.layers[layer], by: comparison, widths: (first.layers[layer].outputCount, second.layers[layer].outputCount))
      matches.append(match)
      failure = Self.failure(a.layers[layer], b.layers[layer], match, comparison, layer: layer)
      if failure != nil { return }
      sources = next
    }
    failure = Self.outputFailure(a, b, RowComparison(sources: sources))
  }

  private static func check(_ first: LayeredNetwork, _ second: LayeredNetwork) throws(Diagnostic) {
    func fail(_ message: String) -> Diagnostic {
      Diagnostic(id: "not-comparable", message, at: .none, fix: "compare networks with the same inputs, outputs and number of layers")
    }
    guard first.layers.count == second.layers.count else {
      throw fail("the first network has \(first.layers.count) layers and the second \(second.layers.count)")
    }
    guard first.inputCount == second.inputCount else {
      throw fail("the first network takes \(first.inputCount) inputs and the second \(second.inputCount)")
    }
    guard first.outputCount == second.outputCount else {
      throw fail("the first network gives \(first.outputCount) outputs and the second \(second.outputCount)")
    }
    for (name, network) in [("first", first), ("second", second)] {
      if let layer = network.layers.dropLast().firstIndex(where: { !$0.isRectified }) {
        throw fail("layer \(layer + 1) of the \(name) network has no ReLU, so any invertible matrix could be undone after it")
      }
    }
    guard first.layers.last!.isRectified == second.layers.last!.isRectified else {
      throw fail("only one of the networks ends with a ReLU")
    }
  }

  private static func match(
    _ a: [ExactUnit], _ b: [ExactUnit], by comparison: RowComparison, widths: (Int, Int)
  ) -> (LayerMatch, [RowComparison.Source]) {
    var match = LayerMatch(
      permutation: [Int?](repeating: nil, count: widths.1), scales: [Rational?](repeating: nil, count: widths.1), unitCount: widths.0)
    var sources: [RowComparison.Source] = []
    var free = a
    for unit in b {
      for (position, candidate) in free.enumerated() {
        guard let ratio = comparison.ratio(candidate, unit) else { continue }
        match.permutation[unit.index] = candidate.index
        match.scales[unit.index] = ratio
        sources.append(RowComparison.Source(left: candidate.index, right: unit.index, factor: ratio))
        free.remove(at: position)
        break
      }
    }
    return (match, sources)
  }

  private static func failure(
    _ a: [ExactUnit], _ b: [ExactUnit], _ match: LayerMatch, _ comparison: RowComparison, layer: Int
  ) -> Failure? {
    let used = Set(match.permutation.compactMap { $0 })
    let (left, right) = (a.filter { !used.contains($0.index) }, b.filter { match.permutation[$0.index] == nil })
    if left.isEmpty && right.isEmpty { return nil }
    let worst = left.compactMap { one in right.map { comparison.deviation(one, $0, normalized: true) }.min() }.max()
    return Failure(layer: layer, unmatchedOfFirst: left.map(\.index), unmatchedOfSecond: right.map(\.index), deviation: worst)
  }

  private static func outputFailure(_ a: ReducedNetwork, _ b: ReducedNetwork, _ comparison: RowComparison) -> Failure? {
    let last = a.layers.count - 1
    let different = zip(a.layers[last], b.layers[last]).filter { !comparison.isSame($0, $1) }
    if different.isEmpty { return nil }
    let worst = different.map { comparison.deviation($0, $1, normalized: false) }.max()
    return Failure(layer: last, unmatchedOfFirst: different.map(\.0.index), unmatchedOfSecond: different.map(\.1.index), deviation: worst)
  }
}

extension ParameterEquivalence.LayerMatch {
  /// The number of matched units that stand at another place than their originals.
  package var movedCount: Int { permutation.enumerated().count { $0.element != nil && $0.element != $0.offset } }
  /// The number of matched units whose factor is not 1.
  package var rescaledCount: Int { scales.count { $0 != nil && $0 != .one } }
}
