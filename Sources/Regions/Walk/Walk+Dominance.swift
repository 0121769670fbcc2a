import Linear

/// Which of several rows dominate others on a loop.
extension Walk {
  /// The rows that no other dominates on the loaded loop: of two that are equal there the first is kept.
  mutating func undominated(
    _ rows: [Crossing], stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int
  ) -> [Crossing] {
    guard rows.count > 1 else { return rows }
    // Most groups have one row that is larger than the others everywhere: it is the largest at the first corners' mean.
    func mean(_ row: Crossing) -> Double { (0..<count).reduce(0) { $0 + row.a * xs.base[$1] + row.b * ys.base[$1] + row.c } }
    let best = rows.indices.max { mean(rows[$0]) < mean(rows[$1]) }!
    var kept = [Bool](repeating: true, count: rows.count)
    for other in rows.indices where other != best {
      dropDominated(&kept, rows, best, other, stage: stage, loop, count)
    }
    for one in rows.indices where kept[one] && one != best {
      for other in rows.indices.dropFirst(one + 1) where kept[one] && kept[other] && other != best {
        dropDominated(&kept, rows, one, other, stage: stage, loop, count)
      }
    }
    return rows.indices.filter { kept[$0] }.map { rows[$0] }
  }

  /// Drops one of two rows if the other dominates it at every corner.
  private mutating func dropDominated(
    _ kept: inout [Bool], _ rows: [Crossing], _ i: Int, _ j: Int, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int
  ) {
    var (isLess, isGreater) = (false, false)
    for corner in 0..<count {
      let sign = sign(of: rows[i], minus: rows[j], stage: stage, at: corner, loop, count)
      if sign > 0 { isGreater = true } else if sign < 0 { isLess = true }
      if isLess && isGreater { return }
    }
    if isLess || !isGreater && j < i { kept[i] = false } else { kept[j] = false }
  }

  /// The sign of the difference of two rows at a corner of the loaded loop.
  mutating func sign(
    of one: Crossing, minus other: Crossing, stage: Int, at i: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int
  ) -> Int8 {
    if let sign = filteredSign(of: one, minus: other, xs.base[i], ys.base[i], error: cornerError) { return sign }
    return sign(of: Patch.Origin(stage: Int32(stage), row: one.row, other: other.row), at: i, loop, count)
  }

  /// The sign of the difference of two rows at a point, as far as doubles prove it.
  mutating func filteredSign(of one: Crossing, minus other: Crossing, _ x: Double, _ y: Double, error: Double) -> Int8? {
    let difference = (one.a * x + one.b * y + one.c) - (other.a * x + other.b * y + other.c)
    let doubt = (one.doubt + other.doubt + (one.slope + other.slope) * error) * (1 + WalkFrame.gamma8)
    guard !isExactOnly, abs(difference) > doubt else { return nil }
    prover.addFiltered(1)
    return difference > 0 ? 1 : -1
  }
}
