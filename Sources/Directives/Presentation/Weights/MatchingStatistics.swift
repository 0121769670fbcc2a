import Figures
import ModelFiles
import Symmetry

/// A matching as values, a table of sweeps, sentences and downloads.
struct MatchingStatistics {
  let matching: WeightMatching
  let settings: WeightMatching.Settings

  static let declarations: [ValueDeclaration] = [
    ValueDeclaration("objective.before", .number, help: "The objective with the units as they are."),
    ValueDeclaration("objective.after", .number, help: "The objective after matching."),
    ValueDeclaration(
      "objective.equal", .number, help: "What the objective would be if both networks were equal: ‖θ_a‖ ‖θ_b‖, or the number of units."),
    ValueDeclaration(
      "objective.random", .number,
      help: "Control: its mean over \(MatchingOptions.controls) seeded random permutations (and signs, where they are free)."),
    ValueDeclaration("objective.random.deviation", .number, help: "Standard deviation over the same permutations."),
    ValueDeclaration("cosine.before", .number, help: "The objective before, as a part of `objective.equal`."),
    ValueDeclaration("cosine.after", .number, help: "The objective after, as a part of `objective.equal`."),
    ValueDeclaration("sweeps", .integer, help: "Number of sweeps, the last of which gained nothing (by weights)."),
    ValueDeclaration("gains", .list, help: "What the objective gained in each sweep."),
    ValueDeclaration("restarts", .list, help: "The objective that each restart ended with."),
    ValueDeclaration("locally-optimal", .boolean, help: "Whether no permutation of one class of units alone raises the objective."),
    ValueDeclaration(
      "optimal", .boolean, help: "Whether no permutation at all does: known where no weight has two axes of hidden units, and by activations."),
    ValueDeclaration("classes", .integer, help: "Number of free classes of tied units."),
    ValueDeclaration("units", .integer, help: "Number of hidden units in them."),
    ValueDeclaration("moved", .integer, help: "Number of units of b that come to another place."),
    ValueDeclaration("identity", .number, help: "The part of the units that stay where they are."),
    ValueDeclaration("rescaled", .integer, help: "Number of positive factors other than 1 that b gets."),
    ValueDeclaration("flipped", .integer, help: "Number of signs that are flipped."),
    ValueDeclaration(
      "permutations", .list, help: "For each free class, for each unit of a, the number of the unit of b that comes to its place."),
  ]

  var unitCount: Int { matching.permutations.reduce(0) { $0 + $1.permutation.count } }
  var moved: Int { matching.permutations.reduce(0) { $0 + $1.permutation.enumerated().count { $0.element != $0.offset } } }
  private var rescaled: Int { matching.motion.magnitudes.count { $0 != 1 } }
  private var flipped: Int { matching.motion.signs.count { $0 < 0 } }

  private func cosine(_ objective: Double) -> Double { min(objective / matching.objective.ofEqual, 1) }

  private func cosineValue(_ objective: Double) -> Value {
    matching.objective.ofEqual > 0
      ? .number(cosine(objective)) : .unknown(reason: "one of the networks has no weights of hidden units other than 0")
  }

  var values: [(String, Value)] {
    let found = matching
    return [
      ("objective.before", .number(found.objective.before)), ("objective.after", .number(found.objective.after)),
      ("objective.equal", .number(found.objective.ofEqual)), ("objective.random", .number(found.control.mean)),
      ("objective.random.deviation", .number(found.control.deviation)), ("cosine.before", cosineValue(found.objective.before)),
      ("cosine.after", cosineValue(found.objective.after)), ("sweeps", .integer(found.sweeps.count)),
      ("gains", .list(found.sweeps.map { .number($0.gain) })), ("restarts", .list(found.restarts.map { .number($0) })),
      ("locally-optimal", .boolean(found.isLocallyOptimal)), ("optimal", .boolean(found.isOptimal)),
      ("classes", .integer(found.permutations.count)), ("units", .integer(unitCount)), ("moved", .integer(moved)),
      ("identity", .number(unitCount == 0 ? 1 : Double(unitCount - moved) / Double(unitCount))), ("rescaled", .integer(rescaled)),
      ("flipped", .integer(flipped)), ("permutations", .list(found.permutations.map { .list($0.permutation.map { .integer($0) }) })),
    ]
  }

  var description: String {
    "Permutation matrices of \(NumberFormat.counted(matching.permutations.count, "class")) of hidden units: \(NumberFormat.grouped(moved)) of "
      + "\(NumberFormat.counted(unitCount, "unit")) of b come to another place. The objective rises from "
      + "\(NumberFormat.readable(matching.objective.before)) to \(NumberFormat.readable(matching.objective.after)) of "
      + "\(NumberFormat.readable(matching.objective.ofEqual)) for equal networks."
  }

  /// One for each free class: a mark in row i, column j where unit i of b comes to the place of unit j of a.
  var matrices: [PermutationMatrix] {
    matching.permutations.map { number, permutation in
      var columns = [Int?](repeating: nil, count: permutation.count)
      for (place, unit) in permutation.enumerated() { columns[unit] = place }
      let names = matching.action.layerNames(of: number)
      let title = (names.first ?? "") + (names.count > 1 ? " and \(names.count - 1) more" : "")
      return PermutationMatrix(title: title, columns: columns, isRescaled: columns.map { _ in false }, columnCount: permutation.count)
    }
  }

  var sweeps: ResultTable {
    let rows = matching.sweeps.enumerated().map { number, sweep in
      [
        "\(number + 1)", NumberFormat.readable(sweep.gain), NumberFormat.grouped(sweep.moved), NumberFormat.readable(sweep.objective),
        matching.objective.ofEqual > 0 ? NumberFormat.fixed(cosine(sweep.objective), places: 4) : "",
      ]
    }
    return ResultTable(
      name: "sweeps", columns: ["Sweep", "Gain", "Units moved", "Objective", "Cosine"].map { ResultTable.Column($0, isNumeric: true) },
      rows: rows)
  }

  var notes: [String] {
    let readable = NumberFormat.readable, found = matching
    let distance = found.control.deviation > 0 ? (found.objective.after - found.control.mean) / found.control.deviation : .infinity
    var notes = [
      "Control: \(settings.controls) random permutations have the objective \(readable(found.control.mean)) ± \(readable(found.control.deviation)) "
        + "(mean and standard deviation); matching reaches \(readable(found.objective.after))"
        + (distance.isFinite ? ", \(readable(distance)) deviations above." : "."),
      found.isOptimal
        ? "No other permutation has a larger objective."
        : found.isLocallyOptimal
          ? "A local optimum: no permutation of one class alone gains, but another permutation of several might."
          : "Stopped before a local optimum was reached.",
    ]
    if settings.isBalanced {
      notes.append(
        "Both networks were balanced (passes: \(found.balancingPasses.0) and \(found.balancingPasses.1)), and b gets the factors of a: its function "
          + "stays the same up to rounding, and exactly where all factors are powers of two, which factors within 10⁻⁹ of one become.")
    }
    if !found.isBalanceSettled {
      notes.append("The norms had not settled after the last pass, so that equal networks may have been balanced differently.")
    }
    let rounded = ModelFile.roundedWeights(found.aligned)
    notes.append(
      rounded == 0
        ? "Every weight of the aligned model is exact in the files to download."
        : "\(NumberFormat.counted(rounded, "weight")) of the aligned model \(rounded == 1 ? "is" : "are") rounded to the number types of b in the files to download."
    )
    if found.permutations.count > PermutationFigure.mostLayers {
      notes.append("The figure shows the first \(PermutationFigure.mostLayers) of \(found.permutations.count) classes.")
    }
    return notes
  }

  /// A row for each unit of a free class: the class, the unit of a, and the unit of b that comes to its place.
  var permutations: Download {
    let rows = matching.permutations.enumerated().flatMap { number, entry in
      entry.permutation.enumerated().map { "\(number + 1),\($0.offset),\($0.element)\n" }
    }
    return Download(
      name: "permutations.csv", records: "units", count: rows.count, head: "class,unit_of_a,unit_of_b\n", separator: "", foot: { _ in "" },
      record: { rows[$0] })
  }
}
