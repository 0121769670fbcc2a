import Diagnostics
import Figures
import ModelFiles
import Networks
import Regions

/// `{regions}`: the exact linear regions of a piecewise-linear network on a window of the plane or of a slice.
enum RegionsDirective: Directive {
  static let name = "regions"
  static let summary = "The exact linear regions of a piecewise-linear network: how it shatters the plane, or a slice of its input space."
  static let convention = """
    A *cell* (activation region) is a maximal connected part of the window on which every unit keeps its linear piece. A unit splits a \
    cell if and only if its exact pre-activation takes both strict signs there; a zero never splits. A *linear region* is a maximal \
    union of cells, joined through edges, with exactly the same output map. Weights, biases and window are taken as the rational \
    numbers that their doubles are. Signs are proved by doubles with a running error bound, else in double-double, else in exact integer arithmetic; \
    `certified` says that every one was proved. Cells, edges and vertices form a planar complex: V − E + F = 1.
    """

  static let options: [OptionDeclaration] =
    RegionOptions.declarations + [
      .optional(
        "inset", .windows, .compute, help: "Windows within the domain to magnify. Each is enumerated for itself, not scaled up."),
      .optional(
        "float32", .boolean, .compute, default: .boolean(false),
        help: "Whether the cells are also counted by a plain program in single precision, to compare with."),
      .optional("color", .choice(colors), .presentation, default: .text("random"), help: "What the colour of a cell means."),
      .optional(
        "output", .integer(0...1_000_000), .presentation,
        help: "Which output `color: output` and `color: slope-norm` are about, counted from 0."),
      .optional(
        "colormap", .choice(ColorMap.allCases.map { ($0.rawValue, "") }), .presentation,
        help: "The colours of an order; `viridis`, or `diverging` for outputs of both signs, if not given."),
      .optional("edges", .boolean, .presentation, default: .boolean(true), help: "Whether lines are drawn between cells."),
      .optional(
        "layers", .integers(1...10_000), .presentation, help: "Draws only the lines that units of these layers make, counted from 1."),
      .optional(
        "boundary", .boolean, .presentation, default: .boolean(false),
        help: "Whether the decision boundary is drawn: f = 0 for one output, a tie of the greatest for several."),
      RegionOptions.points,
    ] + FigureOptions.declarations

  private static let colors: [(name: String, help: String)] = [
    ("random", "tells neighbours apart, nothing more; with insets as `pattern`"),
    ("pattern", "a hue made of the activation pattern, the same in every window"),
    ("class", "the greatest output at the cell's centre, or the sign of a single one"),
    ("output", "the value of `output` at the cell's centre; if that is not given, of the greatest"),
    ("slope-norm", "norm of the gradient of `output`; if that is not given, of all outputs (Frobenius)"),
    ("area", "area, on a logarithmic scale from the 5 % to the 95 % quantile"), ("depth", "the last layer whose units bound the cell"),
    ("layer", "cells stay blank; lines have the colour and width of the layer whose unit makes them"),
  ]

  static let values: [ValueDeclaration] = [
    ValueDeclaration("regions", .integer, help: "Number of cells (activation regions)."),
    ValueDeclaration("linear-regions", .integer, help: "Number of linear regions."),
    ValueDeclaration("vertices", .integer, help: "Number of vertices of the complex."),
    ValueDeclaration("edges", .integer, help: "Number of edges of the complex."),
    ValueDeclaration("certified", .boolean, help: "Whether every sign that shaped the complex was proved."),
    ValueDeclaration("euler", .integer, help: "V − E + F, which is 1 on a convex window."),
    ValueDeclaration("area.total", .number, help: "Sum of all areas: the area of the window."),
    ValueDeclaration("area.largest", .number, help: "Area of the largest cell."),
    ValueDeclaration("area.smallest", .number, help: "Area of the smallest cell."),
    ValueDeclaration("area.mean", .number, help: "Mean area of a cell."),
    ValueDeclaration("area.q05", .number, help: "Area that 5 % of the cells do not exceed; to 0.2 %, as the other quantiles."),
    ValueDeclaration("area.median", .number, help: "Median area of a cell."),
    ValueDeclaration("area.q95", .number, help: "Area that 95 % of the cells do not exceed."),
    ValueDeclaration("area.largest-share", .number, help: "The largest cell's share of the window, from 0 to 1."),
    ValueDeclaration("sides.mean", .number, help: "Mean number of sides of a cell."),
    ValueDeclaration("degree.mean", .number, help: "Mean number of neighbours of a cell: the mean degree of the dual graph."),
    ValueDeclaration(
      "lipschitz.max", .number,
      help: "Largest Lipschitz constant of a cell's map: its greatest singular value; on a slice with respect to (s, t)."),
    ValueDeclaration("lipschitz.mean", .number, help: "Mean of the cells' Lipschitz constants, weighted by area."),
    ValueDeclaration(
      "boundary.length", .number,
      help:
        "Length of the decision boundary in the window; on a slice in the coordinates (s, t). Not for more than \(NumberFormat.grouped(PlanarPreparation.mostHeld)) cells."
    ),
    ValueDeclaration("by-layer", .list, help: "Number of cells that the first 1, 2, … layers make."),
    ValueDeclaration("layers", .integer, help: "Number of layers that bend."),
    ValueDeclaration("units", .integer, help: "Number of units in them."),
    ValueDeclaration("inset.regions", .list, help: "Number of cells of each inset."),
    ValueDeclaration(
      "float32.regions", .integer, help: "Number of cells that single precision without error bounds finds; only with `float32: true`."),
    ValueDeclaration("signs.filtered", .integer, help: "Signs that doubles with an error bound proved."),
    ValueDeclaration("signs.double-double", .integer, help: "Signs that double-double arithmetic proved after them."),
    ValueDeclaration("signs.exact", .integer, help: "Signs that needed exact arithmetic."),
  ]

  struct Prepared: Sendable {
    let planar: PlanarPreparation
    let insets: [Window]
    /// Whether the cells are also counted in single precision.
    let comparesFloat32: Bool
  }

  static func check(_ network: Network) throws(Diagnostic) { try PlanarNetwork.check(network) }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    let planar = try PlanarPreparation(options, inputs)
    var report = DiagnosticReport()
    RegionWindows.check(options, planar.network, planar.window, into: &report)
    try report.throwIfErrors()
    return Prepared(planar: planar, insets: options.windows("inset"), comparesFloat32: options.boolean("float32"))
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> RegionsComputation {
    try RegionsComputation(prepared.planar, insets: prepared.insets, comparesFloat32: prepared.comparesFloat32)
  }

  static func present(_ computation: RegionsComputation, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let statistics = RegionStatistics(computation, plane: prepared.planar.plane)
    var result = Result()
    for (name, value) in statistics.values { result.set(name, value) }
    let figure = RegionsFigure(
      computation: computation, points: prepared.planar.points, through: options.through("through").map(SlicePoints.init), options: options)
    result.figure = { figure.scene }
    result.description = statistics.description
    result.notes = statistics.notes + figure.notes
    result.downloads = RegionDownloads(computation)?.files ?? []
    return result
  }
}
