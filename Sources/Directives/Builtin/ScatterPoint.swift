import Diagnostics
import ModelFiles

/// A point of data to draw over a figure, with the name of its class.
struct ScatterPoint: Sendable {
  let x: Double
  let y: Double
  /// Empty where points have no class.
  let className: String

  /// Reads the points of a CSV file. Throws a `Diagnostic` at the option for a column that isn't there, and at the cell for one that is
  /// no number.
  static func read(_ option: PointsOption, at range: SourceRange?, _ inputs: InputScope) throws(Diagnostic) -> [ScatterPoint] {
    let table = try inputs.table(option.file, at: range)
    func missing(_ column: String) -> Diagnostic {
      Diagnostic(
        id: "missing-column", "'\(option.file)' has no column '\(column)'", at: range.map { .text($0) } ?? .none,
        fix: Suggestion.fix(for: column, in: table.columns))
    }
    guard let x = try table.numbers(option.x) else { throw missing(option.x) }
    guard let y = try table.numbers(option.y) else { throw missing(option.y) }
    var classes = [String](repeating: "", count: x.count)
    if let column = option.classColumn {
      guard let cells = table.column(column) else { throw missing(column) }
      classes = cells.map(\.text)
    }
    return x.indices.map { ScatterPoint(x: x[$0], y: y[$0], className: classes[$0]) }
  }
}
