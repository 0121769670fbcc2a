/// Which cell of which level is being split.
struct SplitCell {
  let level: Int
  let stage: UnsafePointer<PreparedStage>
  /// The stage after; `nil` for the last.
  let next: UnsafePointer<PreparedStage>?
  var place = 0

  init(_ network: PreparedNetwork, level: Int) {
    self.level = level
    stage = network.stage(level)
    next = level + 1 < network.stages.count ? network.stage(level + 1) : nil
  }
}
