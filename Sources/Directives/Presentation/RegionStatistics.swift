import Regions

/// The values of `{regions}` and the sentences made of them.
struct RegionStatistics {
  private let computation: RegionsComputation
  private let plane: PlaneWords
  private let areas: [Double]
  private let layers: [Int]

  init(_ computation: RegionsComputation, plane: PlaneWords) {
    self.computation = computation
    self.plane = plane
    let complex = computation.complex
    areas = (0..<complex.cellCount).map { complex.area(of: $0) }.sorted()
    layers = complex.network.bendingStages.map(\.valueCount)
  }

  private var complex: RegionComplex { computation.complex }
  private var units: Int { layers.reduce(0, +) }
  /// Whether all that bends is a ReLU.
  private var isReLU: Bool {
    complex.network.bendingStages.allSatisfy { stage in
      guard case .slopes(let negative, let positive) = stage.bend else { return false }
      return negative.allSatisfy { $0 == 0 } && positive.allSatisfy { $0 == 1 }
    }
  }
  private var largest: Double { areas.last ?? 0 }

  var values: [(String, Value)] {
    let complex = complex
    let measures = complex.measures
    return [
      ("regions", .integer(complex.cellCount)), ("linear-regions", .integer((computation.linearRegions.max() ?? -1) + 1)),
      ("vertices", .integer(complex.vertices.count)), ("edges", .integer(complex.edgeCount)), ("certified", .boolean(isCertified)),
      ("euler", .integer(complex.vertices.count - complex.edgeCount + complex.cellCount)), ("area.total", .number(measures.totalArea)),
      ("area.largest", .number(largest)), ("area.smallest", .number(areas.first ?? 0)),
      ("area.mean", .number(measures.totalArea / Double(max(complex.cellCount, 1)))),
      ("area.q05", .number(quantile(0.05))), ("area.median", .number(quantile(0.5))), ("area.q95", .number(quantile(0.95))),
      ("area.largest-share", .number(largest / complex.window.area)), ("sides.mean", .number(measures.meanSides)),
      ("degree.mean", .number(measures.meanDegree)), ("lipschitz.max", .number(measures.largestLipschitz)),
      ("lipschitz.mean", .number(measures.meanLipschitz)),
      ("boundary.length", .number(computation.boundary.reduce(0) { $0 + $1.length })),
      ("by-layer", .list(complex.cellsPerLayer.map { .integer($0) })), ("layers", .integer(layers.count)), ("units", .integer(units)),
      ("inset.regions", .list(computation.insets.map { .integer($0.complex.cellCount) })),
      ("signs.filtered", .integer(complex.signCounts.filtered)), ("signs.exact", .integer(complex.signCounts.exact)),
    ]
  }

  /// Whether the signs of all windows were proved.
  private var isCertified: Bool { complex.isCertified && computation.insets.allSatisfy(\.complex.isCertified) }

  /// The quantile of the areas by linear interpolation between order statistics (definition 7 of Hyndman and Fan, "Sample quantiles in
  /// statistical packages", 1996).
  private func quantile(_ fraction: Double) -> Double {
    guard !areas.isEmpty else { return 0 }
    let position = fraction * Double(areas.count - 1)
    let index = min(Int(position), areas.count - 1)
    let next = min(index + 1, areas.count - 1)
    return areas[index] + (position - Double(index)) * (areas[next] - areas[index])
  }

  private var widths: String { ([plane.inputCount] + layers + [complex.network.outputCount]).map(String.init).joined(separator: "-") }

  var description: String {
    let (low, high) = (complex.window.minimum, complex.window.maximum)
    let range = NumberFormat.readable
    return "\(plane.subject), \(plane.x) from \(range(low.x)) to \(range(high.x)) and \(plane.y) from "
      + "\(range(low.y)) to \(range(high.y)), cut into \(NumberFormat.grouped(complex.cellCount)) convex cells by "
      + "a \(isReLU ? "ReLU" : "piecewise-linear") network of widths \(widths); the largest cell takes \(NumberFormat.percent(largest / complex.window.area, places: 1)) of it."
      + computation.insets.map { " A window of it is magnified: \(NumberFormat.grouped($0.complex.cellCount)) cells." }.joined()
  }

  var notes: [String] {
    let counts = computation.insets.reduce(into: complex.signCounts) { sum, inset in
      sum.filtered += inset.complex.signCounts.filtered
      sum.exact += inset.complex.signCounts.exact
      sum.undecided += inset.complex.signCounts.undecided
    }
    return ["Network \(widths): \(Self.count(units, isReLU ? "ReLU unit" : "unit")) in \(Self.count(layers.count, "layer"))."] + plane.notes + [
      counts.undecided > 0
        ? "**Not certified**: \(counts.undecided) signs could not be proved."
        : "Certified: all \(NumberFormat.grouped(counts.filtered + counts.exact)) signs were proved, "
          + "\(NumberFormat.grouped(counts.filtered)) by doubles with an error bound and \(NumberFormat.grouped(counts.exact)) in exact arithmetic."
    ]
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(NumberFormat.grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
}
