/// How far the splitting of one cell has come: where what belongs to it begins in the arenas of the walk.
struct Splitting: BitwiseCopyable {
  var cell: SplitCell
  var firstLoop = 0
  var firstPart = 0
  var firstCrossing = 0
  var firstCandidate = 0
  var firstTerm = 0
  /// How many cuts lead to the part at hand.
  var depth: Int32 = 0
}

/// A part of a cell that waits while another is split, and what to go back to when its turn comes.
struct Part: BitwiseCopyable {
  /// The loop on the stack.
  let start: Int32
  let count: Int32
  /// How many cuts lead to the part, and how many terms the rows have brought that were decided before.
  let depth: Int32
  let termCount: Int32
  /// The row that the part was cut off by and whose positive side it is, or for a maximum the group; −1 for a whole cell.
  var crossing: Int32 = -1
  /// For a maximum the row of the group that is the largest on the part.
  var largest: Int32 = -1
}
