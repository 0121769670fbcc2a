import Diagnostics
import Linear

/// Maxima: a group of rows splits a cell along the upper envelope of its distinct forms.
///
/// Of equal forms the first counts, and a form that is largest on a line or a point only makes no part. What decides both is whether one
/// form dominates another at every corner of the cell, where the signs of their differences are proved like any others.
extension Walk {
  /// Finds the groups of which one row is certainly the largest all over a cell, and marks the others as crossing (bit g for group g).
  mutating func findMaxima(_ l: Int, _ stage: PreparedStage, _ place: Int) {
    guard case .maximum(let starts) = stage.bend else { return }
    let words = levels[l].patterns + place * network.wordCount + network.wordStarts[l]
    let crossing = levels[l].crossing + place * stage.wordCount
    words.update(repeating: 0, count: stage.wordCount)
    crossing.update(repeating: 0, count: stage.wordCount)
    let box = box(of: l, place)
    for group in 0..<starts.count - 1 {
      let first = candidates.count
      appendCandidates(l, stage, place, starts[group]..<starts[group + 1], box)
      if candidates.count - first > 1 {
        crossing[group >> 6] |= 1 << UInt64(group & 63)
      } else {
        let row = Int(candidates[first])
        words[row >> 6] |= 1 << UInt64(row & 63)
      }
      candidates.truncate(to: first)
    }
  }

  /// Lists the groups that cross a cell, each with the rows that may be the largest somewhere.
  mutating func collectMaxima(_ cell: SplitCell) {
    guard case .maximum(let starts) = cell.stage.bend else { return }
    let box = box(of: cell.level, cell.place)
    for group in 0..<starts.count - 1 {
      let word = levels[cell.level].crossing[cell.place * cell.stage.wordCount + group >> 6]
      guard word >> UInt64(group & 63) & 1 == 1 else { continue }
      var entry = Crossing(a: 0, b: 0, c: 0, doubt: 0, slope: 0, row: Int32(group), line: -1)
      entry.firstCandidate = Int32(candidates.count)
      appendCandidates(cell.level, cell.stage, cell.place, starts[group]..<starts[group + 1], box)
      entry.candidateCount = Int32(candidates.count) - entry.firstCandidate
      crossings.append(entry)
    }
  }

  /// Lists the rows of a group that may be the largest somewhere on a cell: those that the row which is the largest at the centre of the
  /// cell's box does not beat all over it.
  ///
  /// A copy of an inactive ReLU is zero. A copy of an active one is nowhere less on the cell, so that zeros drop out where there is such a
  /// copy; otherwise the first of them stands for all.
  private mutating func appendCandidates(
    _ l: Int, _ stage: PreparedStage, _ place: Int, _ rows: Range<Int>, _ box: (x: Double, y: Double, rx: Double, ry: Double)
  ) {
    let (n, z, errors) = (stage.stride, levels[l].forms + place * 3 * stage.stride, levels[l].errors + place * Level.errorCount)
    func value(_ row: Int) -> Double { z[row] * box.x + z[n + row] * box.y + z[2 * n + row] }
    let first = candidates.count
    var (best, zero, hasActiveCopy) = (-1, -1, false)
    for row in rows {
      if isInactive(row, l, stage, place) {
        if zero < 0 { zero = row }
        continue
      }
      if let copied = stage.copied, copied[row] >= 0, isCopyOfReLU(l) { hasActiveCopy = true }
      if best < 0 || value(row) > value(best) { best = row }
      candidates.append(Int32(row))
    }
    if zero >= 0, !hasActiveCopy {
      if best < 0 || value(zero) > value(best) { best = zero }
      candidates.append(Int32(zero))
    }
    if isExactOnly || candidates.count - first < 2 { return }
    let bound = 2 * frame.bound(errors[0], errors[1], errors[2]) * (1 + WalkFrame.gamma8)
    var kept = first
    for index in first..<candidates.count {
      let row = Int(candidates[index])
      let (a, b, c) = (z[best] - z[row], z[n + best] - z[n + row], z[2 * n + best] - z[2 * n + row])
      let doubt =
        bound
        + frame.evaluationBound(abs(z[best]) + abs(z[row]), abs(z[n + best]) + abs(z[n + row]), abs(z[2 * n + best]) + abs(z[2 * n + row]))
      let reach = (abs(a) * box.rx + abs(b) * box.ry + doubt) * (1 + WalkFrame.gamma8)
      if row != best, a * box.x + b * box.y + c > reach { continue }
      candidates[kept] = Int32(row)
      kept += 1
    }
    prover.addFiltered(candidates.count - kept)
    candidates.truncate(to: kept)
  }

  /// Whether copies in the maxima of a stage are of ReLUs.
  @inline(__always)
  private func isCopyOfReLU(_ l: Int) -> Bool { l > 0 && network.stages[l - 1].isRectifier }

  /// Whether a row is a copy of a ReLU that is inactive all over a cell.
  @inline(__always)
  private func isInactive(_ row: Int, _ l: Int, _ stage: PreparedStage, _ place: Int) -> Bool {
    guard let copied = stage.copied, isCopyOfReLU(l) else { return false }
    let unit = Int(copied[row])
    guard unit >= 0 else { return false }
    return levels[l].patterns[place * network.wordCount + network.wordStarts[l - 1] + unit >> 6] >> UInt64(unit & 63) & 1 == 0
  }

  /// Decides a group on a part if one of its rows is the largest all over it.
  mutating func decideMaximum(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int, depth: Int) -> Bool {
    let largest = largestRows(cell, index, loop: loop, count)
    guard largest.count == 1 else { return false }
    decideMaximum(cell, index, largest: largest[0], depth: depth)
    return true
  }

  /// The rows of a group that are not dominated on a part.
  private mutating func largestRows(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int) -> [Crossing] {
    let entry = crossings[index]
    let rows = (entry.firstCandidate..<entry.firstCandidate + entry.candidateCount).map {
      crossing(cell.level, cell.stage, cell.place, Int(candidates[$0]))
    }
    return undominated(rows, stage: cell.level, stack.base + loop, count, pattern)
  }

  /// Notes the largest row of a group on the part at hand, and adds its value to the forms of the next stage.
  private mutating func decideMaximum(_ cell: SplitCell, _ index: Int32, largest: Crossing, depth: Int) {
    let entry = crossings[index]
    let words = pattern + network.wordStarts[cell.level]
    for candidate in entry.firstCandidate..<entry.firstCandidate + entry.candidateCount {
      let row = candidates[candidate]
      words[Int(row >> 6)] &= ~(1 << UInt64(row & 63))
    }
    words[Int(largest.row >> 6)] |= 1 << UInt64(largest.row & 63)
    guard cell.carriesForms, let next = cell.next else { return }
    addValue(cell.level, Int(entry.row), largest.a, largest.b, largest.c, next: next, depth: depth)
  }

  /// The rows that no other dominates on the loaded loop: of two that are equal there the first is kept.
  private mutating func undominated(
    _ rows: [Crossing], stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int, _ pattern: UnsafePointer<UInt64>
  ) -> [Crossing] {
    guard rows.count > 1 else { return rows }
    // Most groups have one row that is larger than the others everywhere: it is the largest at the first corners' mean.
    func mean(_ row: Crossing) -> Double { (0..<count).reduce(0) { $0 + row.a * xs.base[$1] + row.b * ys.base[$1] + row.c } }
    let best = rows.indices.max { mean(rows[$0]) < mean(rows[$1]) }!
    var kept = [Bool](repeating: true, count: rows.count)
    for other in rows.indices where other != best {
      dropDominated(&kept, rows, best, other, stage: stage, loop, count, pattern)
    }
    for one in rows.indices where kept[one] && one != best {
      for other in rows.indices.dropFirst(one + 1) where kept[one] && kept[other] && other != best {
        dropDominated(&kept, rows, one, other, stage: stage, loop, count, pattern)
      }
    }
    return rows.indices.filter { kept[$0] }.map { rows[$0] }
  }

  /// Drops one of two rows if the other dominates it at every corner.
  private mutating func dropDominated(
    _ kept: inout [Bool], _ rows: [Crossing], _ i: Int, _ j: Int, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int,
    _ pattern: UnsafePointer<UInt64>
  ) {
    var (isLess, isGreater) = (false, false)
    for corner in 0..<count {
      let sign = sign(of: rows[i], minus: rows[j], stage: stage, at: corner, loop, count, pattern)
      if sign > 0 { isGreater = true } else if sign < 0 { isLess = true }
      if isLess && isGreater { return }
    }
    if isLess || !isGreater && j < i { kept[i] = false } else { kept[j] = false }
  }

  /// The sign of the difference of two rows at a corner of the loaded loop.
  mutating func sign(
    of one: Crossing, minus other: Crossing, stage: Int, at i: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int,
    _ pattern: UnsafePointer<UInt64>
  ) -> Int8 {
    if let sign = filteredSign(of: one, minus: other, xs.base[i], ys.base[i], error: xs.base[count]) { return sign }
    return sign(of: Patch.Origin(stage: Int32(stage), row: one.row, other: other.row), at: i, loop, count, pattern)
  }

  /// The sign of the difference of two rows at a point, as far as doubles prove it.
  mutating func filteredSign(of one: Crossing, minus other: Crossing, _ x: Double, _ y: Double, error: Double) -> Int8? {
    let difference = (one.a * x + one.b * y + one.c) - (other.a * x + other.b * y + other.c)
    let doubt = (one.doubt + other.doubt + (one.slope + other.slope) * error) * (1 + WalkFrame.gamma8)
    guard !isExactOnly, abs(difference) > doubt else { return nil }
    prover.addFiltered(1)
    return difference > 0 ? 1 : -1
  }

  /// The line on which two rows are equal, positive where the first is larger.
  func tie(_ one: Crossing, _ other: Crossing, stage: Int) -> Patch.Line {
    let (a, b, c) = (one.a - other.a, one.b - other.b, one.c - other.c)
    return Patch.Line(
      a: a, b: b, c: c, error: (one.doubt + other.doubt + frame.evaluationBound(a, b, c)) * (1 + WalkFrame.gamma8),
      origin: Patch.Origin(stage: Int32(stage), row: one.row, other: other.row))
  }

  /// Splits a part along the upper envelope of a group.
  mutating func splitByMaximum(
    _ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int, units: Int, _ unitCount: Int, depth: Int
  ) throws(Diagnostic) {
    let rows = largestRows(cell, index, loop: loop, count)
    let top = stack.count
    let parts = try cutByEnvelope(rows, cell, loop: loop, count)
    for (number, part) in parts.enumerated() {
      let isLast = number == parts.count - 1
      if cell.carriesForms, !isLast {
        let stride = 3 * levels[cell.level].nextStride
        let to = base(cell.level, depth + 1), from = base(cell.level, depth)
        to.update(from: from, count: stride)
      }
      let below = isLast ? depth : depth + 1
      decideMaximum(cell, index, largest: part.row, depth: below)
      try split(cell, loop: part.start, part.count, units: units, unitCount, depth: below)
    }
    stack.truncate(to: top)
  }
}
