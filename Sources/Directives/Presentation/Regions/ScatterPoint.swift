import Diagnostics
import ModelFiles

/// A point of data to draw over a figure, with the name of its class.
struct ScatterPoint: Sendable {
  let x: Double
  let y: Double
  /// Empty where points have no class.
  let className: String

  /// Reads the points of a CSV file. Throws what is wrong: at the option for a column that isn't there, at the cell for one that
  /// is no number.
  static func read(_ option: PointsOption, at range: SourceRange?, _ inputs: InputScope) throws(DiagnosticReport) -> [ScatterPoint] {
    let table = try inputs.table(option.file, at: range)
    var report = DiagnosticReport()
    for column in [option.x, option.y, option.classColumn].compactMap(\.self) where !table.names.contains(column) {
      report.add(
        Diagnostic(
          id: "missing-column", "'\(option.file)' has no column '\(column)'", at: range.map { .text($0) } ?? .none,
          fix: table.names.count == 1 && table.names[0].contains(";")
            ? "separate the columns by commas" : Suggestion.fix(for: column, in: table.names)))
    }
    try report.throwIfErrors()
    let x = report.collect { try table.numbers(option.x) } ?? []
    let y = report.collect { try table.numbers(option.y) } ?? []
    let classes = report.collect { try option.classColumn.map { try table.strings($0) } } ?? nil
    try report.throwIfErrors()
    return x.indices.map { ScatterPoint(x: x[$0], y: y[$0], className: classes?[$0] ?? "") }
  }
}
