import Networks

/// A network made ready for the walk: its stages in the kernels' layout, and where each keeps its bits in a pattern.
final class PreparedNetwork: @unchecked Sendable {
  let network: PiecewiseLinearNetwork
  /// The stages, read through a pointer (see `Storage`).
  let stages: UnsafeBufferPointer<PreparedStage>
  /// The first word of each stage's bits in a pattern: bit j of the rows of stage s is bit j of the words from `wordStarts[s]` on. A set
  /// bit means that the row is positive (slopes), or that it is the maximum of its group.
  let wordStarts: [Int]
  /// The words of a whole pattern.
  let wordCount: Int
  /// For each stage and each of its sources, the first column that belongs to it.
  let columnStarts: [[Int]]
  let outputCount: Int
  /// How many bending stages there are up to stage s, at place s + 1; 0 at place 0, that of the window's sides.
  let depths: [Int]
  /// Whether the last stage is affine, so that its rows are the output map as they are.
  let endsAffinely: Bool

  private let storage: Storage

  /// Up to so many stages sums of weights bound errors well enough.
  private static let fewStages = 4

  init(_ network: PiecewiseLinearNetwork) {
    self.network = network
    outputCount = network.outputCount
    let counts = [network.inputCount] + network.stages.map(\.valueCount)
    let columnStarts = network.stages.map { stage in
      var column = 0
      return stage.sources.map { source in
        defer { column += counts[source] }
        return column
      }
    }
    self.columnStarts = columnStarts
    let isDeep = network.stages.count > Self.fewStages
    var storage = Storage()
    var stages: [PreparedStage] = []
    for (index, stage) in network.stages.enumerated() {
      stages.append(PreparedStage(stage, index: index, columnStarts: columnStarts[index], isDeep: isDeep, &storage))
    }
    self.stages = storage.keep(stages)
    self.storage = storage
    var words = 0
    wordStarts = stages.map { stage in
      if case .none = stage.bend { return words }
      defer { words += stage.wordCount }
      return words
    }
    wordCount = words
    var depth = 0
    depths =
      [0]
      + network.stages.map { stage in
        if case .none = stage.bend { return depth }
        depth += 1
        return depth
      }
    if case .none = network.stages[network.stages.count - 1].bend { endsAffinely = true } else { endsAffinely = false }
  }

  /// A stage in place: a pointer counts no references and copies nothing.
  @inline(__always)
  func stage(_ index: Int) -> UnsafePointer<PreparedStage> { stages.baseAddress! + index }

  /// The words of a stage's bits in a pattern.
  func words(of stage: Int) -> Range<Int> { wordStarts[stage]..<(stage + 1 < stages.count ? wordStarts[stage + 1] : wordCount) }

  /// Whether a stage can split cells.
  func bends(_ stage: Int) -> Bool { if case .none = stages[stage].bend { false } else { true } }
}
