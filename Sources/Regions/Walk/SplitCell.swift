/// Which cell of which level is being split.
struct SplitCell {
  let level: Int
  let stage: UnsafePointer<PreparedStage>
  /// The stage after; `nil` for the last.
  let next: UnsafePointer<PreparedStage>?
  var place = 0

  init(level: Int, stage: UnsafePointer<PreparedStage>, next: UnsafePointer<PreparedStage>?) {
    self.level = level
    self.stage = stage
    self.next = next
  }
}
