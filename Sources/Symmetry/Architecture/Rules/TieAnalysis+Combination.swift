import Diagnostics
import Networks

/// Operators that combine values element by element.
extension TieAnalysis {
  enum Combination { case sum, product, extremum }

  mutating func combination(_ tied: TiedNode, _ kind: Combination) throws(Diagnostic) -> [TiedAxis?] {
    if case .div = tied.operation, tied.isActivation(1), !(tied.axes[1] ?? []).allSatisfy({ isFixed($0) }) {
      throw refuse(tied, "divides by hidden units", fix: "divide by constants")
    }
    var result: [TiedAxis?] = []
    for position in tied.shape.indices { result.append(try combine(tied, kind, at: position)) }
    return result
  }

  /// One operand along one axis of the result.
  private struct Member {
    let axis: TiedAxis?
    let isConstant: Bool
    /// Whether the operand has as many elements there as the result; otherwise one stands for all.
    let isFull: Bool
    /// Whether all of its elements are known to be 0.
    let isZero: Bool
  }

  private func members(_ tied: TiedNode, at position: Int) -> [Member] {
    tied.operands.indices.compactMap { index in
      guard let operand = tied.operands[index] else { return nil }
      let own = position - (tied.shape.count - operand.shape.count)
      let isFull = own >= 0 && operand.shape[own] == tied.shape[position]
      return Member(
        axis: own >= 0 ? tied.axes[index]?[own] : nil, isConstant: tied.axes[index] == nil, isFull: isFull,
        isZero: operand.elements.map { $0.allSatisfy { $0 == 0 } } ?? false)
    }
  }

  private mutating func combine(_ tied: TiedNode, _ kind: Combination, at position: Int) throws(Diagnostic) -> TiedAxis? {
    let members = members(tied, at: position)
    let values = members.filter { !$0.isConstant }
    let units = values.filter { $0.isFull }.compactMap(\.axis)
    guard var result = units.first else {
      // Whatever is spread along this axis from one unit must not change, for the axis has no units.
      for member in values { fixFactors(member.axis) }
      return nil
    }
    // Places that may not move are combined with the units one by one.
    if values.contains(where: { $0.isFull && $0.axis == nil }) {
      for axis in units { fix(axis) }
      return nil
    }
    for other in units.dropFirst() { try tiePermutations(result, other, tied) }
    switch kind {
    case .sum, .extremum:
      for other in units.dropFirst() { try tieFactors(result, other, tied) }
      if kind == .extremum { fixSigns(result) }
      try spread(members, over: result, tied.shape[position], tied)
    case .product:
      result = try product(result, values, tied)
      if members.contains(where: { $0.isConstant && $0.isFull }) { result = rescaledAxis(result, tied.shape[position], tied) }
    }
    return result
  }

  /// What one number or one unit is added to has one factor: that of the unit, or none for a constant that is no weight of a unit.
  private mutating func spread(_ members: [Member], over result: TiedAxis, _ size: Int, _ tied: TiedNode) throws(Diagnostic) {
    for member in members where !member.isFull {
      if let axis = member.axis {
        let repeated = axis.map { $0.map { AxisTies.Segment(variable: $0.variable, repeats: $0.repeats * size) } }
        try tieFactors(result, repeated, tied)
      } else if !member.isZero {
        fixFactors(result)
      }
    }
  }

  /// The factors of a product of values, where all but one of them have none.
  private func product(_ first: TiedAxis, _ values: [Member], _ tied: TiedNode) throws(Diagnostic) -> TiedAxis {
    let axes = values.compactMap(\.axis)
    let scaled = axes.filter { !magnitudes.isFixed($0.magnitude) }, signed = axes.filter { !signs.isFixed($0.sign) }
    let isSpread = values.contains { member in !member.isFull && member.axis.map { !areFactorsFixed($0) } ?? false }
    guard scaled.count <= 1, signed.count <= 1, !isSpread else {
      throw refuse(
        tied, "multiplies hidden units that have free factors by each other", fix: "put a sigmoid or another activation of fixed scale before")
    }
    return TiedAxis(
      permutation: first.permutation, magnitude: (scaled.first ?? first).magnitude, sign: (signed.first ?? first).sign)
  }
}
