import Diagnostics
import Networks
import Symmetry

/// `{functional-dimension}`: in how many directions of its weights a network's function changes.
enum FunctionalDimensionDirective: Directive {
  static let name = "functional-dimension"
  static let summary =
    "In how many independent directions of its weights a network's function changes: the rank of the Jacobian, modulo a prime."
  static let convention = """
    The *functional dimension* is the rank of the derivatives of all outputs, at many points, in the weights (Grigsby, Lindsey and Rolnick, \
    "Hidden symmetries of ReLU networks", 2023). Points are drawn from a box with a seed; on which side of its bend every unit lies is proved, \
    in exact arithmetic where doubles leave it open, and a point at which a unit lies exactly on its bend is replaced. Derivatives and elimination \
    are exact modulo the prime 2⁶¹ − 1, on the weights as they are. `dimension` is certainly no more than the rank over all points of the \
    box; it is less only if the prime divides a determinant, with a probability below 10⁻¹² for generic points, or if some points would add to \
    it that were not drawn. Points are added until the rank reaches the maximum, or until there are 1,000 and twice as many as at its last growth. \
    `maximum` is the rank that no weights of the architecture exceed: parameters minus the dimension of the symmetries that all its networks share, \
    which for a ReLU perceptron are the positive factors of its hidden units. The *deficit* is an upper bound for the dimension of what is left, \
    the hidden symmetries. Weights are the constants that feed an operation with weights. γ and β of a batch norm count, its statistics \
    do not; divisors and bounds do not either.
    """

  static let options: [OptionDeclaration] =
    [
      .required("model", .model, .compute, help: "A network of piecewise-linear operators with at most 6,000 weights."),
      ModelOption.activation,
      .optional(
        "box", .interval, .compute, default: .interval(-1...1), help: "Every coordinate of the points is drawn from this interval, uniformly."),
      .optional("points", .integer(1...1_000_000), .compute, default: .integer(10_000), help: "The most points."),
      .optional("seed", .integer(0...Int.max), .compute, default: .integer(0), help: "Seed of the points and of the control."),
    ] + FigureOptions.declarations

  static let values: [ValueDeclaration] = [
    ValueDeclaration("dimension", .integer, help: "The rank of the derivatives at the points."),
    ValueDeclaration("parameters", .integer, help: "Number of weights."),
    ValueDeclaration(
      "maximum", .integer,
      help: "An upper bound for the dimension of all networks of the architecture, which generic ones reach, computed with high probability."
    ),
    ValueDeclaration("symmetries", .integer, help: "`parameters` − `maximum`: the dimension of what all networks of the architecture share."),
    ValueDeclaration("deficit", .integer, help: "`maximum` − `dimension`: an upper bound for the dimension of the hidden symmetries."),
    ValueDeclaration("points", .integer, help: "How many points were taken."),
    ValueDeclaration("last-growth", .integer, help: "After how many points the rank grew for the last time."),
    ValueDeclaration("replaced", .integer, help: "Points that were replaced because a unit lay exactly on its bend."),
    ValueDeclaration(
      "control", .integer, help: "The dimension of a random network of the same architecture, with its own points in the same box."),
    ValueDeclaration("layers", .list, help: "For each node with weights the rank of the derivatives in these alone, at the same points."),
    ValueDeclaration("never-active", .integer, help: "Number of units whose pre-activation was above 0 at none of the points."),
    ValueDeclaration("always-active", .integer, help: "Number of units whose pre-activation was above 0 at all of the points."),
  ]

  struct Prepared: Sendable {
    let network: Network
    let settings: FunctionalDimension.Options
  }

  static func check(_ network: Network) throws(Diagnostic) { try FunctionalDimension.check(network) }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    var report = DiagnosticReport()
    let network = report.collect { try read(options, inputs) }
    let box = options.interval("box") ?? -1...1
    if max(-box.lowerBound, box.upperBound) > largestCoordinate {
      report.add(
        Diagnostic(
          id: "out-of-range", "option 'box' reaches beyond ±1e100", at: options.range("box").map { .text($0) } ?? .none,
          fix: "choose an interval in which the network's inputs lie"))
    }
    try report.throwIfErrors()
    guard let network else { throw report }
    let settings = FunctionalDimension.Options(
      box: box, seed: UInt64(options.integer("seed") ?? 0), pointLimit: options.integer("points") ?? 10_000)
    return Prepared(network: network, settings: settings)
  }

  private static let largestCoordinate = 1e100

  private static func read(_ options: Options, _ inputs: InputScope) throws(Diagnostic) -> Network {
    let range = options.range("model")
    let network = try inputs.model(options.text("model") ?? "", activation: ModelOption.activation(options), at: range)
    do { try check(network) } catch { throw error.located(at: range) }
    return network
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> FunctionalDimension {
    try ThreadBudget.current.lend { (threads) throws(Diagnostic) in
      try FunctionalDimension(prepared.network, prepared.settings, threads: threads)
    }
  }

  static func present(_ found: FunctionalDimension, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let report = FunctionalDimensionReport(found: found, settings: prepared.settings)
    var result = Result()
    for (name, value) in report.values { result.set(name, value) }
    result.figure = { RankFigure(found: found, options: options).scene }
    result.description = report.description
    result.notes = report.notes
    result.tables = [report.layers]
    result.downloads = report.downloads
    return result
  }
}
