import Diagnostics
import Directives
import Seeded
import Testing

/// Random claims against an evaluator of their own, and random text.
@Suite struct ClaimRandomTests {
  /// Arithmetic on doubles that are whole and small, or quotients of such, so that every evaluation order gives one answer.
  indirect enum Term {
    case number(Int)
    case binary(Term, Character, Term)
    case negated(Term)

    static func random(_ depth: Int, _ generator: inout SeededGenerator) -> Term {
      if depth == 0 || Int.random(in: 0..<4, using: &generator) == 0 { return .number(.random(in: 0...9, using: &generator)) }
      if Int.random(in: 0..<6, using: &generator) == 0 { return .negated(random(depth - 1, &generator)) }
      let operation = "+-*/^".randomElement(using: &generator) ?? "+"
      let exponent = Term.number(.random(in: 0...3, using: &generator))
      return .binary(random(depth - 1, &generator), operation, operation == "^" ? exponent : random(depth - 1, &generator))
    }

    /// `nil` where it divides by zero or leaves the range in which whole doubles are exact.
    var value: Double? {
      switch self {
      case .number(let value): return Double(value)
      case .negated(let inner): return inner.value.map { 0 - $0 }
      case .binary(let left, let operation, let right):
        guard let a = left.value, let b = right.value else { return nil }
        let result: Double
        switch operation {
        case "+": result = a + b
        case "-": result = a - b
        case "*": result = a * b
        case "/":
          if b == 0 { return nil }
          result = a / b
        default: result = (0..<Int(b)).reduce(1) { product, _ in product * a }
        }
        // Powers of fractions are rounded differently by repeated multiplication.
        if operation == "^", a != a.rounded() { return nil }
        return abs(result) < 0x1p50 ? result : nil
      }
    }

    /// 0 for sums, 1 for products, 2 for signs, 3 for powers, 4 for numbers.
    private var tightness: Int {
      switch self {
      case .number: 4
      case .negated: 2
      case .binary(_, let operation, _): "+-".contains(operation) ? 0 : operation == "^" ? 3 : 1
      }
    }

    private func text(atLeast tightness: Int) -> String { self.tightness < tightness ? "(\(text))" : text }

    /// With no more parentheses than are needed.
    var text: String {
      switch self {
      case .number(let value): "\(value)"
      case .negated(let inner): "-\(inner.text(atLeast: 2))"
      case .binary(let left, let operation, let right):
        operation == "^"
          ? "\(left.text(atLeast: 4)) ^ \(right.text(atLeast: 2))"
          : "\(left.text(atLeast: tightness)) \(operation) \(right.text(atLeast: tightness + 1))"
      }
    }
  }

  /// Statements and whether they are true.
  private static func statement(_ depth: Int, _ generator: inout SeededGenerator) -> (text: String, isTrue: Bool, tightness: Int) {
    switch depth == 0 ? 0 : Int.random(in: 0..<4, using: &generator) {
    case 1:
      let inner = statement(depth - 1, &generator)
      return ("not " + (inner.tightness < 2 ? "(\(inner.text))" : inner.text), !inner.isTrue, 2)
    case 2, 3:
      let isAnd = Bool.random(using: &generator)
      let (a, b) = (statement(depth - 1, &generator), statement(depth - 1, &generator))
      let own = isAnd ? 1 : 0
      let left = a.tightness < own ? "(\(a.text))" : a.text
      let right = b.tightness <= own ? "(\(b.text))" : b.text
      return ("\(left) \(isAnd ? "and" : "or") \(right)", isAnd ? a.isTrue && b.isTrue : a.isTrue || b.isTrue, own)
    default:
      let numbers = (0..<3).map { _ in Int.random(in: 0...3, using: &generator) }
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return ("\(numbers[0]) < \(numbers[1]) <= \(numbers[2])", numbers[0] < numbers[1] && numbers[1] <= numbers[2], 3)
      case 1: return ("\(numbers[0]) in {\(numbers[1]), \(numbers[2])}", numbers[0] == numbers[1] || numbers[0] == numbers[2], 3)
      case 2: return ("\(numbers[0]) = \(numbers[1]) ± \(numbers[2])", abs(numbers[0] - numbers[1]) <= numbers[2], 3)
      default: return ("\(numbers[0]) != \(numbers[1])", numbers[0] != numbers[1], 3)
      }
    }
  }

  @Test("random arithmetic has the value that an evaluator of its own finds")
  func arithmetic() throws {
    var generator = SeededGenerator(seed: 1)
    let check = try ClaimCheck()
    var count = 0
    while count < 3000 {
      let term = Term.random(5, &generator)
      guard let value = term.value else { continue }
      count += 1
      #expect(check.outcome("\(term.text) == \(value < 0 ? "-" : "")\(abs(value))") == "holds", "\(term.text)")
    }
  }

  @Test("random statements are true or false as an evaluator of its own finds")
  func statements() throws {
    var generator = SeededGenerator(seed: 2)
    let check = try ClaimCheck()
    for _ in 0..<3000 {
      let (text, isTrue, _) = Self.statement(4, &generator)
      #expect((check.outcome(text) == "holds") == isTrue, "\(text)")
    }
  }

  @Test("random words and characters never stop the program, and errors lie in the line")
  func noise() throws {
    var generator = SeededGenerator(seed: 3)
    let words = [
      "a.count", "a.list", "a.name", "a.ok", "a.list.2", "x", "b.md#a.count", "1", "0.5", "5%", "\"t\"", "==", "!=", "<", ">=", "=", "±", "+",
      "-",
      "*", "/", "^", "(", ")", "[", "]", "{", "}", ",", ":", "and", "or", "not", "in", "all", "any", "contains", "starts", "with", "max(",
      "sum(",
      "true", "é", "你", "\u{0}", "🙂", "\u{301}", "#", "..", "1e", "\t", "'",
    ]
    let scope = try ValueScope.sample()
    for round in 0..<20_000 {
      let separator = round % 3 == 0 ? "" : " "
      let text = (0..<Int.random(in: 0...14, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }.joined(
        separator: separator)
      let line = Source(path: "a.md", text: text).range(ofLine: 1)
      do {
        let claim = try ClaimParser.parse(line)
        for fault in claim.faults(scope) { expectInside(fault, line) }
        if let failure = try claim.check(scope) { expectInside(failure, line) }
      } catch { expectInside(error, line) }
    }
  }

  private func expectInside(_ error: any Error, _ line: SourceRange) {
    guard let diagnostic = error as? Diagnostic, case .text(let range) = diagnostic.location else {
      Issue.record("no place: \(error)")
      return
    }
    #expect(line.bytes.lowerBound <= range.bytes.lowerBound && range.bytes.upperBound <= line.bytes.upperBound, "\(line.text)")
    #expect(!range.text.contains("\u{FFFD}"), "\(line.text)")
  }
}
