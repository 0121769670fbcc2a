import Diagnostics

/// What rules do with axes.
extension TieAnalysis {
  /// An axis of units that the weights of a node make.
  mutating func madeAxis(_ size: Int, _ tied: TiedNode) -> TiedAxis {
    let axis = TiedAxis(permutation: permutations.fresh(size), magnitude: magnitudes.fresh(size), sign: signs.fresh(size))
    sites.append(Site(node: tied.index, name: tied.node.name, axis: axis, makesUnits: true))
    return axis
  }

  /// The same units, with factors of their own, because weights by unit absorb the difference.
  mutating func rescaledAxis(_ axis: TiedAxis, _ size: Int, _ tied: TiedNode) -> TiedAxis {
    let result = TiedAxis(permutation: axis.permutation, magnitude: magnitudes.fresh(size), sign: signs.fresh(size))
    sites.append(Site(node: tied.index, name: tied.node.name, axis: result, makesUnits: false))
    ties.append((tied.index, axis.permutation))
    return result
  }

  mutating func fix(_ axis: TiedAxis?) {
    guard let axis else { return }
    permutations.fix(axis.permutation)
    fixFactors(axis)
  }

  /// Lets units of an axis be permuted only.
  mutating func fixFactors(_ axis: TiedAxis?) {
    guard let axis else { return }
    magnitudes.fix(axis.magnitude)
    signs.fix(axis.sign)
  }

  mutating func fixSigns(_ axis: TiedAxis?) {
    if let axis { signs.fix(axis.sign) }
  }

  mutating func fixMagnitudes(_ axis: TiedAxis?) {
    if let axis { magnitudes.fix(axis.magnitude) }
  }

  func isFixed(_ axis: TiedAxis?) -> Bool {
    guard let axis else { return true }
    return permutations.isFixed(axis.permutation) && areFactorsFixed(axis)
  }

  func areFactorsFixed(_ axis: TiedAxis) -> Bool { magnitudes.isFixed(axis.magnitude) && signs.isFixed(axis.sign) }

  mutating func tiePermutations(_ one: TiedAxis, _ other: TiedAxis, _ tied: TiedNode) throws(Diagnostic) {
    do { try permutations.tie(one.permutation, other.permutation) } catch { throw failure(error, tied) }
    ties.append((tied.index, one.permutation))
  }

  mutating func tieFactors(_ one: TiedAxis, _ other: TiedAxis, _ tied: TiedNode) throws(Diagnostic) {
    do {
      try magnitudes.tie(one.magnitude, other.magnitude)
      try signs.tie(one.sign, other.sign)
    } catch { throw failure(error, tied) }
  }

  /// Part of an axis.
  mutating func cut(_ axis: TiedAxis, _ range: Range<Int>, _ tied: TiedNode) throws(Diagnostic) -> TiedAxis {
    do {
      return TiedAxis(
        permutation: try permutations.cut(axis.permutation, range), magnitude: try magnitudes.cut(axis.magnitude, range),
        sign: try signs.cut(axis.sign, range))
    } catch { throw failure(error, tied) }
  }

  func failure(_ failure: AxisTies.Failure, _ tied: TiedNode) -> Diagnostic {
    refuse(tied, failure.reason, fix: "use operators that keep the units of each channel together")
  }
}
