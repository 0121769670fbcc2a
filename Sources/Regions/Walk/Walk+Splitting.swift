import CKernels
import Diagnostics
import Networks

/// Splitting one cell by the rows that cross it: a recursion over its parts, each with the rows that are not decided on it yet.
///
/// What the rows that were decided on the way to a part bring to the forms of the next stage waits in `terms`; it is added up where a part is
/// finished.
extension Walk {
  mutating func splitCell(_ cell: SplitCell) throws(Diagnostic) {
    let (l, place) = (cell.level, cell.place)
    pattern.update(from: levels[l].patterns + place * network.wordCount, count: network.wordCount)
    let (firstUnit, firstCrossing, firstCandidate) = (undecided.count, crossings.count, candidates.count)
    collectCrossings(cell)
    for crossing in firstCrossing..<crossings.count { undecided.append(Int32(crossing)) }
    let (start, count) = levels[l].loops[place]
    let top = stack.count
    stack.append(from: levels[l].corners.base + Int(start), count: Int(count))
    firstTerm = terms.count
    try split(cell, loop: top, Int(count), units: firstUnit, undecided.count - firstUnit)
    stack.truncate(to: top)
    undecided.truncate(to: firstUnit)
    crossings.truncate(to: firstCrossing)
    candidates.truncate(to: firstCandidate)
  }

  /// Lists the rows that cross a cell in the order of their numbers.
  private mutating func collectCrossings(_ cell: SplitCell) {
    let (l, stage, place) = (cell.level, cell.stage, cell.place)
    switch stage.pointee.bend {
    case .none: return
    case .maximum: collectMaxima(cell)
    case .slopes:
      for word in 0..<stage.pointee.wordCount {
        var open = levels[l].crossing[place * stage.pointee.wordCount + word]
        while open != 0 {
          let row = word * 64 + open.trailingZeroBitCount
          open &= open - 1
          crossings.append(crossing(l, stage, place, row))
        }
      }
    }
  }

  /// Splits one part: decides its rows, and where some cross it, goes on with both sides of the first.
  mutating func split(_ cell: SplitCell, loop: Int, _ count: Int, units: Int, _ unitCount: Int) throws(Diagnostic) {
    let kept = undecided.count
    let decided = terms.count
    if unitCount > 0 {
      load(stack.base + loop, count)
      decideRows(cell, loop: loop, count, units: units, unitCount)
    }
    let open = undecided.count - kept
    if open > 0, open <= seedLimit {
      appendSeed(at: cell.level, loop: loop, count)
    } else if open == 0 {
      try leaf(cell, loop: loop, count)
    } else if crossings[undecided[kept]].candidateCount > 0 {
      try splitByMaximum(cell, undecided[kept], loop: loop, count, units: kept + 1, open - 1)
    } else {
      try split(cell, by: undecided[kept], loop: loop, count, units: kept + 1, open - 1)
    }
    undecided.truncate(to: kept)
    terms.truncate(to: decided)
  }

  /// Decides the rows that have one sign on a part, whose loop is loaded, and lists the others.
  private mutating func decideRows(_ cell: SplitCell, loop: Int, _ count: Int, units: Int, _ unitCount: Int) {
    filterSigns(units: units, unitCount, count)
    undecided.reserve(unitCount)
    for number in 0..<unitCount {
      let index = undecided[units + number]
      let verdict = verdicts.base[number]
      if verdict == FACET_BOTH_SIGNS {
        undecided.append(index)
      } else if verdict != 0 {
        decide(cell, crossings.base + Int(index), isPositive: verdict > 0)
      } else {
        let crossing = crossings[index]
        if crossing.candidateCount > 0 {
          if !decideMaximum(cell, index, loop: loop, count) { undecided.append(index) }
        } else if let sign = exactSign(of: crossing, stage: cell.level, stack.base + loop, count) {
          decide(cell, crossings.base + Int(index), isPositive: sign > 0)
        } else {
          undecided.append(index)
        }
      }
    }
  }

  /// Splits a part, whose loop is loaded, by a row that takes both signs on it.
  private mutating func split(
    _ cell: SplitCell, by index: Int32, loop: Int, _ count: Int, units: Int, _ unitCount: Int
  ) throws(Diagnostic) {
    setSigns(crossings[index], stage: cell.level, stack.base + loop, count)
    let line = line(of: index, stage: cell.level)
    let sides = try cut(loop, count, by: line, stage: cell.level)
    let decided = terms.count
    decide(cell, crossings.base + Int(index), isPositive: false)
    try split(cell, loop: sides.negative.start, sides.negative.count, units: units, unitCount)
    terms.truncate(to: decided)
    decide(cell, crossings.base + Int(index), isPositive: true)
    try split(cell, loop: sides.positive.start, sides.positive.count, units: units, unitCount)
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

  /// Notes the sign of a row on the part at hand, and what its value brings to the next stage.
  @inline(__always)
  private mutating func decide(_ cell: SplitCell, _ crossing: UnsafePointer<Crossing>, isPositive: Bool) {
    let row = Int(crossing.pointee.row)
    let word = pattern + network.wordStarts[cell.level] + row >> 6
    let bit: UInt64 = 1 << UInt64(row & 63)
    if isPositive { word.pointee |= bit } else { word.pointee &= ~bit }
    if cell.stage.pointee.isRectifier {
      if isPositive { appendTerm(cell, row, crossing.pointee.a, crossing.pointee.b, crossing.pointee.c) }
    } else if case .slopes(let negative, let positive, _, _) = cell.stage.pointee.bend {
      let slope = isPositive ? positive[row] : negative[row]
      if slope != 0 { appendTerm(cell, row, slope * crossing.pointee.a, slope * crossing.pointee.b, slope * crossing.pointee.c) }
    }
  }

  /// Notes that a value of the stage at hand enters the forms of the next stage.
  @inline(__always)
  mutating func appendTerm(_ cell: SplitCell, _ index: Int, _ a: Double, _ b: Double, _ c: Double) {
    if let next = cell.next, next.pointee.ownColumn >= 0 { terms.append(column: next.pointee.ownColumn + index, a, b, c) }
  }
}
