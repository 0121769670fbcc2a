import Regions

/// The values of `{regions}` and the sentences made of them.
struct RegionStatistics {
  let values: [(String, Value)]
  let description: String
  let notes: [String]

  init(_ complex: RegionComplex, linearRegions: [Int]) {
    let areas = (0..<complex.cellCount).map { complex.area(of: $0) }
    let total = areas.reduce(0, +)
    let linear = (linearRegions.max() ?? -1) + 1
    let layers = complex.network.bendingStages.map(\.valueCount)
    let units = layers.reduce(0, +)
    let largest = areas.max() ?? 0
    values = [
      ("regions", .integer(complex.cellCount)), ("linear-regions", .integer(linear)), ("vertices", .integer(complex.vertices.count)),
      ("edges", .integer(complex.edgeCount)), ("certified", .boolean(complex.isCertified)),
      ("euler", .integer(complex.vertices.count - complex.edgeCount + complex.cellCount)), ("area.total", .number(total)),
      ("area.largest", .number(largest)), ("area.smallest", .number(areas.min() ?? 0)),
      ("area.mean", .number(total / Double(max(areas.count, 1)))), ("area.largest-share", .number(largest / complex.window.area)),
      ("by-layer", .list(complex.cellsPerLayer.map { .integer($0) })), ("layers", .integer(layers.count)), ("units", .integer(units)),
      ("signs.filtered", .integer(complex.signCounts.filtered)), ("signs.exact", .integer(complex.signCounts.exact)),
    ]
    let (low, high) = (complex.window.minimum, complex.window.maximum)
    let widths = ([complex.network.inputCount] + layers + [complex.network.outputCount]).map(String.init).joined(separator: "-")
    description =
      "A part of the plane, x from \(NumberFormat.readable(low.x)) to \(NumberFormat.readable(high.x)) and y from "
      + "\(NumberFormat.readable(low.y)) to \(NumberFormat.readable(high.y)), cut into \(NumberFormat.grouped(complex.cellCount)) convex cells by "
      + "a ReLU network of widths \(widths); the largest cell takes \(NumberFormat.percent(largest / complex.window.area, places: 1)) of it."
    let counts = complex.signCounts
    notes = [
      "Network \(widths): \(Self.count(units, "ReLU unit")) in \(Self.count(layers.count, "layer")).",
      counts.undecided > 0
        ? "**Not certified**: \(counts.undecided) signs could not be proved."
        : "Certified: all \(NumberFormat.grouped(counts.filtered + counts.exact)) signs were proved, "
          + "\(NumberFormat.grouped(counts.filtered)) by doubles with an error bound and \(NumberFormat.grouped(counts.exact)) in exact arithmetic.",
    ]
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(NumberFormat.grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
}
