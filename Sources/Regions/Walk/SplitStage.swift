/// What is the same for all cells of a level that are split.
struct SplitStage: BitwiseCopyable {
  let level: Int
  let stage: UnsafePointer<PreparedStage>
  /// The stage after; `nil` for the last.
  let next: UnsafePointer<PreparedStage>?
  let isRectifier: Bool
  /// The column of the next stage that takes the first value of this one; −1 if it takes none.
  let column: Int
  /// The words of the stage's bits in a pattern.
  let firstWord: Int
  let wordCount: Int
  /// Whether the next stage is the output, so that the parts are finished cells.
  let isBeforeOutput: Bool

  init(_ network: PreparedNetwork, level: Int) {
    self.level = level
    stage = network.stage(level)
    next = level + 1 < network.stages.count ? network.stage(level + 1) : nil
    isRectifier = stage.pointee.isRectifier
    column = next?.pointee.ownColumn ?? -1
    firstWord = network.wordStarts[level]
    wordCount = network.words(of: level).count
    isBeforeOutput = level + 2 == network.stages.count && network.endsAffinely
  }
}
