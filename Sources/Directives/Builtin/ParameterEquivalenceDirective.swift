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
    what comes out by s. Two networks are *equivalent* here if such moves lead exactly from one to the other. Weights are compared as \
    rational numbers, so rounding after a rescaling by anything but a power of two makes the answer `false`, with a small `deviation`. \
    Degenerate units — dead, constant, or a positive multiple of another — are removed from both networks first and listed; then the \
    match of every layer is unique given the one before. `false` does not exclude that the functions agree for another reason.
    """

  static let options: [OptionDeclaration] =
    [
      .required("a", .model, .compute, help: "The first network, a ReLU MLP."),
      .required("b", .model, .compute, help: "The second network."),
      ModelOption.activation,
    ] + FigureOptions.declarations

  static let values: [ValueDeclaration] = [
    ValueDeclaration("equivalent", .boolean, help: "Whether the networks are equivalent."),
    ValueDeclaration("layers", .integer, help: "Number of hidden layers."),
    ValueDeclaration("units", .integer, help: "Number of hidden units of the first network."),
    ValueDeclaration("matched", .integer, help: "Number of hidden units that have a counterpart, up to the layer that fails."),
    ValueDeclaration("moved", .integer, help: "Number of matched units that stand at another place."),
    ValueDeclaration("rescaled", .integer, help: "Number of matched units with a factor other than 1."),
    ValueDeclaration("failing-layer", .integer, help: "The first layer that does not match, counted from 1; 0 where all match."),
    ValueDeclaration(
      "deviation", .number,
      help:
        "How far the worst unit of the failing layer is from the nearest of the other network: largest difference of the rows, each divided by its greatest weight; infinite where there is none to compare."
    ),
    ValueDeclaration("degenerate", .integer, help: "Number of dead, constant and parallel units of both networks."),
    ValueDeclaration("permutations", .list, help: "For each hidden layer, for each unit of b, the number of its original in a (−1 for none)."),
    ValueDeclaration("scales", .list, help: "For each hidden layer, for each unit of b, its exact factor as a fraction."),
  ]

  struct Prepared: Sendable {
    let a: LayeredNetwork
    let b: LayeredNetwork
  }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    var report = DiagnosticReport()
    let a = report.collect { try network("a", options, inputs) }
    let b = report.collect { try network("b", options, inputs) }
    try report.throwIfErrors()
    guard let a, let b else { throw report }
    return Prepared(a: a, b: b)
  }

  static func check(_ network: Network) throws(Diagnostic) { _ = try LayeredNetwork(network) }

  private static func network(_ option: String, _ options: Options, _ inputs: InputScope) throws(Diagnostic) -> LayeredNetwork {
    let range = options.range(option)
    let graph = try inputs.model(options.text(option) ?? "", activation: ModelOption.activation(options), at: range)
    do { return try LayeredNetwork(graph) } catch { throw error.located(at: range) }
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> ParameterEquivalence {
    try ParameterEquivalence(prepared.a, prepared.b)
  }

  static func present(_ found: ParameterEquivalence, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    var result = Result()
    let degenerate = found.degenerateOfFirst.count + found.degenerateOfSecond.count
    let hidden = prepared.a.layers.dropLast().reduce(0) { $0 + $1.outputCount }
    let matched = found.matches.reduce(0) { $0 + $1.matchedCount }
    result.set("equivalent", .boolean(found.isEquivalent))
    result.set("layers", .integer(prepared.a.layers.count - 1))
    result.set("units", .integer(hidden))
    result.set("matched", .integer(matched))
    result.set("moved", .integer(found.matches.reduce(0) { $0 + $1.movedCount }))
    result.set("rescaled", .integer(found.matches.reduce(0) { $0 + $1.rescaledCount }))
    result.set("failing-layer", .integer(found.failure.map { $0.layer + 1 } ?? 0))
    result.set("deviation", .number(found.failure.map { $0.deviation ?? .infinity } ?? 0))
    result.set("degenerate", .integer(degenerate))
    result.set("permutations", .list(found.matches.map { .list($0.permutation.map { .integer($0 ?? -1) }) }))
    result.set("scales", .list(found.matches.map { .list($0.scales.map { .text($0?.description ?? "") }) }))
    result.figure = { PermutationFigure(matches: found.matches, options: options).scene }
    result.description =
      "Permutation matrices of \(found.matches.count) hidden layers, \(matched) of \(hidden) units matched: the networks are "
      + (found.isEquivalent ? "equivalent." : "not equivalent.")
    result.notes = notes(found)
    result.tables = [certificate(found)]
    result.downloads = [Download(name: "certificate.csv", text: csv(result.tables[0]))]
    return result
  }

  private static func notes(_ found: ParameterEquivalence) -> [String] {
    var notes: [String] = []
    if let failure = found.failure {
      let size = failure.deviation.map { ", the worst by \(NumberFormat.readable($0))" } ?? ""
      notes.append(
        "Layer \(failure.layer + 1) does not match: \(failure.unmatchedOfFirst.count) units of a and \(failure.unmatchedOfSecond.count) "
          + "units of b have no counterpart\(size).")
    } else {
      notes.append("Every weight of b is exactly what the permutations and factors make of a; the certificate lists them.")
    }
    if found.matches.count > PermutationFigure.mostLayers {
      notes.append("The figure shows the first \(PermutationFigure.mostLayers) of \(found.matches.count) layers.")
    }
    for (name, units) in [("a", found.degenerateOfFirst), ("b", found.degenerateOfSecond)] {
      let list = units.prefix(12).map { unit -> String in
        let kind =
          switch unit.kind {
          case .dead: "dead"
          case .constant: "constant"
          case .parallel(let other): "parallel to unit \(other)"
          }
        return "layer \(unit.layer + 1) unit \(unit.unit) \(kind)"
      }
      let rest = units.count > 12 ? " and \(units.count - 12) more" : ""
      notes.append(units.isEmpty ? "No degenerate units in \(name)." : "Degenerate units of \(name): \(list.joined(separator: ", "))\(rest).")
    }
    return notes
  }

  /// A row for each unit of b: its original and factor.
  private static func certificate(_ found: ParameterEquivalence) -> ResultTable {
    let rows = found.matches.enumerated().flatMap { layer, match in
      match.permutation.indices.map { unit in
        [
          "\(layer + 1)", "\(unit)", match.permutation[unit].map { "\($0)" } ?? "", match.scales[unit]?.description ?? "",
        ]
      }
    }
    return ResultTable(
      name: "certificate",
      columns: ["layer", "unit of b", "unit of a", "factor"].map { ResultTable.Column($0, isNumeric: true) }, rows: rows)
  }

  private static func csv(_ table: ResultTable) -> String {
    ([table.columns.map(\.name)] + table.rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }
}
