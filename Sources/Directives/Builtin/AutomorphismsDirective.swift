import Diagnostics
import Networks
import Symmetry

/// `{automorphisms}`: the relabellings of a network's units that leave its weights as they are.
enum AutomorphismsDirective: Directive {
  static let name = "automorphisms"
  static let summary =
    "The relabellings of one network's units that leave all of its weights exactly as they are, and the input symmetries that they carry."
  static let convention = """
    An *automorphism* permutes hidden units within what `{symmetry-group}` allows, flips signs where activations are odd, and multiplies units by \
    positive factors, so that every weight is exactly what it was. Automorphisms that differ by factors alone count as one: `order` is the number \
    of permutations with signs. Outputs stay where they are. Inputs are fixed; with `inputs: permuted` they may be permuted as well (features, or \
    channels of images; not pixels), and with `inputs: free` also change their signs, so that an automorphism is a signed permutation of the inputs \
    under which the function does not change, carried by the weights. Weights are brought to a normal form without factors and told apart \
    by colour refinement in residues modulo 2⁶¹ − 1, which never separates what is equal; what is left is searched along a stabiliser chain. Every \
    generator is verified weight by weight in exact arithmetic, so orders are exact. A function may have symmetries that its weights do \
    not carry, and symmetries other than permutations, signs and factors are not looked for.
    """

  static let options: [OptionDeclaration] = [
    .required("model", .model, .compute, help: "A network whose graph `{symmetry-group}` accepts."),
    ModelOption.activation,
    .optional(
      "inputs",
      .choice([
        ("fixed", "every input stays"), ("permuted", "inputs may change places"), ("free", "inputs may change places and signs"),
      ]), .compute, default: .text("fixed"), help: "What an automorphism may do to the inputs."),
  ]

  static let values: [ValueDeclaration] = [
    ValueDeclaration("order", .text, help: "The order of the group, to the last digit."),
    ValueDeclaration("log10", .number, help: "log₁₀ of the order."),
    ValueDeclaration("trivial", .boolean, help: "Whether the group has one element only."),
    ValueDeclaration("generators", .integer, help: "Number of generators found."),
    ValueDeclaration("units", .integer, help: "Number of units that may move: hidden ones, and inputs that are not fixed."),
    ValueDeclaration("moved", .integer, help: "Number of units that some automorphism moves."),
    ValueDeclaration("orbits", .list, help: "Sizes of the orbits of more than one unit, in the order of the layers."),
    ValueDeclaration("flips", .integer, help: "Number of generators that change signs."),
    ValueDeclaration("complete", .boolean, help: "Whether no weights were left aside whose scale nothing decides."),
  ]

  struct Prepared: Sendable {
    let network: Network
    let inputs: Automorphisms.Inputs
  }

  static func check(_ network: Network) throws(Diagnostic) { _ = try WeightAction(network) }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    var report = DiagnosticReport()
    let network = report.collect { try read(options, inputs) }
    guard let network else { throw report }
    return Prepared(network: network, inputs: options.text("inputs").flatMap(Automorphisms.Inputs.init) ?? .fixed)
  }

  private static func read(_ options: Options, _ inputs: InputScope) throws(Diagnostic) -> Network {
    let range = options.range("model")
    let network = try inputs.model(options.text("model") ?? "", activation: ModelOption.activation(options), at: range)
    do { try check(network) } catch { throw error.located(at: range) }
    return network
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> Automorphisms {
    try Automorphisms(prepared.network, inputs: prepared.inputs)
  }

  static func present(_ group: Automorphisms, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let report = AutomorphismReport(group: group, inputs: prepared.inputs)
    var result = Result()
    for (name, value) in report.values { result.set(name, value) }
    result.notes = report.notes
    result.tables = [report.orbits, report.generators]
    result.showsTables = true
    result.downloads = [report.download]
    return result
  }
}
