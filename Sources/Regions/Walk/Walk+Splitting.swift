import CKernels
import Diagnostics
import Networks

/// Splitting a cell by the rows that cross it, part by part, each with the rows that are not decided on it yet.
///
/// Nothing here calls itself, so that the number of lines through a cell is not limited by a stack. Of the two sides of a cut one waits; what
/// the way to one decides is open again on the way to the other. A row is decided once on the way to a part, and long loops on the stack are those of
/// parts that do not overlap: memory grows with the rows and with the cells, not with their product.
///
/// What the rows that were decided on the way to a part bring to the forms of the next stage waits in `terms`; it is added up where a part is
/// finished.
extension Walk {
  /// Makes a cell the one at hand, all of it waiting.
  mutating func begin(_ cell: SplitCell) {
    let (l, place) = (cell.level, cell.place)
    // One by one: the whole at once would be read back before it is in the cache.
    splitting.cell = cell
    splitting.firstLoop = stack.count
    splitting.firstPart = waiting.count
    splitting.firstCrossing = crossings.count
    splitting.firstCandidate = candidates.count
    splitting.firstTerm = terms.count
    splitting.depth = 0
    loadWords(cell)
    collectCrossings(cell)
    let (start, count) = levels[l].loops[place]
    waiting.append(
      Part(
        start: Int32(truncatingIfNeeded: stack.count), count: count, depth: 0, termCount: Int32(truncatingIfNeeded: terms.count)))
    stack.append(blocks: levels[l].corners.base + Int(start), count: Int(count))
  }

  /// Splits the cell at hand further. Returns whether it is finished; it is not while the next level is full.
  mutating func splitFurther() throws(Diagnostic) -> Bool {
    let cell = splitting.cell
    while waiting.count > splitting.firstPart {
      var (loop, count) = takePart(cell)
      collectUndecided()
      var first = 0
      while true {
        if undecided.count > first { decideRows(cell, loop: loop, count, from: first) } else { undecided.truncate(to: 0) }
        if undecided.count == 0 {
          if try leaf(cell, loop: loop, count) { return false }
          break
        }
        if seedLimit >= 0, undecided.count <= seedLimit || seedParts.count + waiting.count >= Seed.most {
          appendSeedPart(cell, isDecided: false, loop: loop, count)
          break
        }
        // What is open on the part that comes first is what was open on the whole, but for the row that cut it.
        (loop, count) = try cutPart(cell, by: undecided[0], loop: loop, count)
        first = 1
      }
    }
    stack.truncate(to: splitting.firstLoop)
    crossings.truncate(to: splitting.firstCrossing)
    candidates.truncate(to: splitting.firstCandidate)
    terms.truncate(to: splitting.firstTerm)
    return true
  }

  /// Lists the rows that cross a cell in the order of their numbers.
  @inline(__always)
  private mutating func collectCrossings(_ cell: SplitCell) {
    let stage = cell.stage
    switch stage.pointee.bend {
    case .none: return
    case .maximum: collectMaxima(cell)
    case .slopes:
      let words = levels[cell.level].crossing + cell.place &* stage.pointee.wordCount
      let rows = CellRows(of: cell, levels, frame)
      for word in 0..<stage.pointee.wordCount {
        var open = words[word]
        while open != 0 {
          crossings.append(rows.crossing(word &* 64 &+ open.trailingZeroBitCount, frame))
          open &= open &- 1
        }
      }
    }
  }

  /// Takes the part whose turn it is: forgets what the way to another has brought, and decides what cuts it off.
  @inline(__always)
  mutating func takePart(_ cell: SplitCell) -> (loop: Int, count: Int) {
    let part = waiting[waiting.count &- 1]
    waiting.truncate(to: waiting.count &- 1)
    stack.truncate(to: Int(part.start &+ part.count))
    terms.truncate(to: Int(part.termCount))
    splitting.depth = part.depth
    if part.largest >= 0 {
      decide(cell, group: part.crossing, largest: CellRows(of: cell, levels, frame).crossing(Int(part.largest), frame))
    } else if part.crossing >= 0 {
      terms.reserve(1)
      decide(cell, crossings.base + Int(part.crossing), sign: 1)
    }
    return (Int(part.start), Int(part.count))
  }

  /// Lists the rows that are not decided: those that were decided on the way to another part, after the ways had parted, are open again.
  @inline(__always)
  private mutating func collectUndecided() {
    let (first, depth, rows, end) = (splitting.firstCrossing, splitting.depth, crossings.base, crossings.count)
    undecided.truncate(to: 0)
    undecided.append(upTo: end &- first) { list in
      var count = 0
      for row in first..<end {
        // 1 where the row is open, 0 otherwise, without a branch.
        let isOpen = ~(rows[row].decidedAt &- depth) >> 31 & 1
        rows[row].decidedAt |= .max & (0 &- isOpen)
        list[count] = Int32(truncatingIfNeeded: row)
        count &+= Int(isOpen)
      }
      return count
    }
  }

  /// Decides the rows that have one sign on the part at hand, of those in the list from one on, and keeps the others alone in the list.
  @inline(__always)
  private mutating func decideRows(_ cell: SplitCell, loop: Int, _ count: Int, from first: Int) {
    load(stack.base + loop, count)
    filterSigns(count, from: first)
    let (list, verdicts, end) = (undecided.base, verdicts.base, undecided.count)
    terms.reserve(end &- first)
    var open = 0
    for number in first..<end {
      let index = list[number]
      var verdict = verdicts[number]
      // 1 where the row stays open, 0 otherwise: no branch, which would be guessed wrong too often.
      var isOpen = Int32(truncatingIfNeeded: verdict >> 1) & 1 & ~Int32(truncatingIfNeeded: verdict >> 7)
      if verdict == 0 { (verdict, isOpen) = decideExactly(cell, index, loop: loop, count) }
      let row = crossings.base + Int(index)
      decide(cell, row, sign: verdict)
      row.pointee.decidedAt = splitting.depth | .max & (0 &- isOpen)
      list[open] = index
      firstSides = open == 0 ? number : firstSides
      open &+= Int(truncatingIfNeeded: isOpen)
    }
    undecided.truncate(to: open)
  }

  /// What is left to decide of a row on the part at hand where doubles left it open; a row that vanishes all over the part counts as negative,
  /// and what there is to note of a group is noted.
  private mutating func decideExactly(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int) -> (sign: Int8, isOpen: Int32) {
    if crossings[index].candidateCount > 0 { return (0, decideGroup(cell, index, loop: loop, count) ? 0 : 1) }
    guard let sign = exactSign(of: crossings[index], stage: cell.level, stack.base + loop, count) else { return (0, 1) }
    return (sign > 0 ? 1 : -1, 0)
  }

  /// Cuts the part at hand, whose loop is loaded, by a row that takes both signs on it. Returns the part that comes first; the others wait.
  @inline(__always)
  private mutating func cutPart(_ cell: SplitCell, by index: Int32, loop: Int, _ count: Int) throws(Diagnostic) -> (loop: Int, count: Int) {
    let row = crossings.base + Int(index)
    row.pointee.decidedAt = splitting.depth
    splitting.depth &+= 1
    if row.pointee.candidateCount > 0 { return try cutByMaximum(cell, index, loop: loop, count) }
    setSigns(row, stage: cell.level, loop: loop, count)
    let sides = try cut(loop, count, by: line(of: row, stage: cell.level), stage: cell.level)
    waiting.append(
      Part(
        start: Int32(truncatingIfNeeded: sides.positive.start), count: Int32(truncatingIfNeeded: sides.positive.count),
        depth: splitting.depth, termCount: Int32(truncatingIfNeeded: terms.count), crossing: index))
    terms.reserve(1)
    decide(cell, row, sign: -1)
    return (sides.negative.start, sides.negative.count)
  }

  /// The line of a crossing row in the patch.
  @inline(__always)
  private mutating func line(of row: UnsafeMutablePointer<Crossing>, stage: Int) -> Int32 {
    if row.pointee.line < 0 {
      row.pointee.line = Int32(truncatingIfNeeded: patch.lines.count)
      patch.lines.append(
        Patch.Line(
          a: row.pointee.a, b: row.pointee.b, c: row.pointee.c, error: row.pointee.doubt,
          origin: Patch.Origin(stage: Int32(truncatingIfNeeded: stage), row: row.pointee.row)))
    }
    return row.pointee.line
  }

  /// Notes the sign of a row on the part at hand, and what its value brings to the next stage; nothing where it is neither 1 nor −1. There is
  /// room for a term.
  @inline(__always)
  private mutating func decide(_ cell: SplitCell, _ crossing: UnsafePointer<Crossing>, sign: Int8) {
    let row = Int(crossing.pointee.row)
    let word = pattern + cell.firstWord + row >> 6
    let bit: UInt64 = 1 << UInt64(row & 63)
    word.pointee = word.pointee & ~(sign == -1 ? bit : 0) | (sign == 1 ? bit : 0)
    if cell.column < 0 { return }
    let (a, b, c) = (crossing.pointee.a, crossing.pointee.b, crossing.pointee.c)
    if cell.isRectifier {
      terms.add(column: cell.column &+ row, a, b, c, if: sign == 1)
    } else if case .slopes(let negative, let positive, _, _) = cell.stage.pointee.bend, sign == 1 || sign == -1 {
      let slope = sign == 1 ? positive[row] : negative[row]
      terms.add(column: cell.column &+ row, slope * a, slope * b, slope * c, if: slope != 0)
    }
  }
}
