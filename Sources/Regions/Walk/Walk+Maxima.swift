import Diagnostics
import Linear

/// Maxima: a group of rows splits a cell along the upper envelope of its distinct forms.
///
/// Of equal forms the first counts, and a form that is largest on a line or a point only makes no part. What decides both is whether one
/// form dominates another at every corner of the cell, where the signs of their differences are proved like any others.
extension Walk {
  /// Finds the groups of which one row is certainly the largest all over a cell, and marks the others as crossing (bit g for group g).
  mutating func findMaxima(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int) {
    guard case .maximum(let starts) = stage.pointee.bend else { return }
    let words = levels[l].positive + place * stage.pointee.wordCount
    let crossing = levels[l].crossing + place * stage.pointee.wordCount
    words.update(repeating: 0, count: stage.pointee.wordCount)
    crossing.update(repeating: 0, count: stage.pointee.wordCount)
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
    guard case .maximum(let starts) = cell.stage.pointee.bend else { return }
    let box = box(of: cell.level, cell.place)
    for group in 0..<starts.count - 1 {
      let word = levels[cell.level].crossing[cell.place * cell.stage.pointee.wordCount + group >> 6]
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
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int, _ rows: Range<Int>, _ box: (x: Double, y: Double, rx: Double, ry: Double)
  ) {
    let (n, z, errors) = (stage.pointee.stride, levels[l].forms + place * 3 * stage.pointee.stride, levels[l].errors + place * Level.errorCount)
    func value(_ row: Int) -> Double { z[row] * box.x + z[n + row] * box.y + z[2 * n + row] }
    let first = candidates.count
    var (best, zero, hasActiveCopy) = (-1, -1, false)
    for row in rows {
      if isInactive(row, l, stage, place) {
        if zero < 0 { zero = row }
        continue
      }
      if let copied = stage.pointee.copied, copied[row] >= 0, isCopyOfReLU(l) { hasActiveCopy = true }
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
  private func isInactive(_ row: Int, _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int) -> Bool {
    guard let copied = stage.pointee.copied, isCopyOfReLU(l) else { return false }
    let unit = Int(copied[row])
    guard unit >= 0 else { return false }
    return levels[l].parentWords[place * levels[l].parentWordCount + unit >> 6] >> UInt64(unit & 63) & 1 == 0
  }
}
