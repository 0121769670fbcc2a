import Diagnostics
import Networks
import Symmetry

/// `{symmetry-group}`: the permutations and rescalings of hidden units that an architecture has, from its graph alone.
enum SymmetryGroupDirective: Directive {
  static let name = "symmetry-group"
  static let summary = "How many permutations and rescalings of hidden units leave an architecture's function as it is, whatever its weights."
  static let convention = """
    Axes of units that an operator ties — sums, batch norm, depthwise convolution, concatenation, flattening, where a channel becomes a block \
    of rows — move together: they make one *class*. A class that is tied to an input or an output is fixed; each free class of n units has \
    n! permutations, and the order of the group is the product. Groups of a grouped convolution may be permuted as wholes where all \
    that is tied to them allows it. Logarithms are rounded after the sum. Sums of logarithms that are rounded down layer by layer, or that \
    take the output of every residual block as free, give the other numbers that are in print (Ainsworth, Hayase and Srinivasa, "Git Re-Basin", 2023). \
    *Factors*: a unit may be multiplied by s > 0 where it meets only activations that commute with s (ReLU and its relatives, maxima) and \
    weights that absorb it, and its sign may be flipped where it meets only odd ones (tanh): the intertwiners of Godfrey, Brown, Emerson and Kvinge, "On the Symmetries of Deep Learning Models and their \
    Internal Representations", 2022. Sigmoid, GELU, bounded clips and softmax allow neither. Batch norm is taken with its statistics as weights, as in inference: γ and μ absorb any factor \
    other than 0 of what goes in, γ and β any factor of what comes out, exactly, whatever ε is. Where units are linear in what follows, more is possible than a factor each (GL(n)), and is not \
    counted. A constant that is spread over units is taken as part of the architecture, not as a weight. Layer norm and attention have symmetries of \
    their own and are refused.
    """

  static let options: [OptionDeclaration] =
    [
      .required(
        "model", .model, .compute, unless: ["architecture"], help: "A network whose graph is read; the values of its weights do not matter."),
      .optional(
        "architecture", .architecture, .compute,
        help:
          "A known architecture in place of a model: a multilayer perceptron by its widths, VGG16, ResNet20 (`width` times as wide) or ResNet50."
      ),
      ModelOption.activation,
      .optional(
        "table", .boolean, .presentation, default: .boolean(true),
        help: "Whether the table of classes stands below the figure, or only among how it was computed."),
    ] + FigureOptions.declarations

  static let values: [ValueDeclaration] = [
    ValueDeclaration("log10-order", .number, help: "log₁₀ of the number of permutations."),
    ValueDeclaration("order", .text, help: "The number of permutations, to the last digit if it has at most 5,000; else as a power of ten."),
    ValueDeclaration("exact", .boolean, help: "Whether `order` has all digits."),
    ValueDeclaration("digits", .integer, help: "Number of decimal digits of the order."),
    ValueDeclaration("classes", .integer, help: "Number of free classes of tied units."),
    ValueDeclaration("sizes", .list, help: "Numbers of units of the free classes, in the order of their first layers."),
    ValueDeclaration("free-units", .integer, help: "Number of hidden units in free classes, tied ones counted once."),
    ValueDeclaration("layers", .integer, help: "Number of axes of units: those of the inputs and those that weights make."),
    ValueDeclaration("scaling-dimension", .integer, help: "Dimension of the group of positive factors."),
    ValueDeclaration(
      "scaling-dimension.linear", .integer,
      help:
        "The part of it that belongs to values whose signs are free as well: those between linear operators, such as what a batch norm takes, and those that an absolute value takes."
    ),
    ValueDeclaration("signs", .integer, help: "How many signs may be flipped independently."),
    ValueDeclaration("sign-order", .text, help: "Order of the group of sign flips, a power of two."),
  ]

  struct Prepared: Sendable {
    let graph: ArchitectureGraph
    let title: String
  }

  static func check(_ network: Network) throws(Diagnostic) { _ = try SymmetryGroup(ArchitectureGraph(network)) }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    var report = DiagnosticReport()
    let prepared = report.collect { try read(options, inputs) }
    guard let prepared else { throw report }
    return prepared
  }

  private static func read(_ options: Options, _ inputs: InputScope) throws(Diagnostic) -> Prepared {
    guard let architecture = options.architecture("architecture") else {
      let range = options.range("model"), path = options.text("model") ?? ""
      let network = try inputs.model(path, activation: ModelOption.activation(options), at: range)
      do { try check(network) } catch { throw error.located(at: range) }
      return Prepared(graph: ArchitectureGraph(network), title: "the network")
    }
    for (name, reason) in [("model", "name either a model or an architecture"), ("activation", "write {mlp: […], activation: …}")]
    where options.entries[name] != nil {
      throw Diagnostic(
        id: "unused-option", "option '\(name)' has no meaning beside 'architecture'", at: options.range(name).map { .text($0) } ?? .none,
        fix: reason)
    }
    return Prepared(graph: architecture.graph, title: architecture.title)
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> SymmetryGroup { try SymmetryGroup(prepared.graph) }

  static func present(_ group: SymmetryGroup, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let tables = SymmetryGroupTables(group: group, title: prepared.title)
    var result = Result()
    for (name, value) in tables.values { result.set(name, value) }
    result.figure = { ArchitectureFigure(group: group, options: options).scene }
    result.description = tables.description
    result.notes = tables.notes
    result.tables = [tables.classes]
    result.showsTables = options.boolean("table")
    result.downloads = tables.downloads
    return result
  }
}
