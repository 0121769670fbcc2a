import Diagnostics
import Figures
import ModelFiles
import Networks
import Regions

/// `{regions}`: the exact linear regions of a ReLU network on a window of the plane.
enum RegionsDirective: Directive {
  static let name = "regions"
  static let summary = "The exact linear regions of a ReLU network: how it shatters the plane."
  static let convention = """
    A *cell* (activation region) is a maximal connected part of the window on which every unit keeps its linear piece. A unit splits a \
    cell if and only if its exact pre-activation takes both strict signs there; a zero never splits. A *linear region* is a maximal \
    union of cells, joined through edges, with exactly the same output map. Weights, biases and window are taken as the rational \
    numbers that their doubles are. Signs are proved by doubles with a running error bound, else in exact integer arithmetic; \
    `certified` says that every one was proved. Cells, edges and vertices form a planar complex: V − E + F = 1.
    """

  static let options: [OptionDeclaration] =
    [
      RegionOptions.model,
      RegionOptions.domain,
      ModelOption.activation,
      RegionOptions.mostCells,
      .optional("color", .choice(colors), .presentation, default: .text("random"), help: "What the colour of a cell means."),
      .optional(
        "colormap", .choice(ColorMap.allCases.map { ($0.rawValue, "") }), .presentation,
        help: "The colours of an order; `viridis`, or `diverging` for outputs of both signs, if not given."),
      .optional("edges", .boolean, .presentation, default: .boolean(true), help: "Whether lines are drawn between cells."),
      .optional(
        "boundary", .boolean, .presentation, default: .boolean(false),
        help: "Whether the decision boundary is drawn: f = 0 for one output, a tie of the greatest for several."),
      RegionOptions.points,
    ] + FigureOptions.declarations

  private static let colors: [(name: String, help: String)] = [
    ("random", "tells neighbours apart, nothing more"), ("slope-norm", "norm of the output's gradient (Frobenius for several outputs)"),
    ("area", "area, on a logarithmic scale from the 5 % to the 95 % quantile"), ("depth", "the last layer whose units bound the cell"),
    ("output", "the output at the cell's centre; the greatest of several"),
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
    ValueDeclaration("area.largest-share", .number, help: "The largest cell's share of the window, from 0 to 1."),
    ValueDeclaration("by-layer", .list, help: "Number of cells that the first 1, 2, … layers make."),
    ValueDeclaration("layers", .integer, help: "Number of layers with ReLU."),
    ValueDeclaration("units", .integer, help: "Number of ReLU units."),
    ValueDeclaration("signs.filtered", .integer, help: "Signs that doubles with an error bound proved."),
    ValueDeclaration("signs.exact", .integer, help: "Signs that needed exact arithmetic."),
  ]

  struct Prepared: Sendable {
    let network: PiecewiseLinearNetwork
    let window: Window
    let mostCells: Int
    let points: [ScatterPoint]
  }

  struct Computation: Sendable {
    let complex: RegionComplex
    let linearRegions: [Int]
    let boundary: [BoundaryLine]
  }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    var report = DiagnosticReport()
    let network = report.collect { try PlanarNetwork(options, inputs).network }
    let points = report.collect { try RegionOptions.points(options, inputs) }
    try report.throwIfErrors()
    guard let network, let points, let window = options.window("domain") else { throw report }
    return Prepared(network: network, window: window, mostCells: RegionOptions.mostCells(options), points: points)
  }

  static func check(_ network: Network) throws(Diagnostic) { try PlanarNetwork.check(network) }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> Computation {
    let complex = try RegionComplex.enumerate(prepared.network, window: prepared.window, mostCells: prepared.mostCells)
    return Computation(complex: complex, linearRegions: complex.linearRegions(), boundary: try complex.decisionBoundary())
  }

  static func present(_ computation: Computation, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let complex = computation.complex
    let statistics = RegionStatistics(complex, linearRegions: computation.linearRegions)
    var result = Result()
    for (name, value) in statistics.values { result.set(name, value) }
    result.figure = { RegionsFigure(complex: complex, decisionBoundary: computation.boundary, points: prepared.points, options: options).scene }
    result.description = statistics.description
    result.notes = statistics.notes
    result.downloads = RegionDownloads(complex: complex, linearRegions: computation.linearRegions).files
    return result
  }
}
