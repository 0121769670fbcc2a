import Linear
import Networks

/// The affine forms of a network's units under one activation pattern, computed when first asked for and kept while the pattern of the
/// stages before them stays the same. A form is the same whatever was asked for before.
struct FormPath<Form: PathForm> {
  let network: PreparedNetwork
  /// The pattern that the kept forms belong to.
  private var words: [UInt64]
  var stages: [PathStage<Form>]
  /// Stages below this hold forms of the present pattern.
  var filledStages = 0

  init(_ network: PreparedNetwork) {
    self.network = network
    words = [UInt64](repeating: 0, count: network.wordCount)
    stages = network.stages.map { PathStage(rowCount: $0.rowCount) }
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
    let operand = operand(stage, index)
    return operand.slope == 0 ? .zero : form(stage, Int(operand.row)).scaled(bySlope: operand.slope)
  }

  /// Forgets the forms that depend on a stage whose pattern is another now.
  private mutating func adopt(_ pattern: UnsafePointer<UInt64>, before stage: Int) {
    let end = stage < network.stages.count ? network.wordStarts[stage] : network.wordCount
    guard let first = (0..<end).first(where: { words[$0] != pattern[$0] }) else { return }
    let changed = network.wordStarts.lastIndex { $0 <= first } ?? 0
    for later in (changed + 1)..<max(changed + 1, filledStages) { stages[later].forget() }
    for word in first..<words.count { words[word] = pattern[word] }
    filledStages = min(filledStages, changed + 1)
  }

  /// The row of its stage that a value is a multiple of, and the factor: 0 where the pattern makes the value zero.
  func operand(_ stage: Int, _ index: Int) -> (row: Int32, slope: Double) {
    switch network.stages[stage].bend {
    case .none: return (Int32(index), 1)
    case .slopes(let negative, let positive, _, _): return (Int32(index), isSet(stage, index) ? positive[index] : negative[index])
    case .maximum(let starts): return (Int32((starts[index]..<starts[index + 1]).first { isSet(stage, $0) } ?? starts[index]), 1)
    }
  }

  private func isSet(_ stage: Int, _ row: Int) -> Bool { words[network.wordStarts[stage] + row / 64] >> UInt64(row % 64) & 1 == 1 }
}

extension PathForm {
  func scaled(bySlope slope: Double) -> Self { slope == 1 ? self : scaled(by: slope) }
}
