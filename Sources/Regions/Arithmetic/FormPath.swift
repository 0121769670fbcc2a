import Linear
import Networks

/// An affine function of the plane in some arithmetic that can tell whether it is certain.
protocol PathForm: Sendable {
  static var zero: Self { get }
  /// The line through two points, positive on the left of the way from one to the other.
  init(from p: Window.Point, to q: Window.Point)
  /// The function x (index 0) or y (index 1).
  static func coordinate(_ index: Int) -> Self
  /// A row of a stage's map: (Σ coefficient · form) / divisor + bias.
  static func row(_ terms: [(coefficient: Double, form: Self)], divisor: Double, bias: Double) -> Self
  func scaled(by factor: Double) -> Self
  static func - (p: Self, q: Self) -> Self
}

/// The affine forms of a network's units under one activation pattern, computed when first asked for and kept while the pattern of the
/// stages before them stays the same.
struct FormPath<Form: PathForm> {
  private let network: PreparedNetwork
  /// The pattern that the kept forms belong to.
  private var words: [UInt64]
  private var rows: [[Form?]]
  /// Stages below this hold forms of the present pattern.
  private var filledStages = 0

  init(_ network: PreparedNetwork) {
    self.network = network
    words = [UInt64](repeating: 0, count: network.wordCount)
    rows = network.stages.map { [Form?](repeating: nil, count: $0.rowCount) }
  }

  /// Row `row` of a stage's map under a pattern, of which only the words of the stages before count.
  mutating func form(stage: Int, row: Int, pattern: UnsafePointer<UInt64>) -> Form {
    adopt(pattern, before: stage)
    return form(stage, row)
  }

  /// The line of a row, or of the tie of two: the form depends only on the stages before its own, whose pattern all cells that touch the
  /// line share.
  mutating func line(_ origin: Patch.Origin, _ pattern: UnsafePointer<UInt64>) -> Form {
    let form = form(stage: Int(origin.stage), row: Int(origin.row), pattern: pattern)
    return origin.other < 0 ? form : form - self.form(stage: Int(origin.stage), row: Int(origin.other), pattern: pattern)
  }

  /// Value `index` of a stage under a pattern.
  mutating func value(stage: Int, index: Int, pattern: UnsafePointer<UInt64>) -> Form {
    adopt(pattern, before: stage + 1)
    return value(stage, index)
  }

  /// Forgets the forms that depend on a stage whose pattern is another now.
  private mutating func adopt(_ pattern: UnsafePointer<UInt64>, before stage: Int) {
    let end = stage < network.stages.count ? network.wordStarts[stage] : network.wordCount
    guard let first = (0..<end).first(where: { words[$0] != pattern[$0] }) else { return }
    let changed = network.wordStarts.lastIndex { $0 <= first } ?? 0
    for later in (changed + 1)..<max(changed + 1, filledStages) {
      for row in rows[later].indices { rows[later][row] = nil }
    }
    for word in first..<words.count { words[word] = pattern[word] }
    filledStages = min(filledStages, changed + 1)
  }

  private mutating func form(_ stage: Int, _ row: Int) -> Form {
    if let known = rows[stage][row] { return known }
    filledStages = max(filledStages, stage + 1)
    let (sources, map) = (network.network.stages[stage].sources, network.network.stages[stage].map)
    var terms: [(coefficient: Double, form: Form)] = []
    for (column, coefficient) in map.terms(ofRow: row) {
      let starts = network.columnStarts[stage]
      let place = starts.lastIndex { $0 <= column }!
      let source = sources[place]
      let index = column - starts[place]
      if source == 0 {
        terms.append((coefficient, .coordinate(index)))
      } else if let value = nonzeroValue(source - 1, index) {
        terms.append((coefficient, value))
      }
    }
    let result = Form.row(terms, divisor: map.divisors[row], bias: map.bias[row])
    rows[stage][row] = result
    return result
  }

  private mutating func value(_ stage: Int, _ index: Int) -> Form { nonzeroValue(stage, index) ?? .zero }

  /// A value, or `nil` where the pattern makes it zero.
  private mutating func nonzeroValue(_ stage: Int, _ index: Int) -> Form? {
    switch network.stages[stage].bend {
    case .none: return form(stage, index)
    case .slopes(let negative, let positive, _, _):
      let slope = isSet(stage, index) ? positive[index] : negative[index]
      return slope == 0 ? nil : slope == 1 ? form(stage, index) : form(stage, index).scaled(by: slope)
    case .maximum(let starts):
      let winner = (starts[index]..<starts[index + 1]).first { isSet(stage, $0) } ?? starts[index]
      return form(stage, winner)
    }
  }

  private func isSet(_ stage: Int, _ row: Int) -> Bool { words[network.wordStarts[stage] + row / 64] >> UInt64(row % 64) & 1 == 1 }
}
