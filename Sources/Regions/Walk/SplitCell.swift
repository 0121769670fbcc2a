/// Which cell of which level is being split. Two words, so that copies cost nothing.
struct SplitCell: BitwiseCopyable {
  let constants: UnsafePointer<SplitStage>
  var place = 0

  @inline(__always) var level: Int { constants.pointee.level }
  @inline(__always) var stage: UnsafePointer<PreparedStage> { constants.pointee.stage }
  @inline(__always) var next: UnsafePointer<PreparedStage>? { constants.pointee.next }
  @inline(__always) var isRectifier: Bool { constants.pointee.isRectifier }
  @inline(__always) var column: Int { constants.pointee.column }
  @inline(__always) var firstWord: Int { constants.pointee.firstWord }
  @inline(__always) var wordCount: Int { constants.pointee.wordCount }
  @inline(__always) var isBeforeOutput: Bool { constants.pointee.isBeforeOutput }
}
