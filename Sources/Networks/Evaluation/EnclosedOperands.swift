import Diagnostics
import Linear

/// The elements of all operands of a node, counted through, or the results of a step.
struct EnclosedOperands {
  private let operands: [Enclosure]
  private let offsets: [Int]

  init(_ operands: [Enclosure?], _ offsets: [Int]) {
    self.operands = operands.compactMap(\.self)
    self.offsets = zip(operands, offsets).compactMap { $0 == nil ? nil : $1 }
  }

  init(_ results: [FixedBall]) { (operands, offsets) = ([Enclosure(balls: results, shape: [results.count])], [0]) }

  var results: [FixedBall] { operands.flatMap(\.allBalls) }

  /// The operand that an element belongs to, and its number there.
  private func place(_ index: Int) -> (Enclosure, Int) {
    var operand = offsets.count - 1
    while offsets[operand] > index { operand -= 1 }
    return (operands[operand], index - offsets[operand])
  }

  subscript(_ index: Int) -> FixedBall {
    let (operand, element) = place(index)
    return operand.elements.map { FixedBall($0[element]) } ?? operand.balls[element]
  }

  func product(_ left: Int, _ right: Int) -> FixedBall {
    let (one, i) = place(left), (other, j) = place(right)
    if let elements = one.elements { return self[right].times(elements[i]) }
    if let elements = other.elements { return one.balls[i].times(elements[j]) }
    return one.balls[i] * other.balls[j]
  }

  func value(_ row: LinearRow) -> FixedBall {
    var sum = FixedBall.zero
    for run in row.runs {
      for k in 0..<run.count {
        let left = run.left + k * run.leftStride
        sum = sum + (run.right < 0 ? self[left].times(run.factor) : product(left, run.right + k * run.rightStride))
      }
    }
    let quotient = row.divisor == 1 ? sum : sum / FixedBall(row.divisor)
    return row.bias == 0 ? quotient : quotient + FixedBall(row.bias)
  }
}

extension Step {
  /// The results of the step within bounds; `count` is how many elements the whole formula gives.
  func enclose(_ z: EnclosedOperands, count: Int, _ list: Operands) throws(Diagnostic) -> [FixedBall] {
    switch self {
    case .passing: return (0..<count).map { z[$0] }
    case .constants(let values): return values.map { FixedBall($0) }
    case .rearrangement(let numbers): return numbers.map { $0 < 0 ? .zero : z[$0] }
    case .linear(let form):
      var row = LinearRow()
      return (0..<form.rowCount).map { index in
        row.clear()
        form.fill(index, &row)
        return z.value(row)
      }
    case .slopes(let negative, let positive): return negative.indices.map { z[$0].bent(negative: negative[$0], positive: positive[$0]) }
    case .clip(let lower, let upper):
      return (0..<count).map { index in
        let raised = lower.map { FixedBall.max(z[index], FixedBall($0)) } ?? z[index]
        return upper.map { FixedBall.min(raised, FixedBall($0)) } ?? raised
      }
    case .maximum(let groups):
      return try (0..<groups.count).map { group throws(Diagnostic) in
        guard let first = groups[group].first else { throw list.unbounded("takes the maximum of nothing") }
        return groups[group].dropFirst().reduce(z[first]) { FixedBall.max($0, z[$1]) }
      }
    case .curved: return try curve(z, count: count, list)
    }
  }

  private func curve(_ z: EnclosedOperands, count: Int, _ list: Operands) throws(Diagnostic) -> [FixedBall] {
    switch list.operation {
    case .tanh: return (0..<count).map { z[$0].hyperbolicTangent }
    case .sigmoid: return (0..<count).map { z[$0].logistic }
    default: throw list.unbounded("is not computed to more digits than double precision has")
    }
  }
}

extension Operands {
  fileprivate func unbounded(_ reason: String) -> Diagnostic {
    Diagnostic(
      id: "no-enclosure", "node '\(node)' (\(operation.name)) \(reason)", at: .none,
      fix: "use piecewise linear activations, tanh or sigmoid")
  }
}
