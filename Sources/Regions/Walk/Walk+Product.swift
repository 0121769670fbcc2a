import CKernels
import Networks

/// The product of matrices that gives a chunk of cells the next stage's forms.
extension Walk {
  /// One product for the whole chunk; columns that are zero on every cell are left out.
  mutating func multiplyChunk(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>) {
    guard case .dense(let columns, let panels) = next.pointee.weights else { return }
    let count = levels[l].count
    columnList.truncate(to: 0)
    if stage.pointee.isRectifier {
      for word in 0..<stage.pointee.wordCount {
        var union: UInt64 = 0
        for place in 0..<count { union |= levels[l].positive[place * stage.pointee.wordCount + word] }
        while union != 0 {
          let row = word * 64 + union.trailingZeroBitCount
          union &= union - 1
          if row < stage.pointee.rowCount { columnList.append(Int32(row)) }
        }
      }
    } else {
      for index in 0..<stage.pointee.valueCount { columnList.append(Int32(index)) }
    }
    let (active, pairs) = (columnList.count, (count + 1) / 2)
    packed.truncate(to: 0)
    _ = packed.extend(by: pairs * 6 * active)
    for place in 0..<2 * pairs { pack(l, stage, place, into: packed.base + place / 2 * 6 * active + place % 2 * 3) }
    facet_multiply(
      levels[l].nextForms, next.pointee.stride, packed.base, pairs, panels ?? columns, panels == nil ? 1 : next.pointee.columnCount,
      panels == nil ? next.pointee.stride : 8, columnList.base, active, next.pointee.bias.baseAddress!)
  }

  /// The values of one cell in the layout of the product; a cell beyond the last is zero.
  private func pack(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int, into panel: UnsafeMutablePointer<Double>) {
    let active = columnList.count
    guard place < levels[l].count else {
      for i in 0..<active { (panel[6 * i], panel[6 * i + 1], panel[6 * i + 2]) = (0, 0, 0) }
      return
    }
    let n = stage.pointee.stride
    let z = levels[l].forms + place * 3 * n
    let words = levels[l].positive + place * stage.pointee.wordCount
    if stage.pointee.isRectifier {
      for i in 0..<active {
        let row = Int(columnList[i])
        // All ones or all zeros: no branch.
        let keep = 0 &- (words[row >> 6] >> UInt64(row & 63) & 1)
        panel[6 * i] = Double(bitPattern: z[row].bitPattern & keep)
        panel[6 * i + 1] = Double(bitPattern: z[n + row].bitPattern & keep)
        panel[6 * i + 2] = Double(bitPattern: z[2 * n + row].bitPattern & keep)
      }
      return
    }
    let crossing = levels[l].crossing + place * stage.pointee.wordCount
    let hasCrossings = network.bends(l)
    for i in 0..<active {
      let found = value(Int(columnList[i]), of: stage, z, words, hasCrossings ? UnsafePointer(crossing) : nil)
      let (row, slope) = found ?? (0, 0)
      panel[6 * i] = slope * z[row]
      panel[6 * i + 1] = slope * z[n + row]
      panel[6 * i + 2] = slope * z[2 * n + row]
    }
  }
}
