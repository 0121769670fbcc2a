import Figures
import Symmetry

/// What was measured along segments as values, a table, sentences and a download.
struct ConnectivityStatistics {
  let computation: LinearModeConnectivityDirective.Computation
  let prepared: LinearModeConnectivityDirective.Prepared

  /// The values of the last set of data, and those of the first under `train`.
  static let declarations: [ValueDeclaration] =
    [("", "on the last set of data (`test` where it is given)"), ("train.", "on the first set of data")].flatMap { prefix, place in
      ["before", "after"].flatMap { state -> [ValueDeclaration] in
        let path = "\(prefix)barrier.\(state)"
        return [
          ValueDeclaration(path, .number, unit: "nats", help: "The barrier \(state) alignment, \(place)."),
          ValueDeclaration("\(path).alpha", .number, help: "The first α where it is reached; 0 where there is none."),
          ValueDeclaration("\(path).above-mean", .number, unit: "nats", help: "The largest loss less the mean of those at both ends."),
          ValueDeclaration("\(prefix)loss.middle.\(state)", .number, unit: "nats", help: "Loss in the middle of the segment, \(place)."),
          ValueDeclaration("\(prefix)accuracy.middle.\(state)", .number, help: "Accuracy in the middle of the segment, \(place)."),
        ]
      }
        + ["a", "b"].flatMap { network in
          [
            ValueDeclaration("\(prefix)loss.\(network)", .number, unit: "nats", help: "Loss of \(network), \(place)."),
            ValueDeclaration("\(prefix)accuracy.\(network)", .number, help: "Accuracy of \(network), \(place)."),
          ]
        }
    } + [
      ValueDeclaration("points", .integer, help: "Number of places on the segment."),
      ValueDeclaration("aligned", .boolean, help: "Whether b was aligned."),
      ValueDeclaration("batch-norm", .boolean, help: "Whether statistics of batch norms were computed anew."),
    ]

  private var segments: [LossSegment] { [computation.before, computation.after ?? computation.before] }

  /// To ten decimals, so that the last digits of mathematics libraries show nowhere.
  static func rounded(_ value: Double) -> Double { (value * 1e10).rounded() / 1e10 }

  var values: [(String, Value)] {
    var values: [(String, Value)] = []
    for (prefix, set) in [("", prepared.sets.count - 1), ("train.", 0)] {
      for (state, segment) in zip(["before", "after"], segments) {
        let barrier = segment.barrier(set), middle = segment.points[(segment.points.count - 1) / 2].measures[set]
        let path = "\(prefix)barrier.\(state)"
        values += [
          (path, number(barrier.height)), ("\(path).alpha", number(barrier.alpha)), ("\(path).above-mean", number(barrier.aboveMean)),
          ("\(prefix)loss.middle.\(state)", number(middle.loss)), ("\(prefix)accuracy.middle.\(state)", number(middle.accuracy)),
        ]
      }
      for (network, index) in [("a", 0), ("b", computation.before.points.count - 1)] {
        let measure = computation.before.points[index].measures[set]
        values += [("\(prefix)loss.\(network)", number(measure.loss)), ("\(prefix)accuracy.\(network)", number(measure.accuracy))]
      }
    }
    return values + [
      ("points", .integer(computation.before.points.count)), ("aligned", .boolean(computation.after != nil)),
      ("batch-norm", .boolean(computation.before.hasNormalization)),
    ]
  }

  private func number(_ value: Double) -> Value { .number(Self.rounded(value)) }

  /// What the figure shows: for each segment and set of data a curve of losses and accuracies.
  var curves: [ConnectivityFigure.Curve] {
    let kinds: [(LossSegment?, Bool)] = [(computation.before, false), (computation.after, true)]
    return kinds.flatMap { segment, isAligned -> [ConnectivityFigure.Curve] in
      guard let segment else { return [] }
      return prepared.sets.indices.map { set in
        ConnectivityFigure.Curve(
          name: prepared.sets[set].name, isAligned: isAligned, isHeavy: set == prepared.sets.count - 1, alphas: segment.points.map(\.alpha),
          losses: segment.points.map { Self.rounded($0.measures[set].loss) },
          accuracies: segment.points.map { Self.rounded($0.measures[set].accuracy) })
      }
    }
  }

  var description: String {
    let set = prepared.sets.count - 1, name = prepared.sets[set].name
    let before = computation.before.barrier(set)
    var text =
      "Loss (left) and accuracy (right) along the segment from a to b. On the \(name == "data" ? "data" : "\(name) data") the barrier is "
      + "\(NumberFormat.readable(Self.rounded(before.height))) nats for the networks as they are"
    if let after = computation.after?.barrier(set) { text += " and \(NumberFormat.readable(Self.rounded(after.height))) nats after alignment" }
    return text + "."
  }

  var notes: [String] {
    var notes = [
      "Barrier: max over \(computation.before.points.count) α of L((1 − α) θ_a + α θ_b) − ((1 − α) L(θ_a) + α L(θ_b)); `above-mean` compares with "
        + "½ (L(θ_a) + L(θ_b)) instead."
    ]
    notes.append(prepared.sets.map { "\($0.name): \(NumberFormat.counted($0.rows.labels.count, "row"))" }.joined(separator: ", ") + ".")
    if computation.before.hasNormalization {
      notes.append("The statistics of batch norms were computed anew at every α, on the rows of \(prepared.sets[0].name).")
    }
    guard let matching = computation.matching, let settings = prepared.settings else {
      return notes + ["b was not aligned: the values after are those before."]
    }
    let readable = NumberFormat.readable
    notes.append(
      "b was aligned by \(MatchingOptions.describe(settings)): the objective rose from \(readable(matching.objective.before)) to "
        + "\(readable(matching.objective.after)) (equal networks: \(readable(matching.objective.ofEqual)); control, \(settings.controls) random "
        + "permutations: \(readable(matching.control.mean)) ± \(readable(matching.control.deviation))).")
    return notes
  }

  private var columns: [String] {
    ["alpha"]
      + curves.flatMap { curve in
        ["loss", "accuracy"].map { "\(curve.name)_\($0)_\(curve.isAligned ? "aligned" : "naive")" }
      }
  }

  /// A row for each α.
  private func row(_ index: Int) -> [String] {
    let curves = curves
    let numbers = [curves[0].alphas[index]] + curves.flatMap { [$0.losses[index], $0.accuracies[index]] }
    return numbers.map { FixedPoint.trimmed($0, places: 10) }
  }

  var table: ResultTable {
    ResultTable(
      name: "curve", columns: columns.map { ResultTable.Column($0, isNumeric: true) }, rows: computation.before.points.indices.map(row))
  }

  var download: Download {
    let rows = table.rows
    return Download(
      name: "curve.csv", records: "points", count: rows.count, head: columns.joined(separator: ",") + "\n", separator: "", foot: { _ in "" },
      record: { rows[$0].joined(separator: ",") + "\n" })
  }
}
