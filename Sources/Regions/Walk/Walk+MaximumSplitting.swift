import Diagnostics
import Linear

/// Splitting a part along the upper envelope of a group of rows.
extension Walk {
  /// Decides a group on a part if one of its rows is the largest all over it, and returns whether it is.
  mutating func decideGroup(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int) -> Bool {
    let largest = largestRows(cell, index, loop: loop, count)
    guard largest.count == 1 else { return false }
    decide(cell, group: index, largest: largest[0])
    return true
  }

  /// The rows of a group that are not dominated on a part.
  private mutating func largestRows(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int) -> [Crossing] {
    let entry = crossings[index]
    let forms = CellRows(of: cell, levels, frame)
    let rows = (entry.firstCandidate..<entry.firstCandidate + entry.candidateCount).map { forms.crossing(Int(candidates[$0]), frame) }
    return undominated(rows, stage: cell.level, stack.base + loop, count)
  }

  /// Notes the largest row of a group on the part at hand, and that its value enters the next stage.
  mutating func decide(_ cell: SplitCell, group index: Int32, largest: Crossing) {
    let entry = crossings[index]
    let words = pattern + cell.firstWord
    for candidate in entry.firstCandidate..<entry.firstCandidate + entry.candidateCount {
      let row = candidates[candidate]
      words[Int(row >> 6)] &= ~(1 << UInt64(row & 63))
    }
    words[Int(largest.row >> 6)] |= 1 << UInt64(largest.row & 63)
    if cell.column >= 0 { terms.append(column: cell.column + Int(entry.row), largest.a, largest.b, largest.c) }
  }

  /// The line on which two rows are equal, positive where the first is larger.
  func tie(_ one: Crossing, _ other: Crossing, stage: Int) -> Patch.Line {
    let (a, b, c) = (one.a - other.a, one.b - other.b, one.c - other.c)
    return Patch.Line(
      a: a, b: b, c: c, error: (one.doubt + other.doubt + frame.evaluationBound(a, b, c)) * (1 + WalkFrame.gamma8),
      origin: Patch.Origin(stage: Int32(stage), row: one.row, other: other.row))
  }

  /// Cuts a part, whose loop is on top of the stack and loaded, along the upper envelope of a group. Returns the part that comes first; the
  /// others wait.
  mutating func cutByMaximum(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int) throws(Diagnostic) -> (loop: Int, count: Int) {
    let rows = largestRows(cell, index, loop: loop, count)
    let parts = try cutByEnvelope(rows, cell, loop: loop, count)
    // The part that comes first belongs on top.
    let length = stack.count - loop
    stack.reserve(length)
    for part in parts.reversed() {
      waiting.append(
        Part(
          start: Int32(stack.count - length), count: Int32(part.count), depth: splitting.depth, termCount: Int32(terms.count),
          crossing: index, largest: part.row.row))
      stack.reserve(part.count)
      stack.append(blocks: stack.base + part.start, count: part.count)
    }
    dropLoop(loop, length)
    return takePart(cell)
  }
}
