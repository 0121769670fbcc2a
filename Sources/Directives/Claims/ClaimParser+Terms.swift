import Diagnostics

// What has a value: arithmetic, calls, lists, names and literals.
extension ClaimParser {
  mutating func sum() throws(Diagnostic) -> ClaimExpression {
    let start = range
    var left = try product()
    while let symbol = accept("+", "-"), let operation = ClaimExpression.Operator(rawValue: symbol) {
      let right = try product()
      left = ClaimExpression(form: .arithmetic(left, operation, right), range: span(from: start))
    }
    return left
  }

  private mutating func product() throws(Diagnostic) -> ClaimExpression {
    let start = range
    var left = try signed()
    while let symbol = accept("*", "/"), let operation = ClaimExpression.Operator(rawValue: symbol) {
      let right = try signed()
      left = ClaimExpression(form: .arithmetic(left, operation, right), range: span(from: start))
    }
    return left
  }

  private mutating func signed() throws(Diagnostic) -> ClaimExpression {
    let start = range
    guard accept("-") != nil else { return try power() }
    try enter()
    let inner = try signed()
    leave()
    return ClaimExpression(form: .negated(inner), range: span(from: start))
  }

  private mutating func power() throws(Diagnostic) -> ClaimExpression {
    let start = range
    let base = try primary()
    guard accept("^") != nil else { return base }
    try enter()
    let exponent = try signed()
    leave()
    return ClaimExpression(form: .arithmetic(base, .power, exponent), range: span(from: start))
  }

  private mutating func primary() throws(Diagnostic) -> ClaimExpression {
    let start = range
    if accept("(") != nil {
      try enter()
      let inner = try disjunction()
      leave()
      try expect(")", fix: "close the parenthesis")
      return ClaimExpression(form: inner.form, range: span(from: start))
    }
    if accept("{") != nil {
      let list = try items(until: "}", fix: "write '{a, b, c}'")
      return ClaimExpression(form: .list(list), range: span(from: start))
    }
    let form: ClaimExpression.Form
    switch token {
    case .whole(let value): form = .number(.whole(value))
    case .real(let value): form = .number(.real(value))
    case .percentage(let value): form = .percentage(value)
    case .text(let value): form = .text(value)
    case .name("true"): form = .boolean(true)
    case .name("false"): form = .boolean(false)
    case .name(let name) where token(after: 1) == .symbol("("): return try call(name)
    case .name(let name) where !Self.reserved.contains(name):
      if let fault = faultOfEntry(name) { throw fault }
      form = .name(name)
    default: throw unexpected("a number or the name of a value", fix: missingOperandFix)
    }
    advance()
    return ClaimExpression(form: form, range: start)
  }

  /// What is wrong with a name under that of a quantifier's entries.
  private func faultOfEntry(_ name: String) -> Diagnostic? {
    guard let entry = bound.last(where: { name.hasPrefix($0 + ".") }) else { return nil }
    return Diagnostic(
      id: "bad-claim", "'\(entry)' stands for an entry of a list, which has no values under names", at: .text(range),
      fix: "write count(\(entry)), max(\(entry)) and the like, or go through it by 'all y in \(entry): …'")
  }

  private var missingOperandFix: String {
    switch token {
    case .symbol("["): "brackets stand only after 'in'; write a list as '{a, b}'"
    case .name("all"), .name("any"), .name("not"): "put it in parentheses"
    case .symbol("+"): "remove it; only a minus may stand before an operand"
    default: "write a comparison, such as moons.regions == 457"
    }
  }

  private mutating func call(_ name: String) throws(Diagnostic) -> ClaimExpression {
    let start = range
    guard let function = ClaimFunction(rawValue: name) else {
      throw Diagnostic(
        id: "bad-claim", "there is no function '\(name)'", at: .text(start),
        fix: Suggestion.fix(for: name, in: ClaimFunction.allCases.map(\.rawValue)))
    }
    advance()
    advance()
    let arguments = try items(until: ")", fix: "write \(function.usage)")
    let whole = span(from: start)
    guard function.arity.contains(arguments.count) else {
      let count = arguments.count == 1 ? "1 argument" : "\(arguments.count) arguments"
      throw Diagnostic(id: "bad-claim", "'\(name)' does not take \(count)", at: .text(whole), fix: "write \(function.usage)")
    }
    return ClaimExpression(form: .call(function, arguments), range: whole)
  }

  /// Expressions between commas up to a closing symbol, which is gone past; none if it follows at once.
  mutating func items(until close: String, fix: String) throws(Diagnostic) -> [ClaimExpression] {
    if accept(close) != nil { return [] }
    try enter()
    var items = [try sum()]
    while accept(",") != nil { items.append(try sum()) }
    leave()
    guard accept(close) != nil else { throw unexpected("',' or '\(close)'", fix: fix) }
    return items
  }
}
