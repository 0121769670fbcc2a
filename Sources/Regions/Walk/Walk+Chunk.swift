import CKernels
import Diagnostics
import Linear
import Networks

/// A chunk of cells of one level: which rows cross which cell, the next stage's forms, and then the splitting.
extension Walk {
  /// Splits every cell of a level by its stage and walks on through what comes of it.
  mutating func process(_ l: Int) throws(Diagnostic) {
    let stage = network.stages[l]
    let next = l + 1 < network.stages.count ? network.stages[l + 1] : nil
    let count = levels[l].count
    for place in 0..<count { findCrossings(l, stage, place) }
    if let next, seedLimit < 0 { computeNextForms(l, stage, next) }
    for place in 0..<count { try splitCell(l, stage, next, place) }
    if next != nil, seedLimit < 0, levels[l + 1].count > 0 {
      try process(l + 1)
      levels[l + 1].removeAll()
    }
  }

  /// Finds the rows that may take both signs on a cell, and the sign of the others; sets the cell's pattern.
  private mutating func findCrossings(_ l: Int, _ stage: PreparedStage, _ place: Int) {
    switch stage.bend {
    case .none: return
    case .maximum: findMaxima(l, stage, place)
    case .slopes(_, _, let bending, _):
      let positive = levels[l].positive + place * stage.wordCount
      let crossing = levels[l].crossing + place * stage.wordCount
      scan(l, stage, place, positive, crossing)
      // Rows with one slope never split: they count as positive.
      for word in 0..<stage.wordCount {
        positive[word] |= ~bending[word]
        crossing[word] &= bending[word]
        positive[word] &= ~crossing[word]
      }
      (levels[l].patterns + place * network.wordCount + network.wordStarts[l]).update(from: positive, count: stage.wordCount)
    }
  }

  /// Tests all rows at once at the centre of the cell's box against its half sides.
  private mutating func scan(
    _ l: Int, _ stage: PreparedStage, _ place: Int, _ positive: UnsafeMutablePointer<UInt64>, _ crossing: UnsafeMutablePointer<UInt64>
  ) {
    let errors = levels[l].errors + place * Level.errorCount
    let box = box(of: l, place)
    // Evaluating at the centre adds γ₈·(|a|·X + |b|·Y + |c|); the last factor covers the rounding of the sum itself.
    let gamma = WalkFrame.gamma8, slack = 1 + 2 * WalkFrame.gamma8
    facet_scan(
      levels[l].forms + place * 3 * stage.stride, stage.stride, box.x, box.y, (box.rx + gamma * frame.extent.x) * slack,
      (box.ry + gamma * frame.extent.y) * slack, gamma * slack,
      (frame.bound(errors[0], errors[1], errors[2]) + WalkFrame.underflow) * slack, positive, crossing, levels[l].maxima + 3 * place)
    if isExactOnly { for word in 0..<stage.wordCount { crossing[word] = .max } }
    if stage.rowCount & 63 != 0 { crossing[stage.wordCount - 1] &= (1 << UInt64(stage.rowCount & 63)) - 1 }
    if !isExactOnly { prover.addFiltered(stage.rowCount - (0..<stage.wordCount).reduce(0) { $0 + crossing[$1].nonzeroBitCount }) }
  }

  /// The centre and half sides of a box that holds the exact cell.
  func box(of l: Int, _ place: Int) -> (x: Double, y: Double, rx: Double, ry: Double) {
    let (start, count) = levels[l].loops[place]
    let corners = levels[l].corners.base + Int(start)
    var (lowX, lowY, highX, highY, error) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity, 0.0)
    for i in 0..<Int(count) {
      let vertex = patch.vertices[corners[i].vertex]
      lowX = min(lowX, vertex.x)
      lowY = min(lowY, vertex.y)
      highX = max(highX, vertex.x)
      highY = max(highY, vertex.y)
      error = max(error, vertex.error)
    }
    // Rounding on the way is at most a few units of the largest coordinate.
    let slackX = error + 8 * RoundingError.unit * frame.extent.x, slackY = error + 8 * RoundingError.unit * frame.extent.y
    return (lowX + (highX - lowX) / 2, lowY + (highY - lowY) / 2, (highX - lowX) / 2 + slackX, (highY - lowY) / 2 + slackY)
  }

  /// A row of a cell's forms with its doubt.
  @inline(__always)
  func crossing(_ l: Int, _ stage: PreparedStage, _ place: Int, _ row: Int) -> Crossing {
    let forms = levels[l].forms + place * 3 * stage.stride
    let errors = levels[l].errors + place * Level.errorCount
    let (a, b, c) = (forms[row], forms[stage.stride + row], forms[2 * stage.stride + row])
    let bound = frame.bound(errors[0], errors[1], errors[2])
    let isZero = a == 0 && b == 0 && c == 0 && bound == 0
    let doubt = isZero ? 0 : (bound + frame.evaluationBound(a, b, c)) * (1 + WalkFrame.gamma8)
    return Crossing(a: a, b: b, c: c, doubt: doubt, slope: (abs(a) + abs(b)) * (1 + WalkFrame.gamma8), row: Int32(row), line: -1)
  }

  /// The forms of the next stage on every cell, without the rows that cross it, and the bounds of their errors.
  private mutating func computeNextForms(_ l: Int, _ stage: PreparedStage, _ next: PreparedStage) {
    let count = levels[l].count
    let isChain = next.stage.sources == [l + 1]
    if stage.isRectifier, let rows = next.fewRows {
      for place in 0..<count { sumRows(l, stage, next, place, rows) }
    } else if isChain, case .dense(_, let panels) = next.weights, count > 1 {
      multiplyChunk(l, stage, next, panels)
    } else {
      for place in 0..<count { addSources(l, next, place) }
    }
    for place in 0..<count {
      let words = levels[l].patterns + place * network.wordCount
      var bound = FormBound()
      for source in next.stage.sources {
        if source == 0 {
          bound.includeCoordinates()
        } else if source == l + 1, stage.isRectifier {
          let (maxima, errors) = (levels[l].maxima + 3 * place, levels[l].errors + place * Level.errorCount)
          if isActive(l, stage, place) { bound.include(maxima[0], maxima[1], maxima[2], errors: errors, factor: 1, count: stage.valueCount) }
        } else {
          let isOwn = source == l + 1
          let crossing: UnsafePointer<UInt64>? = isOwn ? UnsafePointer(levels[l].crossing + place * stage.wordCount) : nil
          include(source - 1, at: ancestor(of: place, level: l, at: source - 1), words, crossing: crossing, in: &bound)
        }
      }
      bound.write(next, to: levels[l].nextErrors + place * Level.errorCount)
    }
  }

  /// Whether some row of a rectifying stage may be active on a cell.
  private func isActive(_ l: Int, _ stage: PreparedStage, _ place: Int) -> Bool {
    (0..<stage.wordCount).contains { word in
      // Rows beyond the last count as positive in the mask.
      let rows = word == stage.wordCount - 1 && stage.rowCount & 63 != 0 ? (1 << UInt64(stage.rowCount & 63)) - 1 : UInt64.max
      let at = place * stage.wordCount + word
      return (levels[l].positive[at] | levels[l].crossing[at]) & rows != 0
    }
  }

  /// The cell of an earlier level that a cell is a part of.
  private func ancestor(of place: Int, level l: Int, at earlier: Int) -> Int {
    var place = place
    var level = l
    while level > earlier {
      place = Int(levels[level].parents[place])
      level -= 1
    }
    return place
  }

  private func addSources(_ l: Int, _ next: PreparedStage, _ place: Int) {
    let forms = levels[l].nextForms + place * 3 * next.stride
    let words = levels[l].patterns + place * network.wordCount
    startForms(next, forms)
    for (source, start) in zip(next.stage.sources, network.columnStarts[l + 1]) {
      if source == 0 {
        next.addColumn(start, 1, 0, 0, to: forms)
        next.addColumn(start + 1, 0, 1, 0, to: forms)
      } else {
        let isOwn = source == l + 1
        let crossing: UnsafePointer<UInt64>? = isOwn ? UnsafePointer(levels[l].crossing + place * levels[l].maskCount) : nil
        addValues(
          of: source - 1, at: ancestor(of: place, level: l, at: source - 1), words, columns: start, stage: next, to: forms, crossing: crossing)
      }
    }
  }

  /// The forms of a stage of few rows: a sum over the active rows for each.
  private func sumRows(
    _ l: Int, _ stage: PreparedStage, _ next: PreparedStage, _ place: Int, _ rows: (weights: UnsafePointer<Double>, stride: Int)
  ) {
    let forms = levels[l].nextForms + place * 3 * next.stride
    let z = levels[l].forms + place * 3 * stage.stride
    let active = levels[l].positive + place * stage.wordCount
    startForms(next, forms)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { sums in
      for row in 0..<next.rowCount {
        facet_masked_sum(z, stage.stride, rows.weights + row * rows.stride, active, sums.baseAddress!)
        forms[row] += sums[0]
        forms[next.stride + row] += sums[1]
        forms[2 * next.stride + row] += sums[2]
      }
    }
  }

  /// One product for the whole chunk; columns that are zero on every cell are left out.
  private mutating func multiplyChunk(_ l: Int, _ stage: PreparedStage, _ next: PreparedStage, _ panels: UnsafePointer<Double>) {
    let count = levels[l].count
    columnList.truncate(to: 0)
    if stage.isRectifier {
      for word in 0..<stage.wordCount {
        var union: UInt64 = 0
        for place in 0..<count { union |= levels[l].positive[place * stage.wordCount + word] }
        while union != 0 {
          let row = word * 64 + union.trailingZeroBitCount
          union &= union - 1
          if row < stage.rowCount { columnList.append(Int32(row)) }
        }
      }
    } else {
      for index in 0..<stage.valueCount { columnList.append(Int32(index)) }
    }
    let (active, pairs) = (columnList.count, (count + 1) / 2)
    packed.truncate(to: 0)
    _ = packed.extend(by: pairs * 6 * active)
    for place in 0..<2 * pairs { pack(l, stage, place, into: packed.base + place / 2 * 6 * active + place % 2 * 3) }
    facet_multiply(
      levels[l].nextForms, next.stride, packed.base, pairs, panels, next.columnCount, columnList.base, active, next.bias.baseAddress!)
  }

  /// The values of one cell in the layout of the product; a cell beyond the last is zero.
  private func pack(_ l: Int, _ stage: PreparedStage, _ place: Int, into panel: UnsafeMutablePointer<Double>) {
    let active = columnList.count
    guard place < levels[l].count else {
      for i in 0..<active { (panel[6 * i], panel[6 * i + 1], panel[6 * i + 2]) = (0, 0, 0) }
      return
    }
    let n = stage.stride
    let z = levels[l].forms + place * 3 * n
    let words = levels[l].patterns + place * network.wordCount + network.wordStarts[l]
    if stage.isRectifier {
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
    let crossing = levels[l].crossing + place * stage.wordCount
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
