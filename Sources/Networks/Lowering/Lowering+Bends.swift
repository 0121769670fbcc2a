import Diagnostics

extension Lowering {
  mutating func slopes(_ negative: [Double], _ positive: [Double], _ z: [Symbol], _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    var draft = StageDraft(name: operands.node)
    var (lower, upper): ([Double], [Double]) = ([], [])
    var results: [Symbol?] = []
    for index in negative.indices {
      guard negative[index].isFinite, positive[index].isFinite else {
        throw Self.refuse(operands, "it has a slope that is not a finite number")
      }
      if case .constant(let value) = z[index], let product = ExactSum.value([(value < 0 ? negative[index] : positive[index], value)]) {
        results.append(.constant(product))
      } else {
        draft.appendRow(z[index])
        lower.append(negative[index])
        upper.append(positive[index])
        results.append(nil)
      }
    }
    draft.bend = .slopes(negative: lower, positive: upper)
    return try fill(results, with: draft, operands)
  }

  /// Puts the values of a stage where there is no result yet.
  private mutating func fill(_ results: [Symbol?], with draft: StageDraft, _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    if draft.rowCount == 0 { return results.map { $0 ?? .constant(0) } }
    let source = try append(draft, operands)
    var next: Int32 = 0
    return results.map { result in
      if let result { return result }
      defer { next += 1 }
      return .value(source: source, index: next)
    }
  }

  /// lower + max(x − lower, 0) − max(x − upper, 0), a stage of rectifiers and a sum; with an upper bound only, x − max(x − upper, 0).
  mutating func clip(_ lower: Double?, _ upper: Double?, _ z: [Symbol], _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    guard (lower ?? 0).isFinite, (upper ?? 0).isFinite else { throw Self.refuse(operands, "it has a bound that is not a finite number") }
    if let upper, let lower, lower >= upper { return z.map { _ in .constant(upper) } }
    let count = z.count
    if lower == 0, upper == nil {
      return try slopes([Double](repeating: 0, count: count), [Double](repeating: 1, count: count), z, operands)
    }
    if lower == nil, upper == nil { return z }
    var units = StageDraft(name: operands.node)
    for symbol in z {
      guard case .value = symbol else { continue }
      for bound in [lower, upper] { if let bound { units.appendRow(symbol, bias: -bound) } }
    }
    units.bend = .slopes(
      negative: [Double](repeating: 0, count: units.rowCount), positive: [Double](repeating: 1, count: units.rowCount))
    let source = units.rowCount == 0 ? 0 : try append(units, operands)
    var sums = StageDraft(name: operands.node)
    var results: [Symbol?] = []
    var unit: Int32 = 0
    for symbol in z {
      switch symbol {
      case .constant(let value):
        let raised = lower.map { max($0, value) } ?? value
        results.append(.constant(upper.map { min($0, raised) } ?? raised))
      case .value(let from, let index):
        if lower == nil { sums.appendTerm(StageDraft.Term(source: from, index: index, coefficient: 1)) }
        for (bound, coefficient) in [(lower, 1.0), (upper, -1.0)] where bound != nil {
          sums.appendTerm(StageDraft.Term(source: source, index: unit, coefficient: coefficient))
          unit += 1
        }
        sums.endRow(bias: lower ?? 0)
        results.append(nil)
      }
    }
    return try fill(results, with: sums, operands)
  }

  /// The maxima of groups: equal candidates count once, numbers as the largest of them; a single candidate is passed on.
  mutating func maximum(_ groups: Groups, _ z: [Symbol], _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    var draft = StageDraft(name: operands.node)
    var starts = [0]
    var results: [Symbol?] = []
    for group in 0..<groups.count {
      var candidates: [Symbol] = []
      var seen: Set<Symbol> = []
      var largest: Double?
      for member in groups[group] {
        switch z[member] {
        case .constant(let value): largest = max(largest ?? value, value)
        case let symbol: if seen.insert(symbol).inserted { candidates.append(symbol) }
        }
      }
      if let largest { candidates.append(.constant(largest)) }
      guard let first = candidates.first else { throw Self.refuse(operands, "it takes the maximum of no elements, which is −∞") }
      if candidates.count == 1 {
        results.append(first)
      } else {
        for candidate in candidates { draft.appendRow(candidate) }
        starts.append(draft.rowCount)
        results.append(nil)
      }
    }
    draft.bend = .maximum(starts: starts)
    return try fill(results, with: draft, operands)
  }
}
