import Regions

/// The values of `{regions}` and the sentences made of them.
struct RegionStatistics {
  private let computation: RegionsComputation
  private let plane: PlaneWords
  private let layers: [Int]

  init(_ computation: RegionsComputation, plane: PlaneWords) {
    self.computation = computation
    self.plane = plane
    layers = computation.survey.network.bendingStages.map(\.valueCount)
  }

  private var survey: RegionSurvey { computation.survey }
  private var units: Int { layers.reduce(0, +) }
  /// Whether all that bends is a ReLU.
  private var isReLU: Bool {
    survey.network.bendingStages.allSatisfy { stage in
      guard case .slopes(let negative, let positive) = stage.bend else { return false }
      return negative.allSatisfy { $0 == 0 } && positive.allSatisfy { $0 == 1 }
    }
  }
  private var largest: Double { survey.measures.largestArea }

  var values: [(String, Value)] {
    let (survey, measures) = (survey, survey.measures)
    let (counts, window) = (computation.signCounts, survey.window.area)
    var values: [(String, Value)] = [
      ("regions", .integer(survey.cellCount)), ("linear-regions", .integer(survey.linearRegionCount)),
      ("vertices", .integer(survey.vertexCount)), ("edges", .integer(survey.edgeCount)), ("certified", .boolean(counts.undecided == 0)),
      ("euler", .integer(survey.vertexCount - survey.edgeCount + survey.cellCount)), ("area.total", .number(measures.totalArea)),
      ("area.largest", .number(largest)), ("area.smallest", .number(measures.smallestArea)),
      ("area.mean", .number(measures.totalArea / Double(max(survey.cellCount, 1)))),
      ("area.q05", .number(measures.areaQuantile(0.05))), ("area.median", .number(measures.areaQuantile(0.5))),
      ("area.q95", .number(measures.areaQuantile(0.95))), ("area.largest-share", .number(largest / window)),
      ("sides.mean", .number(measures.meanSides)), ("degree.mean", .number(measures.meanDegree)),
      ("lipschitz.max", .number(measures.largestLipschitz)), ("lipschitz.mean", .number(measures.meanLipschitz)),
    ]
    if computation.complex != nil { values.append(("boundary.length", .number(computation.boundary.reduce(0) { $0 + $1.length }))) }
    values += [
      ("by-layer", .list(survey.cellsPerLayer.map { .integer($0) })), ("layers", .integer(layers.count)), ("units", .integer(units)),
      ("inset.regions", .list(computation.insets.map { .integer($0.complex.cellCount) })),
    ]
    if let count = computation.float32Count { values.append(("float32.regions", .integer(count))) }
    return values + [
      ("signs.filtered", .integer(counts.filtered)), ("signs.double-double", .integer(counts.doubleDouble)),
      ("signs.exact", .integer(counts.exact)),
    ]
  }

  private var widths: String { ([plane.inputCount] + layers + [survey.network.outputCount]).map(String.init).joined(separator: "-") }

  var description: String {
    let (low, high) = (survey.window.minimum, survey.window.maximum)
    let range = NumberFormat.readable
    return "\(plane.subject), \(plane.x) from \(range(low.x)) to \(range(high.x)) and \(plane.y) from "
      + "\(range(low.y)) to \(range(high.y)), cut into \(NumberFormat.grouped(survey.cellCount)) convex cells by "
      + "a \(isReLU ? "ReLU" : "piecewise-linear") network of widths \(widths); the largest cell takes \(NumberFormat.percent(largest / survey.window.area, places: 1)) of it."
      + computation.insets.map { " A window of it is magnified: \(NumberFormat.grouped($0.complex.cellCount)) cells." }.joined()
  }

  var notes: [String] {
    let counts = computation.signCounts
    let grouped = NumberFormat.grouped
    return ["Network \(widths): \(Self.count(units, isReLU ? "ReLU unit" : "unit")) in \(Self.count(layers.count, "layer"))."] + plane.notes + [
      counts.undecided > 0
        ? "**Not certified**: \(counts.undecided) signs could not be proved."
        : "Certified: all \(grouped(counts.proved)) signs were proved, \(grouped(counts.filtered)) by doubles with an error bound, "
          + "\(grouped(counts.doubleDouble)) by double-doubles and \(grouped(counts.exact)) in exact arithmetic."
    ] + rangeNotes + float32Notes
  }

  /// What is done where affine maps have coefficients that no double holds.
  private var rangeNotes: [String] {
    let isInRange = survey.measures.largestLipschitz.isFinite && computation.complex?.hasFiniteMaps ?? true
    if isInRange { return [] }
    return [
      "Some cells have affine maps beyond the range of doubles, which ends at 1.8 × 10³⁰⁸. Cells and signs are exact all the same; Lipschitz "
        + "constants beyond the range are given as infinite, and the table of cells leaves such coefficients empty."
    ]
  }

  /// What the count in single precision is, and that nothing vouches for it.
  private var float32Notes: [String] {
    guard let count = computation.float32Count else { return [] }
    let difference = count - survey.cellCount
    let verdict =
      difference == 0
      ? "as many as there are" : "\(NumberFormat.grouped(abs(difference))) too \(difference < 0 ? "few" : "many")"
    return [
      "In single precision: a plain program, with corners and coefficients in float32, sums in the order of the file and no bounds of its "
        + "errors, finds \(Self.count(count, "cell")), \(verdict). Equal counts do not prove equal cells."
    ]
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(NumberFormat.grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
}
