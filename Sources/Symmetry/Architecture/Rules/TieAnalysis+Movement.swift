import Diagnostics
import Networks

/// Operators that move elements.
extension TieAnalysis {
  mutating func movementRule(_ tied: TiedNode) throws(Diagnostic) -> [[TiedAxis?]]? {
    let axes = tied.axes.first.flatMap(\.self) ?? []
    switch tied.operation {
    case .flatten, .reshape, .squeeze, .unsqueeze: return [try regroup(tied, axes)]
    case .transpose(let order):
      let order = order ?? axes.indices.reversed()
      return [order.map { axes[$0 < 0 ? $0 + axes.count : $0] }]
    case .concat(let axis): return [try concatenation(tied, axis)]
    case .split(let axis, _):
      let axis = axis < 0 ? axis + axes.count : axis
      var start = 0
      var results: [[TiedAxis?]] = []
      for shape in tied.outputs {
        results.append(try replace(axes, at: axis, by: start..<start + shape[axis], tied))
        start += shape[axis]
      }
      return results
    case .slice: return [try slice(tied, axes)]
    case .gather(let axis):
      guard tied.isActivation(0) else { return nil }
      let axis = axis < 0 ? axis + axes.count : axis
      let rank = tied.shape.count - axes.count + 1
      guard isFixed(axes[axis]) else { throw refuse(tied, "picks hidden units by their numbers", fix: "take a slice of the axis") }
      return [Array(axes[..<axis]) + [TiedAxis?](repeating: nil, count: rank) + Array(axes[(axis + 1)...])]
    case .pad, .resize, .expand: return [try resized(tied, axes)]
    case .reduce(let reduction, let keepsAxes, _): return [try reduced(tied, axes, reduction, keepsAxes)]
    default: return nil
    }
  }

  private mutating func concatenation(_ tied: TiedNode, _ axis: Int) throws(Diagnostic) -> [TiedAxis?] {
    let axis = axis < 0 ? axis + tied.shape.count : axis
    var result: [TiedAxis?] = []
    for position in tied.shape.indices {
      let members = tied.axes.map { $0?[position] }
      if position == axis {
        guard members.contains(where: { $0 != nil }) else {
          result.append(nil)
          continue
        }
        var parts: [TiedAxis] = []
        for (index, member) in members.enumerated() { parts.append(member ?? fixedAxis(tied.shape(index)[axis])) }
        result.append(TiedAxis.joined(parts))
      } else {
        // Joined along another axis, values have their units in common.
        let values = tied.axes.indices.filter { tied.isActivation($0) }
        let units = values.compactMap { members[$0] }
        for other in units.dropFirst() {
          try tiePermutations(units[0], other, tied)
          try tieFactors(units[0], other, tied)
        }
        if units.count < values.count { for unit in units { fix(unit) } }
        result.append(units.count < values.count ? nil : units.first)
      }
    }
    return result
  }

  private mutating func fixedAxis(_ size: Int) -> TiedAxis {
    TiedAxis(
      permutation: permutations.fresh(size, isFixed: true), magnitude: magnitudes.fresh(size, isFixed: true),
      sign: signs.fresh(size, isFixed: true))
  }

  private mutating func replace(
    _ axes: [TiedAxis?], at position: Int, by range: Range<Int>, _ tied: TiedNode
  ) throws(Diagnostic) -> [TiedAxis?] {
    var result = axes
    if let axis = axes[position] { result[position] = try cut(axis, range, tied) }
    return result
  }

  private mutating func slice(_ tied: TiedNode, _ axes: [TiedAxis?]) throws(Diagnostic) -> [TiedAxis?] {
    guard let starts = tied.integers(1) else { return axes }
    let named = tied.integers(3) ?? Array(starts.indices)
    var result = axes
    for (index, axis) in named.enumerated() where index < starts.count {
      let axis = axis < 0 ? axis + axes.count : axis
      let size = tied.shape(0)[axis], taken = tied.shape[axis]
      if isFixed(axes[axis]) {
        result[axis] = nil
        continue
      }
      guard (tied.integers(4)?[index] ?? 1) == 1 else {
        throw refuse(tied, "takes hidden units at intervals", fix: "take a slice with steps of 1 of the axis of units")
      }
      let start = min(max(starts[index] < 0 ? starts[index] + size : starts[index], 0), size - taken)
      result = try replace(result, at: axis, by: start..<start + taken, tied)
    }
    return result
  }

  /// Pad, Resize, Expand: they may change the size of axes without units only.
  private mutating func resized(_ tied: TiedNode, _ axes: [TiedAxis?]) throws(Diagnostic) -> [TiedAxis?] {
    let shift = tied.shape.count - axes.count
    var result = [TiedAxis?](repeating: nil, count: shift)
    for (position, axis) in axes.enumerated() {
      let isKept = tied.shape(0)[position] == tied.shape[position + shift]
      guard isKept || isFixed(axis) else {
        throw refuse(tied, "changes the number of hidden units", fix: "change the number of units by weights, as in a projection shortcut")
      }
      if isKept, !isFixed(axis), try !tied.operation.keepsPlaces(along: position, of: tied.operands, node: tied.node.name) {
        throw refuse(tied, "shifts hidden units", fix: "pad and resize spatial axes only")
      }
      result.append(isKept ? axis : nil)
    }
    if case .pad(.constant) = tied.operation, tied.operands.count > 2, let value = tied.operands[2], value.elements != [0] {
      for axis in axes { fixFactors(axis) }
    }
    return result
  }

  private mutating func reduced(
    _ tied: TiedNode, _ axes: [TiedAxis?], _ reduction: Operation.Reduction, _ keepsAxes: Bool
  ) throws(Diagnostic) -> [TiedAxis?] {
    let named = (tied.integers(1) ?? []).map { $0 < 0 ? $0 + axes.count : $0 }
    let reduced = Set(named.isEmpty ? Array(axes.indices) : named)
    if tied.shape == tied.shape(0), named.isEmpty { return axes }
    for axis in reduced where !isFixed(axes[axis]) {
      throw refuse(tied, "reduces an axis of hidden units", fix: "reduce spatial axes only")
    }
    if reduction == .maximum { for axis in axes { fixSigns(axis) } }
    return axes.indices.compactMap { reduced.contains($0) ? (keepsAxes ? .some(nil) : nil) : .some(axes[$0]) }
  }
}
