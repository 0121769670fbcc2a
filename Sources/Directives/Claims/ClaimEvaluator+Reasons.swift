import Diagnostics

// Why something is false, in words; called only for what is.
extension ClaimEvaluator {
  /// Empty for a value that is false by itself. Throws what evaluation throws.
  mutating func reason(_ expression: ClaimExpression) throws(Diagnostic) -> String {
    switch expression.form {
    case .comparison(let operands, let comparisons): return try reason(operands, comparisons)
    case .within(let left, let value, let tolerance):
      guard let found = try deviation(left, value, tolerance) else { return "" }
      let off = abs(found.value.double - found.centre.double)
      return "\(found.value.text) is not within \(found.width.text) of \(found.centre.text), but off by \(NumberFormat.readable(off))"
    case .membership(let item, let list): return "\(try evaluate(item).text) is not in \(try evaluate(list).text)"
    case .brackets(let item, let bounds):
      var texts: [String] = []
      for bound in bounds { texts.append(try evaluate(bound).text) }
      return "\(try evaluate(item).text) is not in [\(texts.joined(separator: ", "))]"
    case .relation(let left, let relation, let right):
      let verb = relation == .contains ? "contain" : relation == .starts ? "start with" : "end with"
      return "\(try evaluate(left).text) does not \(verb) \(try evaluate(right).text)"
    case .not(let inner): return "\(inner.range.text) is true"
    case .logical(let left, .and, let right): return try boolean(left) == false ? reason(orSelf: left) : reason(orSelf: right)
    case .logical(let left, .or, let right): return "\(try reason(orSelf: left)) and \(try reason(orSelf: right))"
    case .quantified(let quantifier): return try reason(quantifier)
    default: return ""
    }
  }

  private mutating func reason(orSelf expression: ClaimExpression) throws(Diagnostic) -> String {
    let reason = try reason(expression)
    return reason.isEmpty ? "\(expression.range.text) is false" : reason
  }

  private mutating func reason(
    _ operands: [ClaimExpression], _ comparisons: [ClaimExpression.Comparison]
  ) throws(Diagnostic) -> String {
    for (index, comparison) in comparisons.enumerated() {
      let (a, b) = (try evaluate(operands[index]), try evaluate(operands[index + 1]))
      if try compare(a, comparison, b, at: operands[index + 1]) == false {
        return "\(a.text) \(comparison.rawValue) \(b.text) is false"
      }
    }
    return ""
  }

  private mutating func reason(_ quantifier: ClaimExpression.Quantifier) throws(Diagnostic) -> String {
    let list = quantifier.list.range.text
    guard quantifier.isAll else { return "no entry of \(list) does it" }
    let outer = variables[quantifier.variable]
    defer { variables[quantifier.variable] = outer }
    for (index, entry) in (try self.list(quantifier.list) ?? []).enumerated() {
      variables[quantifier.variable] = entry
      if try boolean(quantifier.body) == false {
        return "entry \(index + 1) of \(list), which is \(entry.text), fails: \(try reason(orSelf: quantifier.body))"
      }
    }
    return ""
  }
}
