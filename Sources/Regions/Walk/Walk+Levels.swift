import Diagnostics

/// From level to level: when the next one is full, or all cells of the one at hand are split, its turn comes, and the one at hand waits.
extension Walk {
  /// Walks on from the cells of a level until all that comes of them is finished.
  mutating func walk(from first: Int) throws(Diagnostic) {
    start(first)
    while true {
      let isFull = try !splitLevel()
      let l = splitting.cell.level
      if isFull || splitting.cell.next != nil && levels[l + 1].count > 0 {
        suspend()
        start(l + 1)
      } else if l == first {
        return
      } else {
        levels[l].removeAll()
        resume()
      }
    }
  }

  /// Begins with the first cell of a level.
  private mutating func start(_ l: Int) {
    beginNext(cell(0, of: l))
  }

  /// Splits the cells of the level at hand from the present one on. Returns whether they are finished; they are not while the next level is full.
  private mutating func splitLevel() throws(Diagnostic) -> Bool {
    while true {
      if try !splitFurther() { return false }
      guard splitting.cell.place + 1 < levels[splitting.cell.level].count else { return true }
      beginNext(cell(splitting.cell.place + 1, of: splitting.cell.level))
    }
  }

  /// Begins with a cell, and with its block if it is the first of one.
  private mutating func beginNext(_ cell: SplitCell) {
    if let next = cell.next, Level.placeInBlock(cell.place) == 0 { computeNextForms(cell.level, cell.stage, next, from: cell.place) }
    begin(cell)
  }

  /// Lets the cell at hand wait, with the words of its part.
  private mutating func suspend() {
    let words = network.words(of: splitting.cell.level)
    savedWords.append(blocks: pattern + words.lowerBound, count: words.count)
    suspended.append(splitting)
  }

  /// Goes on with the cell that waits.
  private mutating func resume() {
    splitting = suspended.removeLast()
    let words = network.words(of: splitting.cell.level)
    savedWords.truncate(to: savedWords.count - words.count)
    (pattern + words.lowerBound).update(from: savedWords.base + savedWords.count, count: words.count)
  }

  /// Sets the words of a cell's own stage, as far as they are decided.
  @inline(__always)
  mutating func loadWords(_ cell: SplitCell) {
    // The words behind, which the copy may touch, are those of later stages: they are not set yet.
    (pattern + cell.firstWord).copyBlocks(
      from: levels[cell.level].positive + cell.place &* levels[cell.level].maskCount, count: cell.wordCount)
  }

  /// The pattern of the part at hand with the words of the stages before, which are fetched when they are asked for.
  ///
  /// Where an ancestor's are there already, those of its ancestors are as well: a level is emptied before other cells enter it, and then
  /// nothing of it counts as loaded.
  @inline(__always)
  mutating func wholePattern() -> UnsafePointer<UInt64> {
    let (level, place) = (splitting.cell.level, splitting.cell.place)
    if level > 0, levels[level].loadedPlace != place { fetchWords(level, place) }
    return UnsafePointer(pattern)
  }

  private mutating func fetchWords(_ last: Int, _ lastPlace: Int) {
    var (level, place) = (last, lastPlace)
    while level > 0, levels[level].loadedPlace != place {
      let words = network.words(of: level - 1)
      (pattern + words.lowerBound).update(from: levels[level].parentWords + place * words.count, count: words.count)
      levels[level].loadedPlace = place
      place = Int(levels[level].parents[place])
      level -= 1
    }
  }
}
