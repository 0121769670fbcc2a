import Figures
import Symmetry

/// What `parameter-equivalence` says: values, notes, and the certificate.
struct EquivalenceTables {
  let found: ParameterEquivalence

  private var matched: Int { found.matches.reduce(0) { $0 + $1.matchedCount } }

  var values: [(String, Value)] {
    let failure = found.failure
    return [
      ("equivalent", answer), ("reason", .text(reason)), ("layers", .integer(found.classNames.count)), ("units", .integer(found.unitCount)),
      ("matched", .integer(matched)), ("moved", .integer(found.matches.reduce(0) { $0 + $1.movedCount })),
      ("rescaled", .integer(found.matches.reduce(0) { $0 + $1.rescaledCount })), ("failing-layer", .integer(failure.map { $0.layer + 1 } ?? 0)),
      ("failing-layer.name", .text(failure?.name ?? "")), ("deviation", .number(failure.map { $0.deviation ?? .infinity } ?? 0)),
      ("approximate", .boolean(found.isApproximate)), ("canonical-a", .text(found.canonicalFirst)),
      ("canonical-b", .text(found.canonicalSecond)), ("degenerate", .integer(found.degenerateOfFirst.count + found.degenerateOfSecond.count)),
    ] + witness + approximation + [
      ("permutations", permutations(found.matches)),
      ("scales", .list(found.matches.map { .list($0.factors.map { .text($0.map(\.description).joined(separator: " ")) }) })),
    ]
  }

  private var approximation: [(String, Value)] {
    let matches = found.isApproximate ? found.approximateMatches : []
    let scales = matches.map { match in Value.list(match.factors.map { .list($0.map { .number($0.rounded) }) }) }
    return [("approximate.permutations", permutations(matches)), ("approximate.scales", .list(scales))]
  }

  private func permutations(_ matches: [ClassMatch]) -> Value { .list(matches.map { .list($0.permutation.map { .integer($0 ?? -1) }) }) }

  private var answer: Value {
    switch found.verdict {
    case .equivalent: .boolean(true)
    case .different: .boolean(false)
    case .unknown(let reason): .unknown(reason: reason)
    }
  }

  private var reason: String {
    switch found.verdict {
    case .equivalent:
      let isWhole = found.degenerateOfFirst.isEmpty && found.degenerateOfSecond.isEmpty
      return "every weight of b is exactly what the permutations and factors make of a"
        + (isWhole ? "" : ", after leaving out degenerate units")
    case .different(let witness):
      return "at the witness point output \(witness.output) is \(NumberFormat.readable(witness.values.first)) for a and "
        + "\(NumberFormat.readable(witness.values.second)) for b, a difference of \(NumberFormat.readable(witness.difference))"
    case .unknown(let reason): return reason
    }
  }

  private var witness: [(String, Value)] {
    guard case .different(let witness) = found.verdict else {
      return [("witness.point", .list([])), ("witness.outputs", .list([])), ("witness.difference", .number(0))]
    }
    return [
      ("witness.point", .list(witness.point.map { .number($0) })),
      ("witness.outputs", .list([.number(witness.values.first), .number(witness.values.second)])),
      ("witness.difference", .number(witness.difference)),
    ]
  }

  var description: String {
    let answer =
      switch found.verdict {
      case .equivalent: "equivalent"
      case .different: "not equivalent"
      case .unknown: "perhaps equivalent"
      }
    return
      "Permutation matrices of \(NumberFormat.counted(found.approximateMatches.count, "hidden layer")), \(matched) of \(NumberFormat.counted(found.unitCount, "unit")) matched: the networks are \(answer)."
  }

  var notes: [String] {
    var notes: [String] = []
    switch found.verdict {
    case .equivalent: notes.append("Every weight of b is exactly what the permutations and factors make of a; the certificate lists them.")
    case .different: notes.append("They are not the same function: \(reason).")
    case .unknown: notes.append("Whether they are the same function is unknown: \(reason).")
    }
    if let failure = found.failure { notes.append(failureNote(failure)) }
    if found.isApproximate, !found.isEquivalent {
      notes.append(
        "Approximately they are the same: one rounding of each weight explains all differences. The figure and the certificate are those of the rounded motion."
      )
    }
    if found.approximateMatches.count > PermutationFigure.mostLayers {
      notes.append("The figure shows the first \(PermutationFigure.mostLayers) of \(found.approximateMatches.count) layers.")
    }
    if found.matches.contains(where: { $0.names.count > 1 }) {
      let lists = found.matches.enumerated().filter { $1.names.count > 1 }.map {
        "\($0 + 1) (\($1.names.map(ModelName.code).joined(separator: ", ")))"
      }
      notes.append("Tied layers are one: \(lists.joined(separator: "; ")).")
    }
    notes += [("a", found.degenerateOfFirst), ("b", found.degenerateOfSecond)].map { degenerateNote($0, $1) }
    if !found.unreduced.isEmpty {
      let names = found.unreduced.prefix(6).map(ModelName.code).joined(separator: ", ") + (found.unreduced.count > 6 ? ", …" : "")
      notes.append(
        "Constant and parallel units were not looked for in the classes of \(names), which batch norms, sums, groups or kernels by channel tie."
      )
    }
    return notes
  }

  private func failureNote(_ failure: EquivalenceFailure) -> String {
    func units(_ numbers: [Int]) -> String {
      numbers.isEmpty || numbers.count > 6
        ? "\(numbers.count) units" : "unit\(numbers.count > 1 ? "s" : "") \(numbers.map { "\($0)" }.joined(separator: ", "))"
    }
    let size = failure.deviation.map { ", the worst by \(NumberFormat.readable($0))" } ?? ""
    return
      "Layer \(failure.layer + 1), node \(ModelName.code(failure.name)) (\(failure.kind)), does not match: \(units(failure.unmatchedOfFirst)) of a and "
      + "\(units(failure.unmatchedOfSecond)) of b have no counterpart\(size)."
  }

  private func degenerateNote(_ name: String, _ units: [DegenerateUnit]) -> String {
    let list = units.prefix(12).map { unit -> String in
      let kind =
        switch unit.kind {
        case .dead: "dead"
        case .constant: "constant"
        case .parallel(let other): "parallel to unit \(other)"
        }
      return "layer \(unit.layer + 1) unit \(unit.unit) \(kind)"
    }
    let rest = units.count > 12 ? " and \(units.count - 12) more" : ""
    return units.isEmpty ? "No degenerate units in \(name)." : "Degenerate units of \(name): \(list.joined(separator: ", "))\(rest)."
  }

  /// A row for each unit of b: its original and factors; nearest doubles where the motion is that of a rounded copy.
  var certificate: ResultTable {
    let isRounded = found.isApproximate && !found.isEquivalent
    let rows = found.approximateMatches.enumerated().flatMap { layer, match in
      match.permutation.indices.map { unit in
        let factors = match.factors[unit].map { isRounded ? NumberFormat.plain($0.rounded) : $0.description }
        return ["\(layer + 1)", "\(unit)", match.permutation[unit].map { "\($0)" } ?? "", factors.joined(separator: " ")]
      }
    }
    return ResultTable(
      name: "certificate", columns: ["layer", "unit of b", "unit of a", "factor"].map { ResultTable.Column($0, isNumeric: true) }, rows: rows)
  }

  var csv: String {
    ([certificate.columns.map(\.name)] + certificate.rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }
}
