import Diagnostics

/// A statement about values that the build checks: one line of an `{expect}` block.
package struct Claim: Sendable {
  /// A claim as a tree, at most a few hundred nodes deep (`ClaimParser` refuses longer lines).
  package indirect enum Expression: Sendable {
    case number(Double)
    case text(String)
    case boolean(Bool)
    case name(String, SourceRange)
    case negated(Expression)
    case arithmetic(Expression, Operator, Expression)
    case comparison(Expression, Comparison, Expression)
    /// left = value ± tolerance
    case within(Expression, Expression, tolerance: Expression)
  }

  /// Arithmetic in doubles.
  package enum Operator: String, Sendable { case plus = "+", minus = "-", times = "*", over = "/" }
  /// What is compared; texts and switches only for equality.
  package enum Comparison: String, Sendable { case equal = "==", unequal = "!=", less = "<", atMost = "<=", greater = ">", atLeast = ">=" }

  package let text: String
  package let range: SourceRange
  package let expression: Expression

  /// The names that the claim is about.
  package var names: [(String, SourceRange)] {
    func collect(_ expression: Expression) -> [(String, SourceRange)] {
      switch expression {
      case .name(let name, let range): [(name, range)]
      case .negated(let inner): collect(inner)
      case .arithmetic(let a, _, let b), .comparison(let a, _, let b): collect(a) + collect(b)
      case .within(let a, let b, let c): collect(a) + collect(b) + collect(c)
      case .number, .text, .boolean: []
      }
    }
    return collect(expression)
  }
}
