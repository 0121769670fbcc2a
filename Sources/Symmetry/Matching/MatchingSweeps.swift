import Diagnostics
import Linear

/// Coordinate ascent over the blocks of units: each in turn gets the permutation that fits best while the others keep theirs.
///
/// S. K. Ainsworth, J. Hayase and S. Srinivasa, "Git Re-Basin: merging models modulo permutation symmetries", ICLR 2023, algorithm 1.
struct MatchingSweeps {
  /// One pass over all blocks.
  struct Sweep {
    /// What the objective gains in each block, in the order of the blocks; 0 where nothing was better.
    var gains: [Double]
    /// How many units got another partner, or another sign.
    var moved = 0
    var objective = 0.0
  }

  private let problem: MatchingProblem
  private var terms: [[MatchingTerm]]

  /// A gain below this part of what the units that would move contribute counts as rounding.
  static let tolerance = 1e-9
  static let mostSweeps = 200

  init(_ problem: MatchingProblem) {
    self.problem = problem
    terms = problem.terms()
  }

  /// Sweeps from a state in seeded orders until no block gains. The last sweep is the one that gained nothing, unless there are
  /// `mostSweeps`. `report` is told before each sweep how many there were.
  mutating func run(
    from start: MatchingState, _ generator: inout SplitMix64, report: (_ sweeps: Int) -> Void = { _ in }
  ) throws(Diagnostic) -> (state: MatchingState, sweeps: [Sweep]) {
    var state = start
    var sweeps: [Sweep] = []
    var order = Array(problem.blocks.indices)
    repeat {
      report(sweeps.count)
      MatchingProblem.shuffle(&order, order.indices, &generator)
      var sweep = Sweep(gains: [Double](repeating: 0, count: order.count))
      for block in order { try improve(block, &state, &sweep) }
      sweep.objective = problem.objective(state)
      sweeps.append(sweep)
    } while sweeps.last?.moved ?? 0 > 0 && sweeps.count < Self.mostSweeps
    return (state, sweeps)
  }

  private mutating func improve(_ block: Int, _ state: inout MatchingState, _ sweep: inout Sweep) throws(Diagnostic) {
    let range = problem.blocks[block]
    for index in terms[block].indices {
      let tensor = terms[block][index].tensor
      terms[block][index].update(problem.first[tensor], problem.second[tensor], problem.layouts[tensor], state, problem.blocks)
    }
    let scores = BlockScores(terms[block], units: range.count)
    let columns: [Int]
    do { columns = try LinearAssignment(maximizing: scores.best).columns } catch {
      throw Diagnostic(
        id: "bad-matching",
        "the products of the weights of \(problem.action.layerNames(of: problem.classes[block]).joined(separator: ", ")) overflow",
        at: .none, fix: "use weights below 1e150")
    }
    var candidate = state
    for (place, column) in columns.enumerated() { candidate.sources[range.lowerBound + place] = range.lowerBound + column }
    scores.setSigns(&candidate, columns)
    var (gain, scale) = scores.gain(from: state, to: candidate, range)
    // A tensor with the block on two axes is quadratic in its permutation: only the objective itself tells whether it rises.
    if !isLinear(block) {
      let (old, new) = (problem.objective(state), problem.objective(candidate))
      (gain, scale) = (new - old, max(abs(old), abs(new)))
    }
    guard gain > Self.tolerance * scale else { return }
    sweep.gains[block] = gain
    let before = scores.signs(state), after = scores.signs(candidate)
    sweep.moved += range.count { state.sources[$0] != candidate.sources[$0] || before[$0 - range.lowerBound] != after[$0 - range.lowerBound] }
    state = candidate
  }

  /// Whether no tensor has the units of a block on two axes.
  private func isLinear(_ block: Int) -> Bool {
    Set(terms[block].map(\.tensor)).count == terms[block].count && !terms[block].contains(where: \.hasManySigns)
  }

  /// Whether no tensor has two blocks: the assignment of each is then optimal whatever the others are, and so is the whole.
  var isSeparable: Bool { terms.indices.allSatisfy { isLinear($0) && terms[$0].allSatisfy { $0.others.isEmpty } } }
}
