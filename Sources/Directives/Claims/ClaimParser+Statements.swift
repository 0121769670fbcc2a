import Diagnostics

// What is true or false: connectives, quantifiers and comparisons.
extension ClaimParser {
  mutating func disjunction() throws(Diagnostic) -> ClaimExpression {
    let start = range
    var left = try conjunction()
    while accept(word: "or") {
      let right = try conjunction()
      left = ClaimExpression(form: .logical(left, .or, right), range: span(from: start))
    }
    return left
  }

  private mutating func conjunction() throws(Diagnostic) -> ClaimExpression {
    let start = range
    var left = try negation()
    while accept(word: "and") {
      let right = try negation()
      left = ClaimExpression(form: .logical(left, .and, right), range: span(from: start))
    }
    return left
  }

  private mutating func negation() throws(Diagnostic) -> ClaimExpression {
    let start = range
    if token == .name("all") || token == .name("any") { return try quantified() }
    guard accept(word: "not") else { return try comparison() }
    try enter()
    let inner = try negation()
    leave()
    return ClaimExpression(form: .not(inner), range: span(from: start))
  }

  private mutating func quantified() throws(Diagnostic) -> ClaimExpression {
    let start = range
    let fix = "write '\(range.text) x in label.list: x > 0'"
    let isAll = token == .name("all")
    try enter()
    advance()
    guard case .name(let variable) = token, !Self.reserved.contains(variable) else { throw unexpected("a name for the entries", fix: fix) }
    guard !variable.contains(where: { $0 == "." || $0 == "#" || $0 == "/" }) else {
      throw Diagnostic(
        id: "bad-claim", "'\(variable)' can't name the entries, as it has the form of a value's name", at: .text(range), fix: fix)
    }
    advance()
    guard accept(word: "in") else { throw unexpected("'in'", fix: fix) }
    let list = try sum()
    try expect(":", fix: fix)
    bound.append(variable)
    let body = try disjunction()
    bound.removeLast()
    leave()
    let quantifier = ClaimExpression.Quantifier(isAll: isAll, variable: variable, list: list, body: body)
    return ClaimExpression(form: .quantified(quantifier), range: span(from: start))
  }

  private mutating func comparison() throws(Diagnostic) -> ClaimExpression {
    let start = range
    let left = try sum()
    if accept("=") != nil { return try within(left, from: start) }
    if accept(word: "in") { return try membership(left, from: start) }
    if case .name(let word) = token, let relation = ClaimExpression.Relation(rawValue: word) {
      advance()
      if relation != .contains, !accept(word: "with") { throw unexpected("'with'", fix: "write '\(word) with \"text\"'") }
      let right = try sum()
      return ClaimExpression(form: .relation(left, relation, right), range: span(from: start))
    }
    return try chain(left, from: start)
  }

  private mutating func chain(_ left: ClaimExpression, from start: SourceRange) throws(Diagnostic) -> ClaimExpression {
    var (operands, comparisons, direction) = ([left], [ClaimExpression.Comparison](), 0)
    while true {
      let place = range
      guard let symbol = accept("==", "!=", "<", "<=", ">", ">="), let comparison = ClaimExpression.Comparison(rawValue: symbol)
      else { break }
      let turn = comparison.direction
      guard comparisons.isEmpty || turn != nil && comparisons.last != .unequal && (turn == 0 || direction == 0 || turn == direction) else {
        throw Diagnostic(
          id: "bad-claim", "'\(symbol)' can't follow '\(comparisons.last?.rawValue ?? "")' in a chain", at: .text(place),
          fix: "write two claims, or join them by 'and'")
      }
      if let turn, turn != 0 { direction = turn }
      comparisons.append(comparison)
      operands.append(try sum())
    }
    return comparisons.isEmpty ? left : ClaimExpression(form: .comparison(operands, comparisons), range: span(from: start))
  }

  private mutating func within(_ left: ClaimExpression, from start: SourceRange) throws(Diagnostic) -> ClaimExpression {
    let value = try sum()
    guard accept("±", "+-") != nil else {
      throw unexpected("'± tolerance'", fix: "write '==', or 'left = value ± tolerance'")
    }
    let tolerance = try sum()
    return ClaimExpression(form: .within(left, value, tolerance: tolerance), range: span(from: start))
  }

  private mutating func membership(_ left: ClaimExpression, from start: SourceRange) throws(Diagnostic) -> ClaimExpression {
    guard accept("[") != nil else {
      let list = try sum()
      return ClaimExpression(form: .membership(left, list), range: span(from: start))
    }
    let bounds = try items(until: "]", fix: "write 'in [low, high]' for an interval and 'in {a, b, c}' for a set")
    return ClaimExpression(form: .brackets(left, bounds), range: span(from: start))
  }
}
