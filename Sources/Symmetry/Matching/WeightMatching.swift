import Diagnostics
import Linear
import Networks

/// The permutation of the units of one network that brings it nearest to another of the same architecture.
///
/// By weights the joint problem of several layers is hard, and what is found is a local optimum of coordinate ascent (`isLocallyOptimal`),
/// unless the layers do not meet (`isOptimal`: one hidden layer, for one). By activations each layer is decided by itself, optimally. Neither decides whether the
/// networks compute the same function.
package struct WeightMatching: Sendable {
  /// What units are compared by.
  package enum Method: Sendable {
    /// Inner products of weights.
    case weights
    /// Correlations of activations over some rows of inputs.
    case activations(Matrix)
  }

  package struct Settings: Sendable {
    package var method: Method
    /// Whether both networks are balanced first, and the second gets the factors of the first.
    package var isBalanced = true
    /// How many starts are tried: the units as they are, then seeded random permutations.
    package var restarts = 1
    package var seed: UInt64 = 0
    /// How many random permutations the objective is held against.
    package var controls = 30

    package init(method: Method = .weights, isBalanced: Bool = true, restarts: Int = 1, seed: UInt64 = 0, controls: Int = 30) {
      self.method = method
      self.isBalanced = isBalanced
      self.restarts = restarts
      self.seed = seed
      self.controls = controls
    }
  }

  /// One pass over all classes of units.
  package struct Sweep: Sendable {
    /// What the objective gained.
    package let gain: Double
    /// How many units got another partner.
    package let moved: Int
    /// The objective after it.
    package let objective: Double
  }

  /// The action on the first network; the second is moved by the same.
  package let action: WeightAction
  /// The second network after the motion: the same function, up to rounding where factors are no powers of two.
  package let aligned: Network
  /// How the second network is moved.
  package let motion: UnitMotion
  /// Of the best restart, in order; the last one gained nothing if it is `isLocallyOptimal`.
  package let sweeps: [Sweep]
  /// The objective that each restart ended with; the first of the largest is kept.
  package let restarts: [Double]
  /// Σ over weights or units of the products that the method compares, before and after, and where the networks would be equal.
  package let objective: (before: Double, after: Double, ofEqual: Double)
  /// Mean and standard deviation of the objective over random permutations.
  package let control: (mean: Double, deviation: Double)
  /// Whether no permutation of a single class (or group of a grouped convolution) raises the objective.
  package let isLocallyOptimal: Bool
  /// Whether no permutation at all does.
  package let isOptimal: Bool
  /// How many passes it took to balance each network; 0 where they were not.
  package let balancingPasses: (Int, Int)
  /// Whether both are balanced to the last digits; true where they were not to be.
  package let isBalanceSettled: Bool

  /// Matches the units of `second` to those of `first`. Throws a `Diagnostic` where the architectures differ, where the ties of a node are
  /// not known, and where activations can't be computed from the rows.
  package init(_ first: Network, _ second: Network, _ settings: Settings) throws(Diagnostic) {
    let pair = try ActionPair(first, second)
    action = pair.first
    let balances = settings.isBalanced ? (UnitBalance(pair.first, pair.layouts), UnitBalance(pair.second, pair.layouts)) : nil
    let found: MatchingResult
    switch settings.method {
    case .weights: found = try Self.byWeights(pair, balances, settings)
    case .activations(let rows): found = try ActivationMatching(pair, rows: rows).result(settings)
    }
    (sweeps, restarts, objective, control) = (found.sweeps, found.restarts, found.objective, found.control)
    (isLocallyOptimal, isOptimal, balancingPasses) = (
      found.isLocallyOptimal, found.isOptimal, balances.map { ($0.passes, $1.passes) } ?? (0, 0)
    )
    isBalanceSettled = balances.map { $0.isSettled && $1.isSettled } ?? true
    motion = pair.motion(found.state, balances.map { ($0.magnitudes, $1.magnitudes) })
    aligned = try pair.second.moved(by: motion)
  }

  /// For each free class its number in the action and its permutation: p[i] is the unit of the second network that comes to place i.
  package var permutations: [(number: Int, permutation: [Int])] {
    action.classes.indices.filter { !action.classes[$0].isFixed }.map { ($0, motion.permutation(of: $0, in: action)) }
  }

  private static func byWeights(
    _ pair: ActionPair, _ balances: (UnitBalance, UnitBalance)?, _ settings: Settings
  ) throws(Diagnostic) -> MatchingResult {
    let first = try pair.weights(pair.first, balances?.0.magnitudes), second = try pair.weights(pair.second, balances?.1.magnitudes)
    let problem = MatchingProblem(pair.first, pair.layouts, first: first, second: second)
    var search = MatchingSweeps(problem)
    var generator = SplitMix64(seed: settings.seed)
    var best: (start: Double, state: MatchingState, sweeps: [MatchingSweeps.Sweep])?
    var restarts: [Double] = []
    for number in 0..<max(settings.restarts, 1) {
      let start = number == 0 ? MatchingState(identityOf: pair.first) : problem.randomState(&generator)
      let found = try search.run(from: start, &generator) { sweeps in
        WorkProgress.report("start \(number + 1) of \(max(settings.restarts, 1)), sweeps", sweeps)
      }
      let objective = found.sweeps.last?.objective ?? 0
      if restarts.allSatisfy({ $0 < objective }) { best = (problem.objective(start), found.state, found.sweeps) }
      restarts.append(objective)
    }
    let before = problem.objective(MatchingState(identityOf: pair.first))
    var last = best?.start ?? before
    let sweeps = (best?.sweeps ?? []).map { sweep in
      defer { last = sweep.objective }
      return Sweep(gain: sweep.moved == 0 ? 0 : sweep.objective - last, moved: sweep.moved, objective: sweep.objective)
    }
    let isLocallyOptimal = sweeps.last.map { $0.moved == 0 } ?? true
    // Numbers of their own: the control belongs to the pair and the seed, however many starts there are.
    var controls = SplitMix64(seed: ~settings.seed)
    return MatchingResult(
      state: best?.state ?? MatchingState(identityOf: pair.first), sweeps: sweeps, restarts: restarts, objective: (before, last, problem.norm),
      control: MatchingResult.control(settings, &controls) { problem.objective(problem.randomState(&$0)) },
      isLocallyOptimal: isLocallyOptimal, isOptimal: isLocallyOptimal && search.isSeparable)
  }
}
