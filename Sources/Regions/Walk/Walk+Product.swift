import CKernels
import Networks

/// The product of matrices that gives a block of cells the next stage's forms.
extension Walk {
  /// One product for the whole block, two cells to a panel; columns that are zero on both are left out.
  mutating func multiplyBlock(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>, _ places: Range<Int>
  ) {
    let (pairs, most) = ((places.count + 1) / 2, stage.pointee.valueCount)
    packed.truncate(to: 0)
    columnList.truncate(to: 0)
    columnCounts.truncate(to: 0)
    _ = packed.extend(by: pairs * 6 * most)
    _ = columnList.extend(by: pairs * most)
    for pair in 0..<pairs {
      let (panel, list) = (packed.base + pair * 6 * most, columnList.base + pair * most)
      let one = places.lowerBound + 2 * pair
      let count = stage.pointee.isRectifier ? packActive(l, stage, one, panel, list) : packAll(l, stage, one, panel, list)
      columnCounts.append(Int32(count))
    }
    next.pointee.multiply(
      packed.base, panelCount: pairs, columns: columnList.base, step: most, counts: columnCounts.base, most: most,
      start: next.pointee.bias.baseAddress!, giving: levels[l].nextForms)
  }

  /// Packs the rectified values of a cell and the next that are not zero on both, in the layout of the product, and lists their columns.
  /// Returns how many there are. A cell beyond the last is zero.
  @inline(__always)
  private func packActive(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int, _ panel: UnsafeMutablePointer<Double>, _ list: UnsafeMutablePointer<Int32>
  ) -> Int {
    let (n, wordCount, isAlone) = (stage.pointee.stride, stage.pointee.wordCount, place + 1 == levels[l].count)
    let one = levels[l].forms + place * 3 * n, other = isAlone ? one : one + 3 * n
    let words = levels[l].positive + place * wordCount
    var count = 0
    for word in 0..<wordCount {
      let rows = stage.pointee.rows(ofWord: word)
      let first = words[word] & rows, second = isAlone ? 0 : words[wordCount + word] & rows
      var open = first | second
      while open != 0 {
        let bit = UInt64(open.trailingZeroBitCount)
        let row = word &* 64 &+ Int(bit)
        open &= open &- 1
        list[count] = Int32(truncatingIfNeeded: row)
        // All ones or all zeros: no branch.
        let (keep, keepOther) = (0 &- (first >> bit & 1), 0 &- (second >> bit & 1))
        let target = panel + 6 &* count
        for k in 0..<3 {
          target[k] = Double(bitPattern: one[k &* n &+ row].bitPattern & keep)
          target[3 &+ k] = Double(bitPattern: other[k &* n &+ row].bitPattern & keepOther)
        }
        count &+= 1
      }
    }
    return count
  }

  /// Packs all values of a cell and the next where the stage is not one of ReLUs.
  private func packAll(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int, _ panel: UnsafeMutablePointer<Double>, _ list: UnsafeMutablePointer<Int32>
  ) -> Int {
    let (n, hasCrossings) = (stage.pointee.stride, network.bends(l))
    for index in 0..<stage.pointee.valueCount {
      list[index] = Int32(index)
      for (half, place) in [place, place + 1].enumerated() {
        let target = panel + 6 * index + 3 * half
        (target[0], target[1], target[2]) = (0, 0, 0)
        guard place < levels[l].count else { continue }
        let z = levels[l].forms + place * 3 * n, words = levels[l].positive + place * stage.pointee.wordCount
        let crossing = hasCrossings ? UnsafePointer(levels[l].crossing + place * stage.pointee.wordCount) : nil
        let (row, slope) = value(index, of: stage, z, words, crossing) ?? (0, 0)
        for k in 0..<3 { target[k] = slope * z[k * n + row] }
      }
    }
    return stage.pointee.valueCount
  }
}
