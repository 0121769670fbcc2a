import Symmetry

/// A functional dimension as values, sentences, a table of layers and downloads.
struct FunctionalDimensionReport {
  let found: FunctionalDimension
  let settings: FunctionalDimension.Options

  var values: [(String, Value)] {
    let unbent = found.network.activity.unbent
    return [
      ("dimension", .integer(found.dimension)), ("parameters", .integer(found.parameters)), ("maximum", .integer(found.maximum)),
      ("symmetries", .integer(found.parameters - found.maximum)), ("deficit", .integer(found.deficit)),
      ("points", .integer(found.network.points)), ("last-growth", .integer(found.network.lastGrowth)),
      ("replaced", .integer(found.network.replaced)), ("control", .integer(found.control.rank)),
      ("layers", .list(found.layers.map { .integer($0.rank) })), ("never-active", .integer(unbent.count { !$0.isAlwaysActive })),
      ("always-active", .integer(unbent.count { $0.isAlwaysActive })),
    ]
  }

  private static let grouped = NumberFormat.grouped

  var description: String {
    "The rank of the derivatives of the outputs in \(NumberFormat.counted(found.parameters, "weight")) against the number of points: it grows to "
      + "\(Self.grouped(found.dimension)) after \(NumberFormat.counted(found.network.lastGrowth, "point")), that of a random network to "
      + "\(Self.grouped(found.control.rank)); the bound of the architecture is \(Self.grouped(found.maximum))."
  }

  var notes: [String] {
    let network = found.network
    var notes = [
      found.deficit == 0
        ? "The rank reached the maximum after \(NumberFormat.counted(network.lastGrowth, "point")): there are no hidden symmetries of positive dimension "
          + "at these weights."
        : "The rank is \(Self.grouped(found.deficit)) below the maximum; it grew last at point \(Self.grouped(network.lastGrowth)) of "
          + "\(Self.grouped(network.points))\(isCapped ? ", where `points` ended the search" : "").",
      "Control: a random network of the same architecture (seed \(settings.seed); weights uniform between ±√(6 / fan-in), biases between ±½) has "
        + "the dimension \(Self.grouped(found.control.rank)) with points from the same box.",
    ]
    if network.replaced > 0 {
      notes.append("\(NumberFormat.counted(network.replaced, "point")) lay on a kink and \(network.replaced == 1 ? "was" : "were") replaced.")
    }
    notes += [unbent(isAlwaysActive: false), unbent(isAlwaysActive: true)].compactMap(\.self)
    if !found.fixedNames.isEmpty {
      notes.append(
        "Not counted as weights: \(Self.list(found.fixedNames.map(ModelName.code))) (statistics, divisors, bounds).")
    }
    if let scaling = found.scalingDimension, scaling != found.parameters - found.maximum {
      notes.append(
        "The symmetries that all networks of the architecture share have the dimension \(Self.grouped(found.parameters - found.maximum)), of which "
          + "positive factors make \(Self.grouped(scaling)); the others belong to biases before a batch norm and to values without a bend.")
    }
    return notes
  }

  private var isCapped: Bool { found.network.points >= settings.pointLimit }

  private func unbent(isAlwaysActive: Bool) -> String? {
    let units = found.network.activity.unbent.filter { $0.isAlwaysActive == isAlwaysActive }
    guard !units.isEmpty else { return nil }
    let names = units.map { "\(ModelName.plain($0.node)) \($0.unit)" }
    return "\(Self.grouped(units.count)) of \(NumberFormat.counted(found.network.activity.unitCount, "unit")) "
      + (isAlwaysActive
        ? "\(units.count == 1 ? "was" : "were") active at all points, hence linear there: \(Self.list(names))."
        : "\(units.count == 1 ? "was" : "were") active at no point, so that what leads there has no derivative: \(Self.list(names)).")
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }

  /// The ranks of single layers.
  var layers: ResultTable {
    ResultTable(
      name: "layers",
      columns: [.init("Node"), .init("Operator"), .init("Weights", isNumeric: true), .init("Rank alone", isNumeric: true)],
      rows: found.layers.map { layer in
        [ModelName.code(layer.node), layer.operation, "\(layer.parameters)", "\(layer.rank)"]
      })
  }

  var downloads: [Download] {
    let rows = [("network", found.network), ("control", found.control)].flatMap { name, growth in
      growth.steps.map { "\(name),\($0.points),\($0.rank)\n" }
    }
    return [
      Download(
        name: "rank.csv", records: "steps", count: rows.count, head: "network,points,rank\n", separator: "", foot: { _ in "" },
        record: { rows[$0] })
    ]
  }
}
