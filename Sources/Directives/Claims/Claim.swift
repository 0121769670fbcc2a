import Diagnostics

/// A statement about values that the build checks: one line of an `{expect}` block.
package struct Claim: Sendable {
  /// A value that a claim names, as it was when the claim was checked.
  package struct Reading: Sendable, Equatable {
    /// The name as the claim writes it.
    package let name: String
    /// The value in full, as claims write values: `457`, `0.25`, `"a"`, `true`, `{1, 2}`.
    package let value: String
  }

  /// The line without white space about it.
  package let text: String
  package let range: SourceRange
  let expression: ClaimExpression

  /// The names that the claim is about, in the order of the text; those that stand for the entries of a list are left out.
  package var names: [(String, SourceRange)] {
    func collect(_ expression: ClaimExpression, _ bound: Set<String>) -> [(String, SourceRange)] {
      switch expression.form {
      case .name(let name): bound.contains(name) ? [] : [(name, expression.range)]
      case .quantified(let quantifier): collect(quantifier.list, bound) + collect(quantifier.body, bound.union([quantifier.variable]))
      default: expression.parts.flatMap { collect($0, bound) }
      }
    }
    return collect(expression, [])
  }

  /// What is wrong with the claim whatever is computed: every unknown name, else the first operation that the declared kinds of
  /// the values don't allow. `scope` holds no results.
  package func faults(_ scope: ValueScope) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for (name, range) in names {
      do { try scope.check(name, at: range) } catch { faults.append(error) }
    }
    if faults.isEmpty {
      do { _ = try outcome(scope) } catch { faults.append(error) }
    }
    return faults
  }

  /// Checks the claim against computed values. Returns `nil` if it holds or can't be judged because a result is missing; else an
  /// error with the values of all its names. Throws for operations that the values do not allow. Cost: proportional to the
  /// line and to the lists that are gone through, at most `ClaimEvaluator.mostSteps` steps.
  package func check(_ scope: ValueScope) throws(Diagnostic) -> Diagnostic? {
    guard try outcome(scope) == false else { return nil }
    var evaluator = ClaimEvaluator(scope, claim: range)
    let reason = (try? evaluator.reason(expression)) ?? ""
    let values = readings(scope).map { "\($0.name) is \($0.value)" }.joined(separator: ", ")
    let message = [reason, values].filter { !$0.isEmpty }.joined(separator: "; ")
    return Diagnostic(
      id: "failed-claim", "the claim does not hold: \(message.isEmpty ? "it is false" : message)", at: .text(range),
      fix: "correct the claim, or find out what changed")
  }

  /// The values of the claim's names, each once, in the order of the text; none where a result is missing.
  package func readings(_ scope: ValueScope) -> [Reading] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.0).inserted }.compactMap { name, range in
      let value = try? scope.value(name, at: range)
      return value.map { Reading(name: name, value: ClaimOperand($0).text) }
    }
  }

  /// Whether the claim holds; `nil` where a result is missing.
  private func outcome(_ scope: ValueScope) throws(Diagnostic) -> Bool? {
    var evaluator = ClaimEvaluator(scope, claim: range)
    switch try evaluator.evaluate(expression) {
    case .boolean(let holds): return holds
    case .pending(nil), .pending(.boolean): return nil
    case let other:
      let example = if case .pending = other { "0" } else { other.text }
      throw Diagnostic(
        id: "bad-claim", "the line is \(other.kindText), not a claim", at: .text(range), fix: "compare it, as in \(text) == \(example)")
    }
  }
}
