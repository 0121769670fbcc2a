import Diagnostics
import Linear
import Networks

/// Parts that are finished: they go on to the next stage, or into the patch.
extension Walk {
  /// A part on which every row is decided: a cell of the stages so far. Returns whether the next level is full now.
  @inline(__always)
  mutating func leaf(_ cell: SplitCell, loop: Int, _ count: Int) throws(Diagnostic) -> Bool {
    let l = cell.level
    if seedLimit >= 0 {
      if cell.next != nil { cellsPerStage[l] &+= 1 }
      appendSeedPart(cell, isDecided: cell.next != nil, loop: loop, count)
      return false
    }
    cellsPerStage[l] &+= 1
    guard patch.cellCount < mostCells else {
      throw Diagnostic(id: "too-many-cells", "one patch holds more than \(mostCells) cells", at: .none)
    }
    guard let next = cell.next else {
      emitBent(cell, loop, count)
      return false
    }
    let stride = 3 &* next.pointee.stride
    let inBlock = Level.placeInBlock(cell.place)
    let base = levels[l].nextForms + inBlock &* stride, errors = levels[l].nextErrors + inBlock &* Level.errorCount
    if cell.isBeforeOutput {
      cellsPerStage[l &+ 1] &+= 1
      next.pointee.add(terms, from: splitting.firstTerm, to: base, giving: outputForms)
      emit(loop, count, outputForms, next, errors)
      return false
    }
    let place = levels[l &+ 1].append(stack.base + loop, count: count, words: pattern + cell.firstWord, parent: cell.place)
    next.pointee.add(terms, from: splitting.firstTerm, to: base, giving: levels[l &+ 1].forms + place &* stride)
    (levels[l &+ 1].errors + place &* Level.errorCount).copyBlocks(from: errors, count: Level.errorCount)
    // Now, while its forms are in the cache.
    findCrossings(self.cell(place, of: l &+ 1))
    return levels[l &+ 1].isFull
  }

  /// Adds a finished cell with its pattern, and the rows of an affine stage as its output map.
  @inline(__always)
  private mutating func emit(
    _ loop: Int, _ count: Int, _ forms: UnsafePointer<Double>, _ stage: UnsafePointer<PreparedStage>, _ errors: UnsafePointer<Double>
  ) {
    patch.addCell(stack.base + loop, count: count)
    patch.patterns.append(blocks: wholePattern(), count: network.wordCount)
    let (n, outputs) = (stage.pointee.stride, stage.pointee.valueCount)
    let first = patch.maps.extend(by: 3 &* outputs)
    let map = patch.maps.base + first
    for output in 0..<outputs {
      map[3 &* output] = forms[output]
      map[3 &* output &+ 1] = forms[n &+ output]
      map[3 &* output &+ 2] = forms[2 &* n &+ output]
    }
    patch.mapErrors.append(frame.bound(errors[0], errors[1], errors[2]) * (1 + WalkFrame.gamma8))
  }

  /// The same where the output bends: the forms are what the last stage's values are bent from.
  private mutating func emitBent(_ cell: SplitCell, _ loop: Int, _ count: Int) {
    let (stage, n) = (cell.stage, cell.stage.pointee.stride)
    let forms = levels[cell.level].forms + cell.place * 3 * n, errors = levels[cell.level].errors + cell.place * Level.errorCount
    patch.addCell(stack.base + loop, count: count)
    patch.patterns.append(blocks: wholePattern(), count: network.wordCount)
    var (factor, rounding) = (1.0, 0.0)
    if case .slopes(_, _, _, let largest) = stage.pointee.bend { factor = max(largest, 1) }
    for output in 0..<stage.pointee.valueCount {
      let (row, slope) = value(output, of: stage, forms, pattern + cell.firstWord, nil) ?? (output, 0)
      let (a, b, c) = (slope * forms[row], slope * forms[n + row], slope * forms[2 * n + row])
      // A slope that is no power of two rounds once more.
      if slope != 0, slope != 1 { rounding = max(rounding, frame.evaluationBound(a, b, c)) }
      for coefficient in [a, b, c] { patch.maps.append(coefficient) }
    }
    patch.mapErrors.append((factor * frame.bound(errors[0], errors[1], errors[2]) + rounding) * (1 + WalkFrame.gamma8))
  }
}
