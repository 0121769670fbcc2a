import Diagnostics
import Linear
import Networks

/// Which cell of which level is being split.
struct SplitCell {
  let level: Int
  let place: Int
  let stage: PreparedStage
  /// The stage after; `nil` for the last.
  let next: PreparedStage?
  /// Whether the forms of the next stage are carried along.
  let carriesForms: Bool
}

/// Splitting one cell by the rows that cross it: a recursion over its parts, each with the rows that are not decided on it yet.
extension Walk {
  mutating func splitCell(_ l: Int, _ stage: PreparedStage, _ next: PreparedStage?, _ place: Int) throws(Diagnostic) {
    let cell = SplitCell(level: l, place: place, stage: stage, next: next, carriesForms: next != nil && seedLimit < 0)
    pattern.update(from: levels[l].patterns + place * network.wordCount, count: network.wordCount)
    let (firstUnit, firstCrossing, firstCandidate) = (undecided.count, crossings.count, candidates.count)
    collectCrossings(cell)
    for crossing in firstCrossing..<crossings.count { undecided.append(Int32(crossing)) }
    let (start, count) = levels[l].loops[place]
    let top = stack.count
    stack.append(from: levels[l].corners.base + Int(start), count: Int(count))
    if cell.carriesForms {
      let stride = 3 * levels[l].nextStride
      base(l, 0).update(from: levels[l].nextForms + place * stride, count: stride)
    }
    try split(cell, loop: top, Int(count), units: firstUnit, undecided.count - firstUnit, depth: 0)
    stack.truncate(to: top)
    undecided.truncate(to: firstUnit)
    crossings.truncate(to: firstCrossing)
    candidates.truncate(to: firstCandidate)
  }

  /// Lists the rows that cross a cell in the order of their numbers.
  private mutating func collectCrossings(_ cell: SplitCell) {
    let (l, stage, place) = (cell.level, cell.stage, cell.place)
    switch stage.bend {
    case .none: return
    case .maximum: collectMaxima(cell)
    case .slopes:
      for word in 0..<stage.wordCount {
        var open = levels[l].crossing[place * stage.wordCount + word]
        while open != 0 {
          let row = word * 64 + open.trailingZeroBitCount
          open &= open - 1
          crossings.append(crossing(l, stage, place, row))
        }
      }
    }
  }

  /// Splits one part: decides its rows, and where some cross it, goes on with both sides of the first.
  mutating func split(
    _ cell: SplitCell, loop: Int, _ count: Int, units: Int, _ unitCount: Int, depth: Int
  ) throws(Diagnostic) {
    let kept = undecided.count
    if unitCount > 0 {
      load(stack.base + loop, count)
      for unit in units..<units + unitCount {
        let index = undecided[unit]
        let crossing = crossings[index]
        if crossing.candidateCount > 0 {
          if decideMaximum(cell, index, loop: loop, count, depth: depth) { continue }
        } else if let sign = sign(of: crossing, stage: cell.level, stack.base + loop, count, pattern) {
          decide(cell, crossing, isPositive: sign > 0, depth: depth)
          continue
        }
        undecided.append(index)
      }
    }
    let open = undecided.count - kept
    if open > 0, open <= seedLimit {
      appendSeed(at: cell.level, loop: loop, count)
    } else if open == 0 {
      try leaf(cell, loop: loop, count, depth: depth)
    } else if crossings[undecided[kept]].candidateCount > 0 {
      try splitByMaximum(cell, undecided[kept], loop: loop, count, units: kept + 1, open - 1, depth: depth)
    } else {
      try split(cell, by: undecided[kept], loop: loop, count, units: kept + 1, open - 1, depth: depth)
    }
    undecided.truncate(to: kept)
  }

  /// Splits a part, whose loop is loaded, by a row that takes both signs on it.
  private mutating func split(
    _ cell: SplitCell, by index: Int32, loop: Int, _ count: Int, units: Int, _ unitCount: Int, depth: Int
  ) throws(Diagnostic) {
    setSigns(crossings[index], stage: cell.level, stack.base + loop, count)
    let line = line(of: index, stage: cell.level)
    let sides = try cut(loop, count, by: line, stage: cell.stage)
    let crossing = crossings[index]
    if cell.carriesForms {
      let stride = 3 * levels[cell.level].nextStride
      let to = base(cell.level, depth + 1), from = base(cell.level, depth)
      to.update(from: from, count: stride)
    }
    decide(cell, crossing, isPositive: false, depth: depth + 1)
    try split(cell, loop: sides.negative.start, sides.negative.count, units: units, unitCount, depth: depth + 1)
    decide(cell, crossing, isPositive: true, depth: depth)
    try split(cell, loop: sides.positive.start, sides.positive.count, units: units, unitCount, depth: depth)
    stack.truncate(to: sides.negative.start)
  }

  /// The line of a crossing row in the patch.
  private mutating func line(of index: Int32, stage: Int) -> Int32 {
    let crossing = crossings[index]
    if crossing.line >= 0 { return crossing.line }
    let line = Int32(patch.lines.count)
    patch.lines.append(
      Patch.Line(
        a: crossing.a, b: crossing.b, c: crossing.c, error: crossing.doubt, origin: Patch.Origin(stage: Int32(stage), row: crossing.row)))
    crossings.base[Int(index)].line = line
    return line
  }

  /// Notes the sign of a row on the part at hand, and adds what its value brings to the next stage.
  @inline(__always)
  mutating func decide(_ cell: SplitCell, _ crossing: Crossing, isPositive: Bool, depth: Int) {
    let row = Int(crossing.row)
    let word = pattern + network.wordStarts[cell.level] + row >> 6
    let bit: UInt64 = 1 << UInt64(row & 63)
    if isPositive { word.pointee |= bit } else { word.pointee &= ~bit }
    guard cell.carriesForms, let next = cell.next, case .slopes(let negative, let positive, _, _) = cell.stage.bend
    else { return }
    if cell.stage.isRectifier && !isPositive { return }
    let slope = isPositive ? positive[row] : negative[row]
    if slope == 0 { return }
    addValue(cell.level, row, slope * crossing.a, slope * crossing.b, slope * crossing.c, next: next, depth: depth)
  }

  /// Adds a value of the stage at hand to the forms of the next stage.
  @inline(__always)
  mutating func addValue(_ stage: Int, _ index: Int, _ a: Double, _ b: Double, _ c: Double, next: PreparedStage, depth: Int) {
    if next.ownColumn >= 0 { next.addColumn(next.ownColumn + index, a, b, c, to: base(stage, depth)) }
  }

  /// A part on which every row is decided: a cell of the stages so far.
  private mutating func leaf(_ cell: SplitCell, loop: Int, _ count: Int, depth: Int) throws(Diagnostic) {
    let l = cell.level
    if seedLimit >= 0 {
      if cell.next != nil { cellsPerStage[l] += 1 }
      appendSeed(at: cell.next == nil ? l : l + 1, loop: loop, count)
      return
    }
    cellsPerStage[l] += 1
    guard patch.cellCount < mostCells else {
      throw Diagnostic(id: "too-many-cells", "one patch holds more than \(mostCells) cells", at: .none)
    }
    guard let next = cell.next else {
      emit(
        loop, count, forms: levels[l].forms + cell.place * 3 * cell.stage.stride, cell.stage, bent: true,
        errors: levels[l].errors + cell.place * Level.errorCount)
      return
    }
    if l + 2 == network.stages.count, network.endsAffinely {
      cellsPerStage[l + 1] += 1
      emit(loop, count, forms: base(l, depth), next, bent: false, errors: levels[l].nextErrors + cell.place * Level.errorCount)
      return
    }
    let place = levels[l + 1].append(stack.base + loop, count: count, pattern: pattern, parent: cell.place)
    let stride = 3 * next.stride
    (levels[l + 1].forms + place * stride).update(from: base(l, depth), count: stride)
    (levels[l + 1].errors + place * Level.errorCount).update(
      from: levels[l].nextErrors + cell.place * Level.errorCount, count: Level.errorCount)
    guard levels[l + 1].isFull else { return }
    // The walk below sets the pattern of other cells.
    let saved = savedPatterns[l] ?? .allocate(capacity: max(1, network.wordCount))
    savedPatterns[l] = saved
    saved.update(from: pattern, count: network.wordCount)
    try process(l + 1)
    pattern.update(from: saved, count: network.wordCount)
    levels[l + 1].removeAll()
  }

  /// Adds a finished cell with its pattern and output map.
  private mutating func emit(
    _ loop: Int, _ count: Int, forms: UnsafePointer<Double>, _ stage: PreparedStage, bent: Bool, errors: UnsafePointer<Double>
  ) {
    patch.addCell(stack.base + loop, count: count)
    patch.patterns.append(from: pattern, count: network.wordCount)
    let n = stage.stride
    var (factor, rounding) = (1.0, 0.0)
    if bent, case .slopes(_, _, _, let largest) = stage.bend { factor = max(largest, 1) }
    for output in 0..<stage.valueCount {
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
