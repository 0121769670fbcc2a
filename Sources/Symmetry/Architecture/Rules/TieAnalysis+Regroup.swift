import Diagnostics

/// Reshaping: axes are merged and cut apart again, in groups of as many elements before as after.
extension TieAnalysis {
  mutating func regroup(_ tied: TiedNode, _ axes: [TiedAxis?]) throws(Diagnostic) -> [TiedAxis?] {
    let before = tied.shape(0), after = tied.shape
    var result = [TiedAxis?](repeating: nil, count: after.count)
    // Axes of one element are nothing to divide, unless the one is a unit.
    let sources = before.indices.filter { before[$0] != 1 || axes[$0] != nil }
    var targets = after.indices.filter { after[$0] != 1 }
    if targets.isEmpty, let last = after.indices.last { targets = [last] }
    var source = 0, target = 0
    while source < sources.count, target < targets.count {
      let (firstSource, firstTarget) = (source, target)
      var counts = (before[sources[source]], after[targets[target]])
      (source, target) = (source + 1, target + 1)
      while counts.0 != counts.1 {
        if counts.0 < counts.1, source < sources.count {
          counts.0 *= before[sources[source]]
          source += 1
        } else if target < targets.count {
          counts.1 *= after[targets[target]]
          target += 1
        } else {
          break
        }
      }
      if target == targets.count { source = sources.count }
      try regroup(
        tied, sources[firstSource..<source].map { (before[$0], axes[$0]) }, Array(targets[firstTarget..<target]), &result)
    }
    return result
  }

  /// One group: its axes before, and the numbers of its axes after.
  private mutating func regroup(
    _ tied: TiedNode, _ sources: [(size: Int, axis: TiedAxis?)], _ targets: [Int], _ result: inout [TiedAxis?]
  ) throws(Diagnostic) {
    // An axis that may not move at all counts as one without units, unless it is all there is to carry over.
    let units = sources.indices.filter { sources[$0].axis != nil }, free = units.filter { !isFixed(sources[$0].axis) }
    guard let place = free.first ?? units.first, let axis = sources[place].axis else { return }
    if free.isEmpty, units.count > 1 || targets.count > 1 { return }
    guard free.count <= 1 else { throw refuse(tied, "merges two axes of units", fix: "reshape one axis of units at a time") }
    let outer = sources[..<place].reduce(1) { $0 * $1.size }, inner = sources[(place + 1)...].reduce(1) { $0 * $1.size }
    guard outer * axis.permutation.count <= 1 << 16 else {
      throw refuse(tied, "makes \(outer) copies of an axis of units", fix: "put the axis of channels before those of space")
    }
    let merged = axis.map { layout in
      let block = layout.map { AxisTies.Segment(variable: $0.variable, repeats: $0.repeats * inner) }
      return (0..<outer).flatMap { _ in block }
    }
    if targets.count == 1 {
      result[targets[0]] = merged
      return
    }
    let sizes = targets.map { tied.shape[$0] }
    for (number, target) in targets.enumerated() {
      let outer = sizes[..<number].reduce(1, *), inner = sizes[(number + 1)...].reduce(1, *)
      guard let permutation = Self.core(merged.permutation, permutations, outer, inner),
        let magnitude = Self.core(merged.magnitude, magnitudes, outer, inner), let sign = Self.core(merged.sign, signs, outer, inner)
      else { continue }
      result[target] = TiedAxis(permutation: permutation, magnitude: magnitude, sign: sign)
      return
    }
    throw refuse(tied, "cuts an axis of units into \(sizes)", fix: "keep the axis of units whole")
  }

  /// What stands along one axis of several, where a layout is that `outer` times over with every element repeated `inner` times.
  private static func core(_ layout: AxisTies.Layout, _ ties: AxisTies, _ outer: Int, _ inner: Int) -> AxisTies.Layout? {
    let resolved = ties.resolve(layout)
    guard resolved.count % outer == 0, resolved.allSatisfy({ $0.repeats % inner == 0 }) else { return nil }
    let count = resolved.count / outer
    guard resolved.indices.allSatisfy({ resolved[$0] == resolved[$0 % count] }) else { return nil }
    return resolved[..<count].map { AxisTies.Segment(variable: $0.variable, repeats: $0.repeats / inner) }
  }
}
