import Diagnostics

/// A claim as a tree with the place of every part, at most a few hundred nodes deep (`ClaimParser` refuses longer lines).
struct ClaimExpression: Sendable {
  indirect enum Form: Sendable {
    case number(ClaimNumber)
    /// `97.8%`, as a fraction. As a tolerance it is relative.
    case percentage(Double)
    case text(String)
    case boolean(Bool)
    case name(String)
    /// `{a, b}`
    case list([ClaimExpression])
    case negated(ClaimExpression)
    case arithmetic(ClaimExpression, Operator, ClaimExpression)
    case call(ClaimFunction, [ClaimExpression])
    /// `a < b < c`: one operand more than comparisons.
    case comparison([ClaimExpression], [Comparison])
    /// left = value ± tolerance
    case within(ClaimExpression, ClaimExpression, tolerance: ClaimExpression)
    /// Left: what is sought; right: a list.
    case membership(ClaimExpression, ClaimExpression)
    /// `a in [low, high]`, or texts in the brackets.
    case brackets(ClaimExpression, [ClaimExpression])
    case relation(ClaimExpression, Relation, ClaimExpression)
    case not(ClaimExpression)
    case logical(ClaimExpression, Connective, ClaimExpression)
    case quantified(Quantifier)
  }

  /// Exact for whole numbers, else in doubles.
  enum Operator: String, Sendable { case plus = "+", minus = "-", times = "*", over = "/", power = "^" }
  /// What is compared; texts, switches and lists only for equality.
  enum Comparison: String, Sendable {
    case equal = "==", unequal = "!=", less = "<", atMost = "<=", greater = ">", atLeast = ">="

    /// Comparisons of one direction may be chained.
    var direction: Int? {
      switch self {
      case .less, .atMost: -1
      case .equal: 0
      case .greater, .atLeast: 1
      case .unequal: nil
      }
    }
  }
  /// Between texts; `contains` also between a list and an entry.
  enum Relation: String, Sendable { case contains, starts, ends }
  enum Connective: String, Sendable { case and, or }

  /// `all variable in list: body` or `any variable in list: body`.
  struct Quantifier: Sendable {
    let isAll: Bool
    let variable: String
    let list: ClaimExpression
    let body: ClaimExpression
  }

  let form: Form
  let range: SourceRange

  /// The expressions of which it is made, in the order of the text.
  var parts: [ClaimExpression] {
    switch form {
    case .number, .percentage, .text, .boolean, .name: []
    case .negated(let inner), .not(let inner): [inner]
    case .arithmetic(let a, _, let b), .membership(let a, let b), .relation(let a, _, let b), .logical(let a, _, let b): [a, b]
    case .within(let a, let b, let c): [a, b, c]
    case .list(let items), .call(_, let items), .comparison(let items, _): items
    case .brackets(let item, let bounds): [item] + bounds
    case .quantified(let quantifier): [quantifier.list, quantifier.body]
    }
  }
}
