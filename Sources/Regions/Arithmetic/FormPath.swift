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

  /// What enters a row in one of its columns: a coordinate of the plane, or a row of an earlier stage times a slope.
  private enum Entry {
    case coordinate(Int)
    case row(stage: Int, row: Int, slope: Double)
  }

  /// A row whose form is wanted, with what enters it, once its turn has come.
  private struct Wanted {
    let stage: Int
    let row: Int
    var entries: [(coefficient: Double, entry: Entry)]?
  }

  /// A row's form. Those of earlier stages that it needs are computed first, from a list: a recursion would be as deep as the network.
  private mutating func form(_ stage: Int, _ row: Int) -> Form {
    if let known = rows[stage][row] { return known }
    var wanted = [Wanted(stage: stage, row: row)]
    while let last = wanted.last {
      if let entries = last.entries {
        compute(last.stage, last.row, entries)
        wanted.removeLast()
      } else if rows[last.stage][last.row] != nil {
        wanted.removeLast()
      } else {
        let entries = entries(last.stage, last.row)
        wanted[wanted.count - 1].entries = entries
        for case (_, .row(let stage, let row, _)) in entries where rows[stage][row] == nil { wanted.append(Wanted(stage: stage, row: row)) }
      }
    }
    return rows[stage][row] ?? .zero
  }

  /// Computes a row's form from those of earlier stages, which are known.
  private mutating func compute(_ stage: Int, _ row: Int, _ entries: [(coefficient: Double, entry: Entry)]) {
    filledStages = max(filledStages, stage + 1)
    let map = network.network.stages[stage].map
    let terms = entries.map { coefficient, entry in
      switch entry {
      case .coordinate(let index): (coefficient: coefficient, form: Form.coordinate(index))
      case .row(let stage, let row, let slope): (coefficient: coefficient, form: bent(rows[stage][row] ?? .zero, slope))
      }
    }
    rows[stage][row] = Form.row(terms, divisor: map.divisors[row], bias: map.bias[row])
  }

  /// What enters a row under the pattern, without what is zero.
  private func entries(_ stage: Int, _ row: Int) -> [(coefficient: Double, entry: Entry)] {
    let (sources, map, starts) = (network.network.stages[stage].sources, network.network.stages[stage].map, network.columnStarts[stage])
    var (result, place) = ([(coefficient: Double, entry: Entry)](), 0)
    let terms = map.terms(ofRow: row)
    result.reserveCapacity(terms.count)
    for (column, coefficient) in terms {
      // Columns ascend as a rule.
      if starts[place] > column || place + 1 < starts.count && starts[place + 1] <= column { place = starts.lastIndex { $0 <= column }! }
      let index = column - starts[place]
      if sources[place] == 0 {
        result.append((coefficient, .coordinate(index)))
      } else if let operand = operand(sources[place] - 1, index) {
        result.append((coefficient, .row(stage: sources[place] - 1, row: operand.row, slope: operand.slope)))
      }
    }
    return result
  }

  private mutating func value(_ stage: Int, _ index: Int) -> Form {
    operand(stage, index).map { bent(form(stage, $0.row), $0.slope) } ?? .zero
  }

  private func bent(_ form: Form, _ slope: Double) -> Form { slope == 1 ? form : form.scaled(by: slope) }

  /// The row of its stage that a value is a multiple of, and the factor; `nil` where the pattern makes it zero.
  private func operand(_ stage: Int, _ index: Int) -> (row: Int, slope: Double)? {
    switch network.stages[stage].bend {
    case .none: return (index, 1)
    case .slopes(let negative, let positive, _, _):
      let slope = isSet(stage, index) ? positive[index] : negative[index]
      return slope == 0 ? nil : (index, slope)
    case .maximum(let starts): return ((starts[index]..<starts[index + 1]).first { isSet(stage, $0) } ?? starts[index], 1)
    }
  }

  private func isSet(_ stage: Int, _ row: Int) -> Bool { words[network.wordStarts[stage] + row / 64] >> UInt64(row % 64) & 1 == 1 }
}
