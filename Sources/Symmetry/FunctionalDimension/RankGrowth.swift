import Diagnostics
import Linear
import Networks

/// The rank of the Jacobian of the outputs in the weights, as points are added.
package struct RankGrowth: Sendable {
  /// The rank after so many points; a step for each point at which it grew.
  package struct Step: Sendable, Equatable {
    package let points: Int
    package let rank: Int
  }

  package private(set) var steps: [Step] = []
  package private(set) var points = 0
  /// Points that were replaced because a unit lay exactly where it bends.
  package private(set) var replaced = 0
  package private(set) var activity: UnitActivity
  private(set) var space: RowSpace

  package var rank: Int { space.rank }
  /// After how many points the rank grew for the last time.
  package var lastGrowth: Int { steps.last?.points ?? 0 }

  /// Points that are sampled.
  struct Sampling {
    var box: ClosedRange<Double>
    var seed: UInt64
    /// At most this many points.
    var limit: Int
    /// How many threads share the elimination.
    var threads: Int
  }

  /// Stops where the rank reaches `bound`, where as many points again as were needed, at least `patience`, added nothing, or at the limit.
  ///
  /// `name` says in reports of progress whose rank it is. Throws a `Diagnostic` where `mostReplaced` points in a row lie on kinks.
  init(_ program: StraightLineProgram, weights: [Double], _ sampling: Sampling, bound: Int, of name: String) throws(Diagnostic) {
    activity = UnitActivity(program)
    space = RowSpace(columnCount: program.parameterCount, threads: sampling.threads)
    var derivative = ProgramDerivative(program, weights: weights.map { Residue($0) })
    var random = SplitMix64(seed: sampling.seed)
    let batch = max(1, RowSpace.batchSize / program.outputs.count)
    WorkProgress.report("rank of the \(name)", 0, of: bound)
    while points < sampling.limit, rank < bound, points < max(2 * lastGrowth, Self.patience) {
      let lastRank = rank
      var rows: [[Residue]] = []
      for _ in 0..<min(batch, sampling.limit - points) {
        let (point, pattern) = try draw(program, weights, sampling.box, &random)
        activity.add(pattern)
        rows += derivative.rows(at: point.map { Residue($0) }, LinearPieces(program, pattern))
      }
      take(rows, outputs: program.outputs.count)
      if rank == lastRank {
        let end = min(sampling.limit, max(2 * lastGrowth, Self.patience))
        WorkProgress.report("points for the \(name)", min(points, end), of: end)
      } else {
        WorkProgress.report("rank of the \(name)", rank, of: bound)
      }
    }
  }

  /// How many points are taken at least before the rank is believed to have stopped growing.
  package static let patience = 1000
  private static let mostReplaced = 1000

  private mutating func take(_ rows: [[Residue]], outputs: Int) {
    var rank = self.rank
    let independent = space.add(rows)
    for (place, row) in independent.enumerated() {
      rank += 1
      // The last row that a point adds stands for the point.
      if place + 1 < independent.count, independent[place + 1] / outputs == row / outputs { continue }
      steps.append(Step(points: points + row / outputs + 1, rank: rank))
    }
    points += rows.count / outputs
  }

  /// A point that lies on no kink, with its pattern.
  private mutating func draw(
    _ program: StraightLineProgram, _ weights: [Double], _ box: ClosedRange<Double>, _ random: inout SplitMix64
  ) throws(Diagnostic) -> ([Double], ActivationPattern) {
    var (node, unit) = ("", 0)
    for _ in 0..<Self.mostReplaced {
      let point = program.inputs.map { _ in box.lowerBound + (box.upperBound - box.lowerBound) * random.unit() }
      switch ActivationPattern.find(program, weights: weights, point: point) {
      case .pattern(let pattern): return (point, pattern)
      case .kink(let name, let number): (node, unit) = (name, number)
      case .undecided: break
      }
      replaced += 1
    }
    throw Diagnostic(
      id: "not-differentiable",
      "unit \(unit) of node '\(node)' lies exactly where it bends at every one of \(Self.mostReplaced) points, so the function has no "
        + "derivative in the weights", at: .none,
      fix: "remove units whose weights and bias are all 0, or of which two are the same in one maximum")
  }
}
