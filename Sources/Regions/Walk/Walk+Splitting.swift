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
    splitting = Splitting(
      cell: cell, firstLoop: stack.count, firstPart: waiting.count, firstCrossing: crossings.count, firstCandidate: candidates.count,
      firstTerm: terms.count)
    loadWords(l, place)
    collectCrossings(cell)
    let (start, count) = levels[l].loops[place]
    waiting.append(Part(start: Int32(stack.count), count: count, depth: 0, termCount: Int32(terms.count)))
    stack.append(from: levels[l].corners.base + Int(start), count: Int(count))
  }

  /// Splits the cell at hand further. Returns whether it is finished; it is not while the next level is full.
  mutating func splitFurther() throws(Diagnostic) -> Bool {
    let cell = splitting.cell
    while waiting.count > splitting.firstPart {
      var (loop, count) = takePart(cell)
      collectUndecided()
      var first = 0
      while true {
        decideRows(cell, loop: loop, count, from: first)
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

  /// Takes the part whose turn it is: forgets what the way to another has brought, and decides what cuts it off.
  mutating func takePart(_ cell: SplitCell) -> (loop: Int, count: Int) {
    let part = waiting[waiting.count - 1]
    waiting.truncate(to: waiting.count - 1)
    stack.truncate(to: Int(part.start + part.count))
    terms.truncate(to: Int(part.termCount))
    splitting.depth = part.depth
    if part.largest >= 0 {
      decide(cell, group: part.crossing, largest: crossing(cell.level, cell.stage, cell.place, Int(part.largest)))
    } else if part.crossing >= 0 {
      decide(cell, crossings.base + Int(part.crossing), isPositive: true)
    }
    return (Int(part.start), Int(part.count))
  }

  /// Lists the rows that are not decided: those that were decided on the way to another part, after the ways had parted, are open again.
  private mutating func collectUndecided() {
    let (first, depth, rows, end) = (splitting.firstCrossing, splitting.depth, crossings.base, crossings.count)
    undecided.truncate(to: 0)
    undecided.append(upTo: end - first) { list in
      var count = 0
      for row in first..<end where rows[row].decidedAt >= depth {
        rows[row].decidedAt = .max
        list[count] = Int32(truncatingIfNeeded: row)
        count &+= 1
      }
      return count
    }
  }

  /// Decides the rows that have one sign on the part at hand, of those in the list from one on, and keeps the others alone in the list.
  private mutating func decideRows(_ cell: SplitCell, loop: Int, _ count: Int, from first: Int) {
    if undecided.count > first {
      load(stack.base + loop, count)
      filterSigns(count, from: first)
    }
    var open = 0
    for number in first..<undecided.count {
      let index = undecided.base[number]
      let verdict = verdicts.base[number]
      var isDecided = true
      if verdict == FACET_BOTH_SIGNS {
        isDecided = false
      } else if verdict != 0 {
        decide(cell, crossings.base + Int(index), isPositive: verdict > 0)
      } else if crossings[index].candidateCount > 0 {
        isDecided = decideGroup(cell, index, loop: loop, count)
      } else if let sign = exactSign(of: crossings[index], stage: cell.level, stack.base + loop, count) {
        decide(cell, crossings.base + Int(index), isPositive: sign > 0)
      } else {
        isDecided = false
      }
      if isDecided {
        crossings.base[Int(index)].decidedAt = splitting.depth
      } else {
        undecided.base[open] = index
        open &+= 1
      }
    }
    undecided.truncate(to: open)
  }

  /// Cuts the part at hand, whose loop is loaded, by a row that takes both signs on it. Returns the part that comes first; the others wait.
  private mutating func cutPart(_ cell: SplitCell, by index: Int32, loop: Int, _ count: Int) throws(Diagnostic) -> (loop: Int, count: Int) {
    crossings.base[Int(index)].decidedAt = splitting.depth
    splitting.depth += 1
    if crossings[index].candidateCount > 0 { return try cutByMaximum(cell, index, loop: loop, count) }
    setSigns(crossings[index], stage: cell.level, stack.base + loop, count)
    let line = line(of: index, stage: cell.level)
    let sides = try cut(loop, count, by: line, stage: cell.level)
    waiting.append(
      Part(
        start: Int32(sides.positive.start), count: Int32(sides.positive.count), depth: splitting.depth,
        termCount: Int32(terms.count), crossing: index))
    decide(cell, crossings.base + Int(index), isPositive: false)
    return (sides.negative.start, sides.negative.count)
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
