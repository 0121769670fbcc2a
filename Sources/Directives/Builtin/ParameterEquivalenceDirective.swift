import Diagnostics
import Figures
import Networks
import Symmetry

/// `{parameter-equivalence}`: is one network the other with hidden units permuted and rescaled?
enum ParameterEquivalenceDirective: Directive {
  static let name = "parameter-equivalence"
  static let summary = "Whether two networks compute the same function because one is the other with hidden units permuted and rescaled."
  static let convention = """
    Permuting the units of a hidden layer changes nothing, and neither does multiplying what goes into a ReLU unit by s > 0 and dividing \
    what comes out by s; tanh passes signs, batch norm any factor of what goes in. The moves are those that `symmetry-group` counts, tied units \
    moving together. Two networks of one architecture are *equivalent* here if such moves lead exactly from one to the other. Weights are \
    rational numbers: the rows of each layer are divided by the sums of their absolute values, units are told apart by colour refinement of the \
    weights modulo two primes of 61 bits, and the motion that comes out is checked weight by weight in exact arithmetic. Where refinement leaves \
    units of one colour, they are told apart by trying, up to a bound. Degenerate units — dead, constant, or a multiple of another — are left out of both \
    networks first and listed; constant and parallel ones are looked for where one layer makes a class and only weights take it in. `false` is proved \
    by a point at which the outputs differ, computed in fixed point with 256 bits after the point and a bound of the error. \
    Where there is neither, the answer is *unknown*, with the reason. Rounding after a rescaling by anything but a power of two makes another function, so the answer is \
    `false`, with a small `deviation`; `approximate` then says whether one rounding of each weight explains all differences.
    """

  static let options: [OptionDeclaration] =
    [
      .required("a", .model, .compute, help: "The first network: any whose graph `symmetry-group` accepts."),
      .required(
        "b", .model, .compute, help: "The second network, of the same architecture; the widths of hidden layers may differ by degenerate units."
      ),
      ModelOption.activation,
    ] + FigureOptions.declarations

  static let values: [ValueDeclaration] = [
    ValueDeclaration("equivalent", .boolean, help: "Whether the networks are equivalent; a claim on it fails where that is unknown."),
    ValueDeclaration("reason", .text, help: "Why the answer is what it is, in a sentence."),
    ValueDeclaration("layers", .integer, help: "Number of hidden layers, tied ones counted once."),
    ValueDeclaration("units", .integer, help: "Number of hidden units of the first network, tied ones counted once."),
    ValueDeclaration("matched", .integer, help: "Number of hidden units that have a counterpart, up to the layer that fails."),
    ValueDeclaration("moved", .integer, help: "Number of matched units that stand at another place."),
    ValueDeclaration("rescaled", .integer, help: "Number of matched units with a factor other than 1."),
    ValueDeclaration(
      "failing-layer", .integer, help: "The first node with weights that does not match, counted from 1; 0 where all match."),
    ValueDeclaration("failing-layer.name", .text, help: "Its name; empty where all match."),
    ValueDeclaration(
      "deviation", .number,
      help:
        "How far the worst unit of the failing layer is from the nearest of the other network: largest difference of the rows, each divided by its greatest weight where the unit has a factor; infinite where there is none to compare."
    ),
    ValueDeclaration(
      "approximate", .boolean, help: "Whether b is a motion of a up to one rounding of each weight, in the precision that b's weights have."),
    ValueDeclaration("canonical-a", .text, help: "A digest of a that all its moved copies share, 32 hexadecimal digits."),
    ValueDeclaration("canonical-b", .text, help: "The same of b."),
    ValueDeclaration("degenerate", .integer, help: "Number of dead, constant and parallel units of both networks."),
    ValueDeclaration("witness.point", .list, help: "An input at which the outputs differ; empty where there is none."),
    ValueDeclaration("witness.outputs", .list, help: "The first output there that differs, of a and of b."),
    ValueDeclaration("witness.difference", .number, help: "Their difference, nearest double; 0 where there is no such point."),
    ValueDeclaration("approximate.permutations", .list, help: "As `permutations`, where `approximate` is true; otherwise empty."),
    ValueDeclaration(
      "approximate.scales", .list, help: "The factors of that motion, nearest doubles: for each hidden layer, for each unit of b, a list."),
    ValueDeclaration("permutations", .list, help: "For each hidden layer, for each unit of b, the number of its original in a (−1 for none)."),
    ValueDeclaration(
      "scales", .list,
      help:
        "For each hidden layer, for each unit of b, its exact factor as a fraction; with spaces between where it has several, as before and after a batch norm."
    ),
  ]

  struct Prepared: Sendable {
    let a: Network
    let b: Network
  }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    var report = DiagnosticReport()
    let a = report.collect { try network("a", options, inputs) }
    let b = report.collect { try network("b", options, inputs) }
    try report.throwIfErrors()
    guard let a, let b else { throw report }
    return Prepared(a: a, b: b)
  }

  static func check(_ network: Network) throws(Diagnostic) { try ParameterEquivalence.check(network) }

  private static func network(_ option: String, _ options: Options, _ inputs: InputScope) throws(Diagnostic) -> Network {
    let range = options.range(option)
    let graph = try inputs.model(options.text(option) ?? "", activation: ModelOption.activation(options), at: range)
    do { try check(graph) } catch { throw error.located(at: range) }
    return graph
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> ParameterEquivalence {
    try ParameterEquivalence(prepared.a, prepared.b)
  }

  static func option(for error: Diagnostic) -> String? { NetworkPair.option(for: error) }

  static func present(_ found: ParameterEquivalence, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let tables = EquivalenceTables(found: found)
    var result = Result()
    for (name, value) in tables.values { result.set(name, value) }
    result.figure = { PermutationFigure(matches: found.approximateMatches, options: options).scene }
    result.description = tables.description
    result.notes = tables.notes
    result.tables = [tables.certificate]
    result.downloads = [Download(name: "certificate.csv", text: tables.csv)]
    return result
  }
}
