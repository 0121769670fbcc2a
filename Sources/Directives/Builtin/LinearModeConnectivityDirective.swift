import Diagnostics
import Linear
import Networks
import Symmetry

/// `{linear-mode-connectivity}`: loss and accuracy along the segment between two networks, as they are and aligned.
enum LinearModeConnectivityDirective: Directive {
  static let name = "linear-mode-connectivity"
  static let summary = "Loss and accuracy along the straight segment between the weights of two networks, as they are and aligned."
  static let convention = """
    At each of n evenly spaced α the network with the weights (1 − α) θ_a + α θ_b is run on all rows. *Loss* is the mean cross entropy of the \
    softmax of the scores, in nats; a softmax at the network's end is left out. *Accuracy* is the part of the rows whose class has the highest score. The *barrier* is \
    the maximum over these α of L((1 − α) θ_a + α θ_b) − ((1 − α) L(θ_a) + α L(θ_b)): 0 where the segment never rises above the chord (Frankle, Dziugaite, Roy and Carbin, 2020; \
    Entezari, Sedghi, Saukh and Neyshabur, 2022). Others compare with ½ (L(θ_a) + L(θ_b)): that is `above-mean`. *After* means that b was aligned to a by `weight-matching`. The statistics of \
    batch norms are computed anew on the training data at every α, the ends included, or the number would mean nothing. Computed in double precision; values are rounded to ten \
    decimals.
    """

  static let options: [OptionDeclaration] =
    NetworkPair.declarations
    + [
      .required("data", .data, .compute, help: "Labelled rows to measure on; the first set is that of training."),
      .optional("points", .integer(3...1001), .compute, default: .integer(25), help: "Number of places on the segment, ends included; odd."),
      .optional(
        "aligned", .boolean, .compute, default: .boolean(true),
        help: "Whether b is also aligned to a. Without it any graph will do, and the values `after` are those before."),
    ] + MatchingOptions.declarations + FigureOptions.declarations

  static let values: [ValueDeclaration] = ConnectivityStatistics.declarations

  struct Prepared: Sendable {
    let pair: NetworkPair
    let sets: [(name: String, rows: LabelledRows)]
    let points: Int
    /// `nil` where b is not to be aligned.
    let settings: WeightMatching.Settings?
  }

  struct Computation: Sendable {
    let before: LossSegment
    /// `nil` where b was not aligned.
    let after: LossSegment?
    let matching: WeightMatching?
  }

  static func check(_ network: Network) throws(Diagnostic) {
    try Classifier(network.folded()).checkScores()
    do { _ = try WeightAction(network) } catch { throw withoutAlignment(error) }
  }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    let pair = try NetworkPair.read(options, inputs)
    var report = DiagnosticReport()
    let isAligned = options.boolean("aligned")
    _ = report.collect { if isAligned { try checkAlignment(pair, options) } else { try checkUnused(options) } }
    var sets: [(name: String, rows: LabelledRows)] = []
    for set in options.data("data")?.sets ?? [] {
      if let rows = report.collect({ try labelled(set, pair, options) }) { sets.append((set.name, rows)) }
    }
    let points = options.integer("points") ?? 25
    if points % 2 == 0 {
      report.add(
        Diagnostic(
          id: "out-of-range", "'points' is \(points), which leaves no place in the middle of the segment", at: .none, fix: "use an odd number"
        ).located(at: options.range("points")))
    }
    try report.throwIfErrors()
    return Prepared(
      pair: pair, sets: sets, points: points,
      settings: isAligned ? MatchingOptions.settings(options, rows: sets.first?.rows.rows) : nil)
  }

  private static func labelled(_ set: DataOption.Set, _ pair: NetworkPair, _ options: Options) throws(Diagnostic) -> LabelledRows {
    do { return try set.labelled(for: pair.a) } catch { throw error.located(at: options.range("a")) }
  }

  private static func checkAlignment(_ pair: NetworkPair, _ options: Options) throws(Diagnostic) {
    do { try pair.checkTies(options) } catch { throw withoutAlignment(error) }
    try MatchingOptions.check(options)
  }

  private static func withoutAlignment(_ error: Diagnostic) -> Diagnostic {
    var error = error
    error.fix = (error.fix.map { $0 + "; or " } ?? "") + "write 'aligned: false' to compare the networks as they are"
    return error
  }

  /// Options of matching that were written have no meaning where nothing is matched.
  private static func checkUnused(_ options: Options) throws(Diagnostic) {
    for name in MatchingOptions.declarations.map(\.name) {
      guard let range = options.entries[name]?.range else { continue }
      throw Diagnostic(
        id: "unused-option", "option '\(name)' has no meaning where b is not aligned", at: .text(range), fix: "remove it, or 'aligned: false'")
    }
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> Computation {
    let rows = prepared.sets.map(\.rows), pair = prepared.pair
    let before = try LossSegment(pair.a, pair.b, count: prepared.points, data: rows)
    guard let settings = prepared.settings else { return Computation(before: before, after: nil, matching: nil) }
    let matching = try WeightMatching(pair.a, pair.b, settings)
    let after = try LossSegment(matching.action.network, matching.aligned, count: prepared.points, data: rows)
    return Computation(before: before, after: after, matching: matching)
  }

  static func option(for error: Diagnostic) -> String? { NetworkPair.option(for: error) }

  static func present(_ computation: Computation, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let statistics = ConnectivityStatistics(computation: computation, prepared: prepared)
    var result = Result()
    for (name, value) in statistics.values { result.set(name, value) }
    let curves = statistics.curves
    result.figure = { ConnectivityFigure(curves: curves, options: options).scene }
    result.description = statistics.description
    result.notes = statistics.notes
    result.tables = [statistics.table]
    result.downloads = [statistics.download]
    return result
  }
}
