import Diagnostics
import Linear
import Networks

/// Whether two networks of one architecture compute the same function because one is the other with hidden units permuted and rescaled.
///
/// The group is that of `SymmetryGroup`. Yes means a motion that was checked in exact numbers, weight by weight, after degenerate units were
/// left out of both. No means an input on which the outputs certainly differ. Where there is neither, the answer is that it is unknown.
package struct ParameterEquivalence: Sendable {
  package enum Verdict: Sendable {
    case equivalent(ExactMotion)
    case different(DifferenceWitness)
    /// What could not be excluded, or computed.
    case unknown(reason: String)
  }

  package let verdict: Verdict
  /// The hidden classes of units, up to and including the first layer that fails.
  package let matches: [ClassMatch]
  package let failure: EquivalenceFailure?
  package let degenerateOfFirst: [DegenerateUnit]
  package let degenerateOfSecond: [DegenerateUnit]
  /// A digest of each network that all its moved copies share: 32 hexadecimal digits.
  package let canonicalFirst: String
  package let canonicalSecond: String
  /// Whether the second network is what rounding each weight once leaves of a motion of the first: see `RoundedMotion`.
  package let isApproximate: Bool
  /// Where it is only that, the hidden classes under that motion, factors as nearest doubles; else the same as `matches`.
  package let approximateMatches: [ClassMatch]
  /// The names of layers in whose classes constant and parallel units were not looked for.
  package let unreduced: [String]
  /// Hidden units of the first network.
  package let unitCount: Int
  /// The sizes and names of the hidden classes of the first network.
  package let classNames: [[String]]

  package var isEquivalent: Bool { if case .equivalent = verdict { true } else { false } }

  /// Decides. Throws a `Diagnostic` that names the first difference where the networks are of different architectures, or the node whose
  /// ties are not known.
  package init(_ first: Network, _ second: Network) throws(Diagnostic) {
    let (one, other) = (try Self.action(first, "first"), try Self.action(second, "second"))
    try ArchitectureDifference(one, other).check()
    let (a, b) = (DegenerateReduction(ExactWeights(one)), DegenerateReduction(ExactWeights(other)))
    (degenerateOfFirst, degenerateOfSecond) = (a.degenerate, b.degenerate)
    unreduced = a.skipped.flatMap { one.layerNames(of: $0) }
    unitCount = one.hiddenClasses.reduce(0) { $0 + one.units[$1].count }
    classNames = one.hiddenClasses.map { one.layerNames(of: $0) }
    let (x, y) = (UnitRefinement(a.weights), UnitRefinement(b.weights))
    (canonicalFirst, canonicalSecond) = (x.digest, y.digest)
    var search = MotionSearch(a.weights, b.weights)
    let outcome = search.run(x, y)
    if case .found(let motion) = outcome {
      verdict = .equivalent(motion)
      matches = ClassMatch.all(a.weights, b.weights, motion, through: nil)
      (failure, isApproximate, approximateMatches) = (nil, true, matches)
      return
    }
    let failed = FailedLayer(x, y, search.best)
    matches = ClassMatch.all(a.weights, b.weights, failed.motion, through: failed.layer)
    failure = failed.failure
    let rounded = RoundedMotion(a.weights, b.weights)
    isApproximate = rounded.exists
    approximateMatches =
      rounded.exists ? ClassMatch.all(a.weights, b.weights, rounded.pairing, rounded.factors.map { Rational($0) }, through: nil) : matches
    verdict = Self.verdict(one.network, other.network, outcome)
  }

  /// The digest of one network by itself: the same for all its moved copies, 32 hexadecimal digits.
  package static func canonicalForm(_ network: Network) throws(Diagnostic) -> String {
    UnitRefinement(DegenerateReduction(ExactWeights(try action(network, "given"))).weights).digest
  }

  /// Throws a `Diagnostic` where the ties of a network are not known.
  package static func check(_ network: Network) throws(Diagnostic) { _ = try action(network, "given") }

  private static func action(_ network: Network, _ name: String) throws(Diagnostic) -> WeightAction {
    let action = try WeightAction(StandardNetwork(network).network)
    for tensor in action.tensors {
      guard let place = action.network.constants[tensor.name]?.firstNonFinite else { continue }
      throw Diagnostic(
        id: "not-finite", "the weights '\(tensor.name)' of the \(name) network have an element \(place) that is no finite number", at: .none,
        fix: "train the model again, or export it without the element")
    }
    return action
  }

  private static func verdict(_ a: Network, _ b: Network, _ outcome: MotionSearch.Outcome) -> Verdict {
    switch DifferenceWitness.search(a, b) {
    case .found(let witness): return .different(witness)
    case .impossible(let reason):
      return .unknown(reason: "no motion was found, and the outputs can't be compared exactly: \(reason)")
    case .none(let points):
      if case .unfinished(let count) = outcome {
        return .unknown(reason: "the search for a motion was given up after \(count) refinements, and the outputs agree on \(points) points")
      }
      return .unknown(
        reason:
          "no motion of the group leads from one to the other, and yet the outputs agree on \(points) points: a hidden symmetry, such as pairs of "
          + "opposite units or units that are never active there, can't be excluded")
    }
  }
}
