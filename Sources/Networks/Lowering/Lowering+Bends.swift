import Diagnostics

extension Lowering {
  /// A stage of units, one for each element of a value that comes from the input: a unit whose pre-activation is a number is a unit of its
  /// layer, too. Its value is a number again where that is exact.
  mutating func slopes(_ negative: [Double], _ positive: [Double], _ z: [Symbol], _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    guard (negative + positive).allSatisfy(\.isFinite) else { throw Self.refuse(operands, "it has a slope that is not a finite number") }
    // Elements of other operands, such as the slopes of a PRelu, may follow.
    let z = z.prefix(negative.count)
    var values: [Symbol?] = z.indices.map { index in
      guard case .constant(let value) = z[index] else { return nil }
      return ExactSum.value([(value < 0 ? negative[index] : positive[index], value)]).map(Symbol.constant)
    }
    if !comesFromInput, !values.contains(nil) { return values.compactMap(\.self) }
    var draft = StageDraft(name: operands.node)
    for symbol in z { draft.appendRow(symbol) }
    draft.bend = .slopes(negative: negative, positive: positive)
    let source = try append(draft, operands)
    for index in z.indices where values[index] == nil { values[index] = .value(source: source, index: Int32(index)) }
    return values.compactMap(\.self)
  }

  /// Puts the values of a stage, in order, where there is no result yet.
  mutating func fill(_ results: [Symbol?], with draft: StageDraft, _ operands: Operands) throws(Diagnostic) -> [Symbol] {
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
    if lower == nil, upper == nil { return z }
    let (zeros, ones) = ([Double](repeating: 0, count: z.count), [Double](repeating: 1, count: z.count))
    if lower == 0, upper == nil { return try slopes(zeros, ones, z, operands) }
    let bounds = [(lower, 1.0), (upper, -1.0)].compactMap { bound, factor in bound.map { (bound: $0, factor: factor) } }
    let clipped: [Symbol?] = z.map { symbol in
      guard case .constant(let value) = symbol else { return nil }
      let raised = lower.map { max($0, value) } ?? value
      return .constant(upper.map { min($0, raised) } ?? raised)
    }
    if !comesFromInput, !clipped.contains(nil) { return clipped.compactMap(\.self) }
    var units = StageDraft(name: operands.node)
    for symbol in z {
      for (bound, _) in bounds {
        if case .constant(let value) = symbol {
          // The value is known; nothing but the sign of the row is ever seen.
          units.endRow(bias: value > bound ? 1 : value < bound ? -1 : 0)
        } else {
          units.appendRow(symbol, bias: -bound)
        }
      }
    }
    units.bend = .slopes(
      negative: [Double](repeating: 0, count: units.rowCount), positive: [Double](repeating: 1, count: units.rowCount))
    let source = try append(units, operands)
    var sums = StageDraft(name: operands.node)
    for (element, symbol) in z.enumerated() {
      guard case .value(let from, let index) = symbol else { continue }
      if lower == nil { sums.appendTerm(StageDraft.Term(source: from, index: index, coefficient: 1)) }
      for (place, bound) in bounds.enumerated() {
        sums.appendTerm(StageDraft.Term(source: source, index: Int32(element * bounds.count + place), coefficient: bound.factor))
      }
      sums.endRow(bias: lower ?? 0)
    }
    return try fill(clipped, with: sums, operands)
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
