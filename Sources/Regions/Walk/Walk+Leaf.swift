import Diagnostics
import Linear
import Networks

/// Parts that are finished: they go on to the next stage, or into the patch.
extension Walk {
  /// A part on which every row is decided: a cell of the stages so far. Returns whether the next level is full now.
  mutating func leaf(_ cell: SplitCell, loop: Int, _ count: Int) throws(Diagnostic) -> Bool {
    let l = cell.level
    if seedLimit >= 0 {
      if cell.next != nil { cellsPerStage[l] += 1 }
      appendSeedPart(cell, isDecided: cell.next != nil, loop: loop, count)
      return false
    }
    cellsPerStage[l] += 1
    guard patch.cellCount < mostCells else {
      throw Diagnostic(id: "too-many-cells", "one patch holds more than \(mostCells) cells", at: .none)
    }
    guard let next = cell.next else {
      emit(
        loop, count, forms: levels[l].forms + cell.place * 3 * cell.stage.pointee.stride, cell.stage, bent: true,
        errors: levels[l].errors + cell.place * Level.errorCount)
      return false
    }
    if l + 2 == network.stages.count, network.endsAffinely {
      cellsPerStage[l + 1] += 1
      next.pointee.add(terms, from: splitting.firstTerm, to: levels[l].nextForms + cell.place * 3 * next.pointee.stride, giving: outputForms)
      emit(loop, count, forms: outputForms, next, bent: false, errors: levels[l].nextErrors + cell.place * Level.errorCount)
      return false
    }
    let place = levels[l + 1].append(
      stack.base + loop, count: count, words: pattern + network.words(of: l).lowerBound, parent: cell.place)
    let stride = 3 * next.pointee.stride
    next.pointee.add(
      terms, from: splitting.firstTerm, to: levels[l].nextForms + cell.place * stride, giving: levels[l + 1].forms + place * stride)
    (levels[l + 1].errors + place * Level.errorCount).update(
      from: levels[l].nextErrors + cell.place * Level.errorCount, count: Level.errorCount)
    return levels[l + 1].isFull
  }

  /// Adds a finished cell with its pattern and output map.
  private mutating func emit(
    _ loop: Int, _ count: Int, forms: UnsafePointer<Double>, _ stage: UnsafePointer<PreparedStage>, bent: Bool, errors: UnsafePointer<Double>
  ) {
    patch.addCell(stack.base + loop, count: count)
    patch.patterns.append(from: wholePattern(), count: network.wordCount)
    let n = stage.pointee.stride
    var (factor, rounding) = (1.0, 0.0)
    if bent, case .slopes(_, _, _, let largest) = stage.pointee.bend { factor = max(largest, 1) }
    for output in 0..<stage.pointee.valueCount {
      var (row, slope) = (output, 1.0)
      if bent {
        let found = value(output, of: stage, forms, pattern + network.wordStarts[network.stages.count - 1], nil)
        (row, slope) = found ?? (output, 0)
      }
      // A slope that is no power of two rounds once more.
      if slope != 0, slope != 1 {
        rounding = max(rounding, frame.evaluationBound(slope * forms[row], slope * forms[n + row], slope * forms[2 * n + row]))
      }
      patch.maps.append(slope * forms[row])
      patch.maps.append(slope * forms[n + row])
      patch.maps.append(slope * forms[2 * n + row])
    }
    patch.mapErrors.append((factor * frame.bound(errors[0], errors[1], errors[2]) + rounding) * (1 + WalkFrame.gamma8))
  }
}
