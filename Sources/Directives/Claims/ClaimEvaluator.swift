import Diagnostics

/// Works out a claim's expressions. Where a value is still missing, the kinds of the operands are checked all the same.
struct ClaimEvaluator {
  /// How many operations and entries of lists a claim may go through.
  static let mostSteps = 1_000_000

  let scope: ValueScope
  let claim: SourceRange
  /// The entries that quantifiers stand at, by the names that the claim gives them.
  var variables: [String: ClaimOperand] = [:]
  private var steps = 0

  init(_ scope: ValueScope, claim: SourceRange) {
    self.scope = scope
    self.claim = claim
  }

  mutating func evaluate(_ expression: ClaimExpression) throws(Diagnostic) -> ClaimOperand {
    try count(1)
    switch expression.form {
    case .number(let value): return .number(value)
    case .percentage(let value): return .number(.real(value))
    case .text(let value): return .text(value)
    case .boolean(let value): return .boolean(value)
    case .name(let name): return try value(name, at: expression.range)
    case .list(let items): return try list(items)
    case .negated(let inner):
      guard let value = try number(inner) else { return .pending(.number) }
      return try computed(expression.range) { () throws(ClaimNumber.Fault) in try value.negated() }
    case .arithmetic(let left, let operation, let right): return try arithmetic(left, operation, right, at: expression.range)
    case .call(let function, let arguments): return try call(function, arguments, at: expression.range)
    default:
      let isTrue = try statement(expression)
      return isTrue.map { .boolean($0) } ?? .pending(.boolean)
    }
  }

  /// Counts steps, so that quantifiers in quantifiers end.
  mutating func count(_ more: Int) throws(Diagnostic) {
    steps += more
    guard steps <= Self.mostSteps else {
      throw Diagnostic(
        id: "bad-claim", "the claim takes more than \(NumberFormat.grouped(Self.mostSteps)) steps", at: .text(claim),
        fix: "go through shorter lists, or through one at a time")
    }
  }

  private mutating func value(_ name: String, at range: SourceRange) throws(Diagnostic) -> ClaimOperand {
    if let entry = variables[name] { return entry }
    guard let value = try scope.value(name, at: range) else { return ClaimOperand(pending: try scope.kind(name, at: range)) }
    if case .unknown(let reason) = value {
      throw Diagnostic(
        id: "unknown-value", "'\(name)' is neither true nor false but unknown: \(reason)", at: .text(range),
        fix: "claim what is known, or remove the claim")
    }
    if case .list(let items) = value { try count(items.count) }
    return ClaimOperand(value)
  }

  private mutating func list(_ items: [ClaimExpression]) throws(Diagnostic) -> ClaimOperand {
    var operands: [ClaimOperand] = []
    for item in items {
      let operand = try evaluate(item)
      if let first = operands.first?.kind, let kind = operand.kind, first != kind {
        throw Diagnostic(
          id: "bad-claim", "\(operand.kindText) can't stand in a list after \(operands[0].kindText)", at: .text(item.range),
          fix: "write entries of one kind")
      }
      operands.append(operand)
    }
    return operands.contains(where: \.isPending) ? .pending(.list) : .list(operands)
  }

  private mutating func arithmetic(
    _ left: ClaimExpression, _ operation: ClaimExpression.Operator, _ right: ClaimExpression, at range: SourceRange
  ) throws(Diagnostic) -> ClaimOperand {
    let a = try number(left)
    let b = try number(right)
    if operation == .over, let b, b.double == 0 { throw fault(.divisionByZero, at: right.range) }
    guard let a, let b else { return .pending(.number) }
    return try computed(range) { () throws(ClaimNumber.Fault) in
      switch operation {
      case .plus: try .plus(a, b)
      case .minus: try .minus(a, b)
      case .times: try .times(a, b)
      case .over: try .over(a, b)
      case .power: try .power(a, b)
      }
    }
  }

  /// The result of an operation at a place.
  func computed(_ range: SourceRange, _ operation: () throws(ClaimNumber.Fault) -> ClaimNumber) throws(Diagnostic) -> ClaimOperand {
    do { return .number(try operation()) } catch { throw fault(error, at: range) }
  }

  private func fault(_ fault: ClaimNumber.Fault, at range: SourceRange) -> Diagnostic {
    let (message, fix) =
      switch fault {
      case .overflow:
        ("the arithmetic of the claim overflows", "write a decimal point, as in 2.0 ^ 200, to compute in doubles; they end at 1.8e308")
      case .divisionByZero: ("the claim divides by zero", "divide by something else, or check first, as in x == 0 or 1 / x < 2")
      case .notFinite: ("an operand is infinite or not a number", "find out why the value is not finite")
      case .undefined(let reason): (reason, "change the operand")
      }
    return Diagnostic(id: "bad-claim", message, at: .text(range), fix: fix)
  }

  private mutating func call(
    _ function: ClaimFunction, _ arguments: [ClaimExpression], at range: SourceRange
  ) throws(Diagnostic) -> ClaimOperand {
    var numbers: [ClaimNumber] = []
    var isComplete = true
    if arguments.count == 1, [.min, .max, .count, .sum].contains(function) {
      let list = try list(of: arguments[0], for: function)
      if function == .count { return list.map { .number(.whole(Int128($0.count))) } ?? .pending(.number) }
      isComplete = list != nil
      for entry in list ?? [] {
        guard case .number(let number) = entry else { throw mismatch("a list of numbers", "one with \(entry.kindText)", at: arguments[0]) }
        numbers.append(number)
      }
    } else {
      for argument in arguments {
        if let number = try number(argument) { numbers.append(number) } else { isComplete = false }
      }
    }
    guard isComplete else { return .pending(.number) }
    try count(numbers.count)
    return try computed(range) { () throws(ClaimNumber.Fault) in try function.value(numbers) }
  }

  private mutating func list(of argument: ClaimExpression, for function: ClaimFunction) throws(Diagnostic) -> [ClaimOperand]? {
    let operand = try evaluate(argument)
    switch operand {
    case .list(let items): return items
    case .pending(nil), .pending(.list): return nil
    default:
      throw Diagnostic(
        id: "bad-claim", "'\(function.rawValue)' takes a list, not \(operand.kindText)", at: .text(argument.range),
        fix: "write \(function.usage)")
    }
  }
}
