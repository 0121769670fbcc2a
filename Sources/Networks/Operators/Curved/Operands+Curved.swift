import Diagnostics
import Foundation

/// Operators that are not piecewise linear: they are evaluated, and refused where a region is to be computed.
extension Operands {
  func pointwise(_ reason: String, _ function: @escaping (Double) -> Double) -> Formula {
    Formula(shape(0), .curved(reason: reason) { $0.map(function) })
  }

  func sigmoid() -> Formula { pointwise("the logistic function is curved") { 1 / (1 + exp(-$0)) } }

  func hyperbolicTangent() -> Formula { pointwise("the hyperbolic tangent is curved") { tanh($0) } }

  /// x · Φ(x) by the error function (D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units", 2016).
  func gelu() -> Formula { pointwise("the error function is curved") { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) } }

  func hardSwish() -> Formula {
    pointwise("x · max(0, min(1, x / 6 + 1/2)) is quadratic between −3 and 3") { $0 * max(0, min(1, $0 / 6 + 0.5)) }
  }

  func cast(_ conversion: Operation.Conversion) -> Formula {
    switch conversion {
    case .none: Formula(shape(0), .passing)
    case .truncation: pointwise("rounding to integers is a step function") { $0.rounded(.towardZero) }
    case .truth: pointwise("a truth value is a step function") { $0 == 0 ? 0 : 1 }
    }
  }

  func equal() throws(Diagnostic) -> Formula {
    let shape = try broadcast(0..<2, verb: "compares")
    let left = numbers(0, to: shape), right = numbers(1, to: shape)
    return Formula(shape, .curved(reason: "a comparison is a step function") { z in left.indices.map { z[left[$0]] == z[right[$0]] ? 1 : 0 } })
  }

  func remainder(followsDividend: Bool) throws(Diagnostic) -> Formula {
    let shape = try broadcast(0..<2, verb: "divides")
    let left = numbers(0, to: shape), right = numbers(1, to: shape)
    return Formula(
      shape,
      .curved(reason: "a remainder is a sawtooth") { z in
        left.indices.map { index in
          let divisor = z[right[index]]
          let rest = z[left[index]].truncatingRemainder(dividingBy: divisor)
          return followsDividend || rest == 0 || (rest < 0) == (divisor < 0) ? rest : rest + divisor
        }
      })
  }

  /// exp(x − m) / Σ exp(x − m) along an axis, m the maximum; or the logarithm of that.
  func softmax(axis: Int, isFlattened: Bool, isLogarithm: Bool) throws(Diagnostic) -> Formula {
    let shape = try checked(shape(0))
    let groups: Groups
    if isFlattened {
      let split = axis < 0 ? axis + shape.count : axis
      guard (0...shape.count).contains(split) else { throw fail("has axis \(axis), but its input has rank \(shape.count)") }
      groups = lines([shape[..<split].reduce(1, *), shape[split...].reduce(1, *)], axis: 1)
    } else {
      groups = lines(shape, axis: try self.axis(axis, rank: shape.count))
    }
    return Formula(
      shape,
      .curved(reason: "the exponential function is curved") { z in
        var result = z
        for group in 0..<groups.count {
          let largest = groups[group].reduce(-Double.infinity) { max($0, z[$1]) }
          let total = groups[group].reduce(0.0) { $0 + exp(z[$1] - largest) }
          for member in groups[group] {
            result[member] = isLogarithm ? z[member] - largest - log(total) : exp(z[member] - largest) / total
          }
        }
        return result
      })
  }

  func argMax(axis: Int, keepsAxis: Bool, takesLast: Bool) throws(Diagnostic) -> Formula {
    let shape = try checked(shape(0))
    let axis = try self.axis(axis, rank: shape.count)
    guard shape[axis] > 0 else { throw fail("looks for the largest of no elements of shape \(shape)") }
    let groups = lines(shape, axis: axis)
    let result = keepsAxis ? shape.indices.map { $0 == axis ? 1 : shape[$0] } : shape.indices.filter { $0 != axis }.map { shape[$0] }
    return Formula(
      result, .curved(reason: "an index is a step function") { z in groups.arguments(z, takesLast: takesLast).map { Double($0) } })
  }

  /// The elements along one axis, for every index of the others.
  private func lines(_ shape: [Int], axis: Int) -> Groups {
    let inner = shape[(axis + 1)...].reduce(1, *)
    var groups = Groups()
    for outer in 0..<shape[..<axis].reduce(1, *) {
      for rest in 0..<inner { groups.append((0..<shape[axis]).lazy.map { (outer * shape[axis] + $0) * inner + rest }) }
    }
    return groups
  }
}

extension Groups {
  /// The place within each group of its largest element: the first one of several, or the last.
  func arguments(_ z: [Double], takesLast: Bool = false) -> [Int] {
    (0..<count).map { group in
      let members = self[group]
      var best = members.startIndex
      for place in members.indices.dropFirst() {
        let (value, largest) = (z[members[place]], z[members[best]])
        if value > largest || takesLast && value == largest { best = place }
      }
      return best - members.startIndex
    }
  }
}
