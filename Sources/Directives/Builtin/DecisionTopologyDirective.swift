import Diagnostics
import Figures
import Networks
import Regions

/// `{decision-topology}`: the regions of the plane that a classifier gives to each class, their area, components and holes.
enum DecisionTopologyDirective: Directive {
  static let name = "decision-topology"
  static let summary = "The part of the plane that a classifier gives to each class: area, components, holes, and the boundary between classes."
  static let convention = """
    Class k is the set on which output k is the largest; where outputs tie on a set with an area, the smallest of them has it. A network \
    of one output f has two classes: class 1 is where f > 0, class 0 all the rest. The cells of the network are split along the upper \
    envelope of their affine outputs, signs proved by doubles with an error bound, else in double-double, else in exact integer arithmetic; so components β₀, \
    holes β₁ and χ = β₀ − β₁ are exact for the given weights. They depend on what counts as joined, and both conventions are given: \
    *through edges*, the topology of the inside of a region, where parts that touch only in a point are apart; and *closed*, that of \
    the region with its border, where such parts are joined and may enclose a hole. The window's border cuts regions off: what is \
    joined outside the window does not count. Boundary lengths leave the window's border out.
    """

  static let options: [OptionDeclaration] =
    RegionOptions.declarations + [
      .optional("classes", .names, .presentation, help: "The names of the classes in order; `class 0`, `class 1`, … if not given."),
      RegionOptions.points,
    ] + FigureOptions.declarations

  static let values: [ValueDeclaration] = [
    ValueDeclaration("classes", .list, help: "Names of the classes; entries of the lists below are in their order, counted from 1."),
    ValueDeclaration("area", .list, help: "Area of each class."),
    ValueDeclaration("share", .list, help: "Each class's share of the window, from 0 to 1."),
    ValueDeclaration("components", .list, help: "β₀ of each class: components, joined through edges."),
    ValueDeclaration("holes", .list, help: "β₁ of each class: holes, parts joined through edges."),
    ValueDeclaration("euler", .list, help: "χ of each class, parts joined through edges."),
    ValueDeclaration("components.closed", .list, help: "β₀ of each class as a closed set: parts that touch in a point are joined."),
    ValueDeclaration("holes.closed", .list, help: "β₁ of each class as a closed set."),
    ValueDeclaration("euler.closed", .list, help: "χ of each class as a closed set."),
    ValueDeclaration("boundary.length", .list, help: "Length of each class's border inside the window."),
    ValueDeclaration("boundary.total", .number, help: "Length of the decision boundary."),
    ValueDeclaration("boundary.lines", .integer, help: "Number of lines of the boundary; they end at junctions and at the window."),
    ValueDeclaration("boundary.closed", .integer, help: "Number of those that are closed."),
    ValueDeclaration("area.total", .number, help: "Sum of all areas: the area of the window."),
    ValueDeclaration("regions", .integer, help: "Number of cells (activation regions)."),
    ValueDeclaration("pieces", .integer, help: "Number of convex pieces on which one cell and one class meet."),
    ValueDeclaration("certified", .boolean, help: "Whether every sign that shaped cells and pieces was proved."),
    ValueDeclaration("signs.double-double", .integer, help: "Signs that double-double arithmetic proved, those of the cells included."),
    ValueDeclaration("signs.exact", .integer, help: "Signs that needed exact arithmetic, those of the cells included."),
  ]

  struct Prepared: Sendable {
    let planar: PlanarPreparation
    /// The names of the classes.
    let names: [String]
  }

  struct Computation: Sendable {
    let decision: DecisionComplex
    let topology: [DecisionTopology]
    let boundary: [BoundaryLine]
    let outlines: [DecisionOutline]
  }

  static func check(_ network: Network) throws(Diagnostic) { try PlanarNetwork.check(network) }

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared {
    let planar = try PlanarPreparation(options, inputs)
    var report = DiagnosticReport()
    let names = report.collect { try readNames(options, planar.network) }
    guard let names else { throw report }
    return Prepared(planar: planar, names: names)
  }

  private static func readNames(_ options: Options, _ network: PiecewiseLinearNetwork) throws(Diagnostic) -> [String] {
    let count = max(network.outputCount, 2)
    guard let names = options.names("classes") else { return (0..<count).map { "class \($0)" } }
    guard names.count == count else {
      throw Diagnostic(
        id: "bad-classes", "'classes' has \(names.count) name\(names.count == 1 ? "" : "s"), but the network tells \(count) classes apart",
        at: options.range("classes").map { .text($0) } ?? .none,
        fix: network.outputCount == 1 ? "name first what f ≤ 0 means, then what f > 0 means" : "name the \(count) outputs in order")
    }
    return names
  }

  static func compute(_ prepared: Prepared) throws(Diagnostic) -> Computation {
    let decision = try prepared.planar.complex(prepared.planar.window).decisionComplex()
    return Computation(decision: decision, topology: decision.topology(), boundary: decision.boundary(), outlines: decision.outlines())
  }

  static func present(_ computation: Computation, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result {
    let statistics = DecisionStatistics(computation, names: prepared.names)
    var result = Result()
    for (name, value) in statistics.values { result.set(name, value) }
    result.figure = {
      DecisionFigure(computation: computation, names: prepared.names, points: prepared.planar.points, options: options).scene
    }
    result.description = statistics.description
    result.notes = statistics.notes + prepared.planar.plane.notes
    result.tables = [statistics.table]
    result.showsTables = true
    result.downloads = DecisionDownloads(computation: computation, names: prepared.names).files
    return result
  }
}
