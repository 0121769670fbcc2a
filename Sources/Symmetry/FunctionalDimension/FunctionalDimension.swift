import Diagnostics
import Linear
import Networks

/// The functional dimension of a network at its weights: the rank of the Jacobian of its outputs, at generic points, in its weights.
///
/// Source: J. E. Grigsby, K. Lindsey and D. Rolnick, "Hidden symmetries of ReLU networks", ICML 2023. Derivatives are exact modulo
/// 2⁶¹ − 1 on the exact weights. The rank modulo a prime is never greater than the rank, and smaller only if the prime divides a certain minor;
/// the rank at some points is never greater than that at all points.
package struct FunctionalDimension: Sendable {
  /// Which points are taken.
  package struct Options: Sendable {
    /// Every coordinate of the points is drawn from it, uniformly.
    package var box: ClosedRange<Double>
    package var seed: UInt64
    /// At most this many points.
    package var pointLimit: Int

    package init(box: ClosedRange<Double> = -1...1, seed: UInt64 = 0, pointLimit: Int = 10_000) {
      self.box = box
      self.seed = seed
      self.pointLimit = pointLimit
    }
  }

  /// The weights of one node.
  package struct Layer: Sendable, Equatable {
    package let node: String
    package let operation: String
    package let parameters: Int
    /// The rank of the derivatives in these weights alone, at the same points.
    package let rank: Int
  }

  package let parameters: Int
  /// An upper bound of the rank for all weights and points of the architecture, which generic networks reach where the pieces of their
  /// units are free enough: the rank for random weights, points and slopes, which is the largest one with high probability.
  package let maximum: Int
  /// The dimension of the positive factors of the architecture's symmetry group; `nil` where its ties are not known.
  package let scalingDimension: Int?
  package let network: RankGrowth
  /// A random network of the same architecture, at points of its own.
  package let control: RankGrowth
  package let layers: [Layer]
  package let fixedNames: [String]

  package var dimension: Int { network.rank }
  package var deficit: Int { maximum - dimension }

  /// The most parameters: elimination takes parameters³ / 3 products.
  package static let mostParameters = 6_000
  /// The most connections times parameters: what derivatives take.
  private static let mostProducts = 1 << 34

  /// What can be said against a network before anything is computed.
  package static func check(_ network: Network) throws(Diagnostic) { _ = try program(network) }

  private static func program(_ network: Network) throws(Diagnostic) -> StraightLineProgram {
    let count = network.parameterCount
    guard count <= 4 * mostParameters else { throw tooLarge(count) }
    let program = try network.straightLine()
    let parameters = program.parameterCount
    guard parameters <= mostParameters else { throw tooLarge(parameters) }
    guard parameters > 0 else {
      throw Diagnostic(
        id: "no-weights", "the network has no weights that its output depends on", at: .none, fix: "use a network with weights")
    }
    guard program.connectionCount <= mostProducts / parameters else {
      throw Diagnostic(
        id: "too-large",
        "the network has \(program.connectionCount) connections and \(parameters) weights; derivatives would take their product", at: .none,
        fix: "use a smaller input: connections times weights may be at most 2³⁴")
    }
    return program
  }

  private static func tooLarge(_ parameters: Int) -> Diagnostic {
    Diagnostic(
      id: "too-large",
      "the network has \(parameters) weights; the rank of their Jacobian would take \(parameters)³ / 3 products", at: .none,
      fix: "use a network of at most \(mostParameters) weights, such as 16-40-40-40-10")
  }

  /// `threads` share the elimination; nothing but the time depends on it.
  package init(_ network: Network, _ options: Options = Options(), threads: Int = 1) throws(Diagnostic) {
    let program = try Self.program(network)
    let parameters = program.parameterCount
    self.parameters = parameters
    fixedNames = program.fixedNames
    scalingDimension = try? SymmetryGroup(ArchitectureGraph(network)).scalingDimension
    let bound = Self.bound(network, program, scalingDimension)
    let sampling = RankGrowth.Sampling(box: options.box, seed: options.seed, limit: options.pointLimit, threads: threads)
    let weights = program.parameters.flatMap(\.values)
    self.network = try RankGrowth(program, weights: weights, sampling, bound: bound, of: "network")
    var seeds = SplitMix64(seed: options.seed)
    let drawn = ControlWeights.draw(program, seed: seeds.next())
    control = try RankGrowth(
      program, weights: drawn,
      RankGrowth.Sampling(box: options.box, seed: seeds.next(), limit: options.pointLimit, threads: threads), bound: bound, of: "control")
    maximum = max(self.network.rank, control.rank) == bound ? bound : Self.freeRank(program, seed: seeds.next(), threads: threads)
    layers = Self.layers(program, self.network.space)
  }

  /// A number that no rank of the architecture exceeds: the orbits of the positive factors have a dimension each.
  private static func bound(_ network: Network, _ program: StraightLineProgram, _ scalingDimension: Int?) -> Int {
    // Factors that a divisor absorbs move no weight. Those that a batch norm absorbs move γ and β, whatever its statistics are.
    let divides = network.nodes.contains { if case .div = $0.operation { true } else { false } }
    return program.parameterCount - (divides ? 0 : scalingDimension ?? 0)
  }

  /// The rank for weights, points and slopes of units drawn at random, all independent: with high probability the largest that there is.
  ///
  /// Whatever pattern a network has at a point, its derivatives are those of special slopes. A generic point that adds nothing
  /// to the span of generic points shows that none will.
  private static func freeRank(_ program: StraightLineProgram, seed: UInt64, threads: Int) -> Int {
    var random = SplitMix64(seed: seed)
    var derivative = ProgramDerivative(program, weights: (0..<program.parameterCount).map { _ in .random(using: &random) })
    var space = RowSpace(columnCount: program.parameterCount, threads: threads)
    let outputs = program.outputs.count, batch = max(1, RowSpace.batchSize / outputs)
    while space.rank < program.parameterCount {
      WorkProgress.report("rank of free pieces", space.rank, of: program.parameterCount)
      var rows: [[Residue]] = []
      for _ in 0..<batch {
        let pieces = LinearPieces(program, random: &random)
        rows += derivative.rows(at: program.inputs.map { _ in .random(using: &random) }, pieces)
      }
      // The last point of the batch, or all of it, may have added nothing.
      guard let last = space.add(rows).last, last >= rows.count - outputs else { break }
    }
    return space.rank
  }

  /// The derivatives at one point in residues, a row for each output, a column for each weight in the order of the layers; `nil` on a kink.
  package static func derivatives(of network: Network, at point: [Double]) throws(Diagnostic) -> [[Residue]]? {
    let program = try program(network)
    let weights = program.parameters.flatMap(\.values)
    guard case .pattern(let pattern) = ActivationPattern.find(program, weights: weights, point: point) else { return nil }
    var derivative = ProgramDerivative(program, weights: weights.map { Residue($0) })
    return derivative.rows(at: point.map { Residue($0) }, LinearPieces(program, pattern))
  }

  private static func layers(_ program: StraightLineProgram, _ space: RowSpace) -> [Layer] {
    var layers: [Layer] = []
    var start = 0, index = 0
    while index < program.parameters.count {
      WorkProgress.report("weights whose layers' ranks are known", start, of: program.parameterCount)
      let first = program.parameters[index]
      var count = 0
      while index < program.parameters.count, program.parameters[index].node == first.node {
        count += program.parameters[index].elements.count
        index += 1
      }
      layers.append(
        Layer(node: first.node, operation: first.operation.name, parameters: count, rank: space.rank(ofColumns: start..<start + count)))
      start += count
    }
    return layers
  }
}
