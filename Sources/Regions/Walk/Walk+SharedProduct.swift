import CKernels
import Networks

/// The product that the parts of one cell share.
///
/// On a part of a cell the forms of stage l are z = B + Σ w_j ⊗ f_j, where B is the same on all parts and j runs through the rows of stage
/// l − 1 that cross the cell and are positive on the part (J). With C the rows of stage l that are active on every part and E those that are active
/// on the part besides, the next stage has there the forms
///
///     W z = W_C B + Σ_J (W_C w_j) ⊗ f_j + W_E z_E.
///
/// The products with C are made once for up to a chunk of parts: of three columns and one for each j, not of three for each part. What is left to add on
/// each is a few columns: the parts differ in a few terms of rank one.
///
/// Errors. Every |z| of the common rows is replaced by M = |B| + Σ |w_j|·|f_j|, since the sums may cancel; a coefficient, or the bias, goes through
/// at most n + |J| + 4 roundings, where n is the number of terms of the longest row of W. γ counts n + 16, and there is no sharing where |J| is more than n,
/// so twice γ bounds what they do to the larger of M and the magnitudes on the part (Higham 2002, §3.1). Errors of f and B enter as they enter z.
extension Walk {
  /// Makes the product that all cells of a level share, if they are parts of one cell and it takes less than a product for each.
  mutating func shareProduct(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>) {
    levels[l].shared.isUsed = false
    let count = levels[l].count
    guard l > 0, count >= Level.block / 2, levels[l].parents[0] == levels[l].parents[count - 1] else { return }
    let before = network.stage(l - 1)
    guard stage.pointee.isRectifier, stage.pointee.isChain, before.pointee.isRectifier, next.pointee.isChain, next.pointee.fewRows == nil,
      case .dense(let columns, _) = stage.pointee.weights, case .dense = next.pointee.weights
    else { return }
    let commonCount = findCommonRows(l, stage)
    findSharedRows(l, before)
    guard levels[l].shared.rows.count <= next.pointee.norms.longest, isSharingCheaper(l, stage, before, commonCount), hasModestForms(l, next)
    else { return }
    let parent = Int(levels[l].parents[0])
    let base = levels[l - 1].nextForms + Level.placeInBlock(parent) * 3 * stage.pointee.stride
    multiplyShared(l, stage, next, base: base, columns: columns, commonCount)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { maxima in
      facet_largest_sums(
        base, stage.pointee.stride, columns, levels[l].shared.rows.base, levels[l].shared.forms.base, levels[l].shared.rows.count,
        levels[l].shared.common, maxima.baseAddress!)
      levels[l].shared.magnitudes = (maxima[0], maxima[1], maxima[2])
    }
    levels[l].shared.isUsed = true
  }

  /// The forms of the next stage on one of the cells that share a product.
  mutating func addToShared(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>, _ place: Int) {
    let (stride, nextStride, wordCount) = (stage.pointee.stride, next.pointee.stride, stage.pointee.wordCount)
    let forms = levels[l].nextForms + Level.placeInBlock(place) * 3 * nextStride
    let first = terms.count
    let rows = levels[l].shared.rows.base, factors = levels[l].shared.forms.base
    let words = levels[l].parentWords + place * levels[l].parentWordCount
    terms.reserve(levels[l].shared.rows.count)
    for number in 0..<levels[l].shared.rows.count {
      let row = Int(rows[number]), factor = factors + 3 * number
      terms.add(column: number, factor[0], factor[1], factor[2], if: words[row >> 6] >> UInt64(row & 63) & 1 == 1)
    }
    let products = levels[l].shared.products.base
    facet_add_columns(
      forms, products, nextStride, products + 3 * nextStride, terms.columns.base + first, terms.factors.base + 3 * first, terms.count - first)
    terms.truncate(to: first)
    let z = levels[l].forms + place * 3 * stride
    let positive = levels[l].positive + place * wordCount
    for word in 0..<wordCount {
      var open = positive[word] & ~levels[l].shared.common[word] & stage.pointee.rows(ofWord: word)
      while open != 0 {
        let row = word &* 64 &+ open.trailingZeroBitCount
        open &= open &- 1
        terms.append(column: row, z[row], z[stride &+ row], z[2 &* stride &+ row])
      }
    }
    next.pointee.add(terms, from: first, to: forms, giving: forms)
    terms.truncate(to: first)
  }

  /// Finds the rows that are active on every cell of a level. Returns how many there are.
  private func findCommonRows(_ l: Int, _ stage: UnsafePointer<PreparedStage>) -> Int {
    let (wordCount, common) = (stage.pointee.wordCount, levels[l].shared.common)
    var result = 0
    for word in 0..<wordCount {
      var rows = stage.pointee.rows(ofWord: word)
      for place in 0..<levels[l].count { rows &= levels[l].positive[place * wordCount + word] }
      common[word] = rows
      result += rows.nonzeroBitCount
    }
    return result
  }

  /// Finds the rows of the stage before that cross the cell that all are parts of and are positive on some part, and their forms.
  private func findSharedRows(_ l: Int, _ before: UnsafePointer<PreparedStage>) {
    let (parent, wordCount, stride) = (Int(levels[l].parents[0]), levels[l].parentWordCount, before.pointee.stride)
    let z = levels[l - 1].forms + parent * 3 * stride
    levels[l].shared.rows.truncate(to: 0)
    levels[l].shared.forms.truncate(to: 0)
    for word in 0..<wordCount {
      var open: UInt64 = 0
      for place in 0..<levels[l].count { open |= levels[l].parentWords[place * wordCount + word] }
      open &= levels[l - 1].crossing[parent * before.pointee.wordCount + word]
      while open != 0 {
        let row = word * 64 + open.trailingZeroBitCount
        open &= open &- 1
        levels[l].shared.rows.append(Int32(row))
        for k in 0..<3 { levels[l].shared.forms.append(z[k * stride + row]) }
      }
    }
  }

  /// Whether the product for all cells and the columns to add on each are fewer multiplications than a product for each cell, by a third.
  private func isSharingCheaper(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ before: UnsafePointer<PreparedStage>, _ commonCount: Int
  ) -> Bool {
    let (count, rowCount) = (levels[l].count, levels[l].shared.rows.count)
    var active = 0, positive = 0
    let parent = Int(levels[l].parents[0])
    for place in 0..<count {
      for word in 0..<stage.pointee.wordCount {
        active += (levels[l].positive[place * stage.pointee.wordCount + word] & stage.pointee.rows(ofWord: word)).nonzeroBitCount
      }
      for word in 0..<levels[l].parentWordCount {
        let crossing = levels[l - 1].crossing[parent * before.pointee.wordCount + word]
        positive += (levels[l].parentWords[place * levels[l].parentWordCount + word] & crossing).nonzeroBitCount
      }
    }
    let product = (3 + rowCount + 5) / 6 * 6 * commonCount
    return product + 3 * (positive + active - count * commonCount) < 2 * active
  }

  /// Whether the forms are so small that what underflows in a product with them is far below what the bounds grant.
  private func hasModestForms(_ l: Int, _ next: UnsafePointer<PreparedStage>) -> Bool {
    var sum = 0.0
    for index in 0..<levels[l].shared.forms.count { sum += abs(levels[l].shared.forms[index]) }
    return sum * Double(next.pointee.columnCount) < 0x1p40
  }

  /// Multiplies the weights of the next stage in the common rows with the forms that all cells share and with the columns of the shared rows.
  private mutating func multiplyShared(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>, base: UnsafePointer<Double>,
    columns: UnsafePointer<Double>, _ commonCount: Int
  ) {
    let (stride, rowCount) = (stage.pointee.stride, levels[l].shared.rows.count)
    let panelCount = (3 + rowCount + 5) / 6
    packed.truncate(to: 0)
    columnList.truncate(to: 0)
    columnCounts.truncate(to: 0)
    for word in 0..<stage.pointee.wordCount {
      var open = levels[l].shared.common[word]
      while open != 0 {
        columnList.append(Int32(word * 64 + open.trailingZeroBitCount))
        open &= open &- 1
      }
    }
    _ = packed.extend(by: panelCount * 6 * commonCount)
    for panel in 0..<panelCount {
      columnCounts.append(Int32(commonCount))
      for lane in 0..<6 {
        let number = 6 * panel + lane
        let target = packed.base + panel * 6 * commonCount + lane
        if number >= 3 + rowCount {
          for i in 0..<commonCount { target[6 &* i] = 0 }
          continue
        }
        let source = number < 3 ? base + number * stride : columns + Int(levels[l].shared.rows[number - 3]) * stride
        for i in 0..<commonCount { target[6 &* i] = source[Int(columnList.base[i])] }
      }
    }
    let nextStride = next.pointee.stride
    levels[l].shared.products.truncate(to: 0)
    _ = levels[l].shared.products.extend(by: panelCount * 6 * nextStride)
    let products = levels[l].shared.products.base
    next.pointee.multiply(
      packed.base, panelCount: panelCount, columns: columnList.base, step: 0, counts: columnCounts.base, most: commonCount,
      start: levels[l].shared.zeros, giving: products)
    let bias = next.pointee.bias
    for row in 0..<nextStride { products[2 &* nextStride &+ row] += bias[row] }
  }
}
