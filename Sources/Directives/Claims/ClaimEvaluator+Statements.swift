import Diagnostics

// What is true or false; `nil` while a value is missing that decides it.
extension ClaimEvaluator {
  mutating func statement(_ expression: ClaimExpression) throws(Diagnostic) -> Bool? {
    switch expression.form {
    case .comparison(let operands, let comparisons): return try chain(operands, comparisons)
    case .within(let left, let value, let tolerance): return try deviation(left, value, tolerance)?.isWithin
    case .membership(let item, let list): return try isMember(item, of: list)
    case .brackets(let item, let bounds): return try isWithin(item, bounds, at: expression.range)
    case .relation(let left, let relation, let right): return try holds(left, relation, right)
    case .not(let inner): return try boolean(inner).map { !$0 }
    case .logical(let left, let connective, let right):
      let a = try boolean(left)
      // The right side is not looked at where the left one decides, so that it may rely on it.
      if a == (connective == .or) { return a }
      let b = try boolean(right)
      return b == (connective == .or) ? b : a == nil ? nil : b
    case .quantified(let quantifier): return try holds(quantifier)
    default: return nil
    }
  }

  private mutating func chain(_ operands: [ClaimExpression], _ comparisons: [ClaimExpression.Comparison]) throws(Diagnostic) -> Bool? {
    var left = try operand(operands[0], for: comparisons[0])
    var result: Bool? = true
    for (comparison, expression) in zip(comparisons, operands.dropFirst()) {
      let right = try operand(expression, for: comparison)
      let holds = try compare(left, comparison, right, at: expression)
      if holds == false { result = false } else if holds == nil, result == true { result = nil }
      left = right
    }
    return result
  }

  /// A side of a comparison, which for an order is a number.
  mutating func operand(_ expression: ClaimExpression, for comparison: ClaimExpression.Comparison) throws(Diagnostic) -> ClaimOperand {
    if comparison == .equal || comparison == .unequal { return try evaluate(expression) }
    return try number(expression).map { .number($0) } ?? .pending(.number)
  }

  func compare(
    _ a: ClaimOperand, _ comparison: ClaimExpression.Comparison, _ b: ClaimOperand, at right: ClaimExpression
  ) throws(Diagnostic) -> Bool? {
    if let x = a.kind, let y = b.kind, x != y {
      throw Diagnostic(
        id: "bad-claim", "\(a.kindText) can't be compared with \(b.kindText)", at: .text(right.range),
        fix: x == .list || y == .list
          ? "compare one entry, as in x.last, or all, as in 'all x in list: x > 0'" : "write \(a.kindText) here")
    }
    if case .number(let x) = a, case .number(let y) = b {
      guard let order = ClaimNumber.order(x, y) else { return comparison == .unequal }
      switch comparison {
      case .equal: return order == 0
      case .unequal: return order != 0
      case .less: return order < 0
      case .atMost: return order <= 0
      case .greater: return order > 0
      case .atLeast: return order >= 0
      }
    }
    if a.isPending || b.isPending { return nil }
    guard let same = ClaimOperand.equal(a, b) else {
      throw Diagnostic(
        id: "bad-claim", "the lists have entries of kinds that can't be compared", at: .text(right.range), fix: "compare single entries")
    }
    return same == (comparison == .equal)
  }

  /// Whether a value lies within a tolerance of another; a percentage is relative, but to a percentage adds points.
  mutating func deviation(
    _ left: ClaimExpression, _ centre: ClaimExpression, _ tolerance: ClaimExpression
  ) throws(Diagnostic) -> (value: ClaimNumber, centre: ClaimNumber, width: ClaimNumber, isWithin: Bool)? {
    let value = try number(left)
    let middle = try number(centre)
    let given = try number(tolerance)
    if let given, ClaimNumber.order(given, .whole(0)) == -1 {
      throw Diagnostic(id: "bad-claim", "the tolerance is negative", at: .text(tolerance.range), fix: "write it without the sign")
    }
    guard let value, let middle, var width = given else { return nil }
    if case .percentage(let fraction) = tolerance.form, !centre.isPercentage { width = .real(fraction * abs(middle.double)) }
    if case .whole(let a) = value, case .whole(let b) = middle, case .whole(let t) = width {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return (value, middle, width, !overflow && difference.magnitude <= t.magnitude)
    }
    let (a, b, t) = (value.double, middle.double, width.double)
    // The bounds are rounded as their digits would be: 0.98 lies within 0.002 of 0.978, though the doubles differ by more.
    return (value, middle, width, abs(a - b) <= t || (b - t <= a && a <= b + t))
  }

  private mutating func isMember(_ item: ClaimExpression, of list: ClaimExpression) throws(Diagnostic) -> Bool? {
    let sought = try evaluate(item)
    let entries = try self.list(list)
    return try entries.flatMap { (entries) throws(Diagnostic) in try contains(entries, sought, at: item) }
  }

  /// Whether a list holds an operand, which stands at `item`.
  private mutating func contains(_ entries: [ClaimOperand], _ sought: ClaimOperand, at item: ClaimExpression) throws(Diagnostic) -> Bool? {
    try count(entries.count)
    if let other = entries.first, let kind = sought.kind, let wanted = other.kind, kind != wanted {
      throw mismatch(other.kindText, sought.kindText, at: item, fix: "the entries are \(other.text) and the like")
    }
    if sought.isPending { return nil }
    return entries.contains { ClaimOperand.equal($0, sought) == true }
  }

  private mutating func isWithin(
    _ item: ClaimExpression, _ bounds: [ClaimExpression], at range: SourceRange
  ) throws(Diagnostic) -> Bool? {
    var ends: [ClaimOperand] = []
    for bound in bounds { ends.append(try evaluate(bound)) }
    if !ends.isEmpty, ends.allSatisfy({ $0.kind == .text }) {
      let sought = try text(item)
      return ends.contains(where: \.isPending) ? nil : sought.map { text in ends.contains { ClaimOperand.equal($0, .text(text)) == true } }
    }
    // Entries of lists, whose kind is not known yet, may turn out to be texts.
    if ends.contains(where: { $0.kind == nil }) { return nil }
    guard ends.count == 2 else {
      throw Diagnostic(
        id: "bad-claim", "an interval has two ends, not \(ends.count)", at: .text(range),
        fix: "write 'in [low, high]', or 'in {a, b, c}' for a set")
    }
    let value = try number(item)
    guard let low = try number(ends[0], at: bounds[0]), let high = try number(ends[1], at: bounds[1]) else { return nil }
    guard let order = ClaimNumber.order(low, high), order <= 0 else {
      throw Diagnostic(
        id: "bad-claim", "the interval from \(low.text) to \(high.text) is empty", at: .text(bounds[0].range),
        fix: "write the lower end first")
    }
    return value.map { (ClaimNumber.order($0, low) ?? -1) >= 0 && (ClaimNumber.order($0, high) ?? 1) <= 0 }
  }

  private mutating func holds(
    _ left: ClaimExpression, _ relation: ClaimExpression.Relation, _ right: ClaimExpression
  ) throws(Diagnostic) -> Bool? {
    let operand = try evaluate(left)
    if relation == .contains, operand.kind != .text {
      if case .list(let entries) = operand { return try contains(entries, try evaluate(right), at: right) }
      if operand.isPending, operand.kind == nil || operand.kind == .list {
        _ = try evaluate(right)
        return nil
      }
    }
    let whole = try text(operand, at: left)
    let part = try text(right)
    guard let whole, let part else { return nil }
    switch relation {
    case .contains: return part.isEmpty || whole.contains(part)
    case .starts: return whole.hasPrefix(part)
    case .ends: return whole.hasSuffix(part)
    }
  }

  private mutating func holds(_ quantifier: ClaimExpression.Quantifier) throws(Diagnostic) -> Bool? {
    let outer = variables[quantifier.variable]
    defer { variables[quantifier.variable] = outer }
    guard let entries = try list(quantifier.list) else {
      variables[quantifier.variable] = .pending(nil)
      _ = try boolean(quantifier.body)
      return nil
    }
    var result: Bool? = quantifier.isAll
    for entry in entries {
      variables[quantifier.variable] = entry
      let holds = try boolean(quantifier.body)
      if holds == !quantifier.isAll { return holds }
      if holds == nil { result = nil }
    }
    return result
  }
}

extension ClaimExpression {
  /// Whether it is written as a percentage, with a sign or without.
  var isPercentage: Bool {
    switch form {
    case .percentage: true
    case .negated(let inner): inner.isPercentage
    default: false
    }
  }
}
