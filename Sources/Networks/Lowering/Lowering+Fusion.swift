extension Lowering {
  /// The network whose output are the given symbols.
  ///
  /// Affine stages that nothing but one later stage uses, each value once and as it is, become part of that stage.
  consuming func network(output: [Symbol], name: String) -> PiecewiseLinearNetwork {
    var last = StageDraft(name: name)
    for symbol in output { last.appendRow(symbol) }
    drafts.append(last)
    fuse()
    var needed = neededDrafts()
    // The output is the last stage: a stage that only repeats it is left out where no stage that is needed stands between.
    if let source = copiedDraft(drafts.count - 1), !needed[source + 1..<drafts.count - 1].contains(true) { needed[drafts.count - 1] = false }
    return PiecewiseLinearNetwork(inputCount: inputCount, stages: stages(needed))
  }

  /// What uses the values of each draft.
  private func users() -> [(only: Int?, isUsedOnce: Bool)] {
    var counts = drafts.map { [UInt8](repeating: 0, count: $0.valueCount) }
    var first = [Int?](repeating: nil, count: drafts.count)
    var isShared = [Bool](repeating: false, count: drafts.count)
    for (user, draft) in drafts.enumerated() {
      for term in draft.terms where term.source > 0 {
        let source = Int(term.source) - 1
        counts[source][Int(term.index)] = min(counts[source][Int(term.index)] + 1, 2)
        if first[source] == nil { first[source] = user } else if first[source] != user { isShared[source] = true }
      }
    }
    return drafts.indices.map { (isShared[$0] ? nil : first[$0], counts[$0].allSatisfy { $0 <= 1 }) }
  }

  private mutating func fuse() {
    let users = users()
    for target in drafts.indices {
      let sources = Set(drafts[target].terms.map(\.source)).sorted().filter { $0 > 0 }
      for source in sources {
        let index = Int(source) - 1
        guard case .none = drafts[index].bend, users[index].only == target, users[index].isUsedOnce,
          let fused = Self.substitute(drafts[index], for: source, in: drafts[target])
        else { continue }
        drafts[target] = fused
      }
    }
  }

  /// The stage with the rows of an affine one in place of its values; `nil` where that would need a product or round a sum.
  private static func substitute(_ affine: StageDraft, for source: Int32, in stage: StageDraft) -> StageDraft? {
    let isPlain = (0..<stage.rowCount).allSatisfy { stage.row($0).count <= 1 }
    var result = StageDraft(name: isPlain ? affine.name : stage.name)
    result.bend = stage.bend
    for row in 0..<stage.rowCount {
      var divisor = stage.divisors[row]
      var bias = stage.bias[row]
      let terms = stage.row(row)
      for term in terms {
        guard term.source == source else {
          result.appendTerm(term)
          continue
        }
        let inner = Int(term.index)
        guard abs(term.coefficient) == 1, divisor == 1, terms.count == 1 || affine.divisors[inner] == 1,
          let sum = ExactSum.sum(bias, term.coefficient * affine.bias[inner])
        else { return nil }
        bias = sum
        for part in affine.row(inner) {
          result.appendTerm(StageDraft.Term(source: part.source, index: part.index, coefficient: term.coefficient * part.coefficient))
        }
        if terms.count == 1 { divisor = affine.divisors[inner] }
      }
      result.endRow(divisor: divisor, bias: bias)
    }
    return result
  }

  /// The draft all of whose values a draft gives as they are.
  private func copiedDraft(_ index: Int) -> Int? {
    let draft = drafts[index]
    guard case .none = draft.bend, let source = draft.terms.first?.source, source > 0 else { return nil }
    let count = drafts[Int(source) - 1].valueCount
    guard draft.rowCount == count, draft.terms.count == count else { return nil }
    let isCopy = (0..<count).allSatisfy { row in
      guard let term = draft.row(row).first else { return false }
      return term.source == source && Int(term.index) == row && term.coefficient == 1 && draft.divisors[row] == 1 && draft.bias[row] == 0
    }
    return isCopy ? Int(source) - 1 : nil
  }

  /// Which drafts stay: the last, those that bend, because a unit splits cells whatever becomes of its value, and all that these depend on.
  private func neededDrafts() -> [Bool] {
    var needed = drafts.map { $0.bend != .none }
    needed[drafts.count - 1] = true
    for index in drafts.indices.reversed() where needed[index] {
      for term in drafts[index].terms where term.source > 0 { needed[Int(term.source) - 1] = true }
    }
    return needed
  }

  /// The drafts that are needed, as stages.
  private func stages(_ needed: [Bool]) -> [PiecewiseLinearNetwork.Stage] {
    var numbers: [Int32: Int] = [0: 0]
    var counts = [inputCount]
    var stages: [PiecewiseLinearNetwork.Stage] = []
    for (index, draft) in drafts.enumerated() where needed[index] {
      let used = Set(draft.terms.map(\.source))
      let sources = used.isEmpty ? [0] : used.sorted()
      var offsets: [Int32: Int] = [:]
      var columns = 0
      for source in sources {
        offsets[source] = columns
        columns += counts[numbers[source]!]
      }
      var map = AffineMap(columnCount: columns)
      for row in 0..<draft.rowCount {
        map.appendRow(
          draft.row(row).lazy.map { (column: offsets[$0.source]! + Int($0.index), coefficient: $0.coefficient) },
          divisor: draft.divisors[row], bias: draft.bias[row])
      }
      stages.append(PiecewiseLinearNetwork.Stage(name: draft.name, sources: sources.map { numbers[$0]! }, map: map, bend: draft.bend))
      counts.append(draft.valueCount)
      numbers[Int32(index) + 1] = stages.count
    }
    return stages
  }
}
