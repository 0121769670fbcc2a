import Diagnostics

extension Claim {
  /// Checks the claim against computed values. Returns `nil` if it holds or can't be judged because a result is missing; else an
  /// error that shows what both sides are. Throws for operations that the values do not allow.
  package func check(_ scope: ValueScope) throws(Diagnostic) -> Diagnostic? {
    switch expression {
    case .comparison(let left, let comparison, let right):
      guard let a = try evaluate(left, scope), let b = try evaluate(right, scope) else { return nil }
      return try holds(a, comparison, b) ? nil : failure("\(Self.show(a)) \(comparison.rawValue) \(Self.show(b)) is false")
    case .within(let left, let right, let tolerance):
      guard let a = try number(left, scope), let b = try number(right, scope), let t = try number(tolerance, scope) else { return nil }
      guard t >= 0 else { throw Diagnostic(id: "bad-claim", "the tolerance is negative", at: .text(range)) }
      if abs(a - b) <= t { return nil }
      let (value, centre, width) = (NumberFormat.plain(a), NumberFormat.plain(b), NumberFormat.plain(t))
      return failure("\(value) is not within \(width) of \(centre), but off by \(NumberFormat.readable(abs(a - b)))")
    default:
      guard let value = try evaluate(expression, scope) else { return nil }
      guard case .boolean(let isTrue) = value else {
        throw Diagnostic(
          id: "bad-claim", "the line is \(value.kind), not a claim", at: .text(range), fix: "compare it, as in \(text) == \(Self.show(value))")
      }
      return isTrue ? nil : failure("it is false")
    }
  }

  private func failure(_ reason: String) -> Diagnostic {
    Diagnostic(id: "failed-claim", "the claim does not hold: \(reason)", at: .text(range), fix: "correct the claim, or find out what changed")
  }

  private static func show(_ value: Value) -> String {
    switch value {
    case .integer(let value): "\(value)"
    case .number(let value): NumberFormat.plain(value)
    case .text(let value): "\"\(value)\""
    case .boolean(let value): "\(value)"
    case .list(let values): "[\(values.map(show).joined(separator: ", "))]"
    }
  }

  private func holds(_ a: Value, _ comparison: Comparison, _ b: Value) throws(Diagnostic) -> Bool {
    if let x = a.number, let y = b.number {
      switch comparison {
      case .equal: return x == y
      case .unequal: return x != y
      case .less: return x < y
      case .atMost: return x <= y
      case .greater: return x > y
      case .atLeast: return x >= y
      }
    }
    guard comparison == .equal || comparison == .unequal, a.kind == b.kind else {
      throw Diagnostic(id: "bad-claim", "\(a.kind) can't be compared with \(b.kind) by '\(comparison.rawValue)'", at: .text(range))
    }
    return (a == b) == (comparison == .equal)
  }

  private func number(_ expression: Expression, _ scope: ValueScope) throws(Diagnostic) -> Double? {
    guard let value = try evaluate(expression, scope) else { return nil }
    guard let number = value.number else {
      throw Diagnostic(id: "bad-claim", "a number is needed here, not \(value.kind)", at: .text(range))
    }
    return number
  }

  /// The value of an expression; `nil` where a result is missing because of another error.
  private func evaluate(_ expression: Expression, _ scope: ValueScope) throws(Diagnostic) -> Value? {
    switch expression {
    case .number(let value): return .number(value)
    case .text(let value): return .text(value)
    case .boolean(let value): return .boolean(value)
    case .name(let name, let range): return try scope.value(name, at: range)
    case .negated(let inner): return try number(inner, scope).map { .number(-$0) }
    case .arithmetic(let left, let operation, let right):
      guard let a = try number(left, scope), let b = try number(right, scope) else { return nil }
      if operation == .over, b == 0 { throw Diagnostic(id: "bad-claim", "the claim divides by zero", at: .text(range)) }
      let result =
        switch operation {
        case .plus: a + b
        case .minus: a - b
        case .times: a * b
        case .over: a / b
        }
      guard result.isFinite else { throw Diagnostic(id: "bad-claim", "the arithmetic of the claim overflows", at: .text(range)) }
      return .number(result)
    case .comparison, .within: return nil
    }
  }
}
