import Diagnostics

// What an operation needs of its operands: each gives `nil` where the value is missing, and throws where its kind does not fit.
extension ClaimEvaluator {
  mutating func number(_ expression: ClaimExpression) throws(Diagnostic) -> ClaimNumber? {
    try number(try evaluate(expression), at: expression)
  }

  func number(_ operand: ClaimOperand, at expression: ClaimExpression) throws(Diagnostic) -> ClaimNumber? {
    if case .number(let number) = operand { return number }
    guard operand.isPending, operand.kind == nil || operand.kind == .number else {
      throw mismatch("a number", operand.kindText, at: expression, fix: Self.fixForNumber(operand.kind, expression.range.text))
    }
    return nil
  }

  mutating func text(_ expression: ClaimExpression) throws(Diagnostic) -> String? {
    try text(try evaluate(expression), at: expression)
  }

  func text(_ operand: ClaimOperand, at expression: ClaimExpression) throws(Diagnostic) -> String? {
    if case .text(let text) = operand { return text }
    guard operand.isPending, operand.kind == nil || operand.kind == .text else {
      throw mismatch("text", operand.kindText, at: expression, fix: "write text in double quotes")
    }
    return nil
  }

  mutating func boolean(_ expression: ClaimExpression) throws(Diagnostic) -> Bool? {
    let operand = try evaluate(expression)
    if case .boolean(let value) = operand { return value }
    guard operand.isPending, operand.kind == nil || operand.kind == .boolean else {
      throw mismatch("true or false", operand.kindText, at: expression, fix: "compare it, as in \(expression.range.text) == …")
    }
    return nil
  }

  mutating func list(_ expression: ClaimExpression) throws(Diagnostic) -> [ClaimOperand]? {
    let operand = try evaluate(expression)
    if case .list(let items) = operand { return items }
    guard operand.isPending, operand.kind == nil || operand.kind == .list else {
      throw mismatch("a list", operand.kindText, at: expression, fix: "name a list, or write one as {a, b}")
    }
    return nil
  }

  func mismatch(_ wanted: String, _ found: String, at expression: ClaimExpression, fix: String? = nil) -> Diagnostic {
    Diagnostic(id: "bad-claim", "\(wanted) is needed here, not \(found)", at: .text(expression.range), fix: fix)
  }

  private static func fixForNumber(_ kind: ClaimOperand.Kind?, _ text: String) -> String? {
    switch kind {
    case .list: "use one entry, as in x.last, or go through all, as in 'all x in \(text): x > 0'"
    case .text: "compare text by ==, !=, contains, starts with or ends with"
    case .boolean: "let it stand alone, or join it by and, or, not"
    case .number, nil: nil
    }
  }
}
