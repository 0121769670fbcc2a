import Diagnostics
import Linear
import ModelFiles
import Networks
import Symmetry

/// `{weight-matching}`: the permutation of hidden units that brings one network nearest to another.
enum WeightMatchingDirective: Directive {
  static let name = "weight-matching"
  static let summary = "The permutation of hidden units that brings one network nearest to another that was trained by itself."
  static let convention = """
    *By weights*: the objective is ⟨θ_a, π θ_b⟩, the inner product of all weights, biases and norm parameters that a permutation π of the hidden \
    units moves. In each sweep every class of tied units, in a seeded random order, gets the permutation that is best while the others keep \
    theirs; it stops when no class gains more than 10⁻⁹ of what it contributes (Ainsworth, Hayase and Srinivasa, "Git Re-Basin", 2023, \
    algorithm 1). *By activations*: correlations, over the data, of the values that the next weights take in, centred and divided by their norm; \
    each class is decided by itself. Assignments are exact for the given doubles, ties go to the lowest index. *Balanced* networks have \
    for each unit as large weights where it comes in as where it goes out; signs are chosen with the permutation where activations are odd. Groups of a \
    grouped convolution keep their places. This is a heuristic for two or more layers that meet, and no test of equality: \
    `parameter-equivalence` decides that.
    """

  static let options: [OptionDeclaration] =
    NetworkPair.declarations
    + [.optional("data", .data, .compute, help: "Inputs on which activations are compared; the first set counts, and labels are not needed.")]
    + MatchingOptions.declarations + FigureOptions.declarations

  static let values: [ValueDeclaration] = MatchingStatistics.declarations

  struct Prepared: Sendable {
    let pair: NetworkPair
    let settings: WeightMatching.Settings
    /// Where the file of b is read again, to be written with other weights.
    let inputs: InputScope
    let path: String
  }

  struct Computation: Sendable {
    let matching: WeightMatching
    let onnx: [UInt8]?
  }

  static func check(_ network: Network) throws(Diagnostic) { _ = try WeightAction(network) }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    let pair = try NetworkPair.read(options, inputs)
    var report = DiagnosticReport()
    _ = report.collect { try pair.checkTies(options) }
    _ = report.collect { try MatchingOptions.check(options) }
    let rows = report.collect { try Self.rows(options, pair) }
    try report.throwIfErrors()
    return Prepared(
      pair: pair, settings: MatchingOptions.settings(options, rows: rows ?? nil), inputs: inputs, path: options.text("b") ?? "")
  }

  private static func rows(_ options: Options, _ pair: NetworkPair) throws(Diagnostic) -> Matrix? {
    guard MatchingOptions.usesActivations(options) else {
      guard options.data("data") != nil else { return nil }
      throw Diagnostic(
        id: "unused-option", "option 'data' has no meaning where units are compared by weights",
        at: options.range("data").map { .text($0) } ?? .none,
        fix: "remove it, or write 'method: activations'")
    }
    guard let set = options.data("data")?.sets.first else {
      throw Diagnostic(
        id: "missing-option", "activations are compared on data, and there are none", at: options.range("method").map { .text($0) } ?? .none,
        fix: "add 'data: {file: data.npz, images: images}'")
    }
    try set.checkFit(pair.a)
    return set.rows
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> Computation {
    let matching = try WeightMatching(prepared.pair.a, prepared.pair.b, prepared.settings)
    return Computation(matching: matching, onnx: try prepared.inputs.rewritten(prepared.path, with: matching.aligned))
  }

  static func option(for error: Diagnostic) -> String? { NetworkPair.option(for: error) }

  static func present(_ computation: Computation, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let statistics = MatchingStatistics(matching: computation.matching, settings: prepared.settings)
    var result = Result()
    for (name, value) in statistics.values { result.set(name, value) }
    let matrices = statistics.matrices
    result.figure = { PermutationFigure(matrices: matrices, options: options).scene }
    result.description = statistics.description
    result.notes = statistics.notes
    result.tables = [statistics.sweeps]
    result.showsTables = true
    result.downloads = [
      statistics.permutations, Download(name: "aligned.safetensors", bytes: SafetensorsFile.bytes(of: computation.matching.aligned)),
    ]
    if let onnx = computation.onnx { result.downloads.append(Download(name: "aligned.onnx", bytes: onnx)) }
    return result
  }
}
