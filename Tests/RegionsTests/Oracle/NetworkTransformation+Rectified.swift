import Networks

/// A network in normal form that is built up out of another one's stages.
private struct Rectification {
  private(set) var stages: [PiecewiseLinearNetwork.Stage] = []
  private var counts: [Int]
  /// For each source of the old network its number in the new one.
  private(set) var numbers = [0]

  typealias Terms = [(column: Int, coefficient: Double)]

  init(inputCount: Int) { counts = [inputCount] }

  /// Adds a stage with max(·, 0) or nothing after it and returns its number as a source.
  private mutating func append(_ sources: [Int], _ rows: [Terms], isRectified: Bool = false) -> Int {
    var map = AffineMap(columnCount: sources.reduce(0) { $0 + counts[$1] })
    for row in rows { map.appendRow(row) }
    return append(sources, map, isRectified: isRectified)
  }

  private mutating func append(_ sources: [Int], _ map: AffineMap, isRectified: Bool = false) -> Int {
    let slopes = [Double](repeating: 0, count: map.rowCount)
    let bend = isRectified ? PiecewiseLinearNetwork.Bend.slopes(negative: slopes, positive: slopes.map { $0 + 1 }) : .none
    stages.append(.init(name: "stage \(stages.count)", sources: sources, map: map, bend: bend))
    counts.append(map.rowCount)
    return stages.count
  }

  mutating func append(_ stage: PiecewiseLinearNetwork.Stage) {
    let rows = append(stage.sources.map { numbers[$0] }, stage.map)
    let count = stage.map.rowCount
    switch stage.bend {
    case .none: numbers.append(rows)
    case .slopes(let negative, let positive):
      // negative · z + (positive − negative) · max(z, 0), the difference in two terms so that it is not rounded.
      let rectified = append([rows], (0..<count).map { [($0, 1)] }, isRectified: true)
      let sums = (0..<count).map { [($0, negative[$0]), (count + $0, positive[$0]), (count + $0, -negative[$0])] }
      numbers.append(append([rows, rectified], sums))
    case .maximum(let starts): numbers.append(maximum(of: rows, groups: zip(starts, starts.dropFirst()).map { $0..<$1 }))
    }
  }

  /// max(m, z) = m + max(z − m, 0), one row of every group after the other.
  private mutating func maximum(of rows: Int, groups: [Range<Int>]) -> Int {
    var greatest = append([rows], groups.map { [($0.lowerBound, 1)] })
    for place in 1..<max(2, groups.map(\.count).max()!) {
      let excess = groups.enumerated().map { g, group -> Terms in
        place < group.count ? [(group.lowerBound + place, 1), (counts[rows] + g, -1)] : []
      }
      let rectified = append([rows, greatest], excess, isRectified: true)
      greatest = append([greatest, rectified], groups.indices.map { [($0, 1), (groups.count + $0, 1)] })
    }
    return greatest
  }
}

extension PiecewiseLinearNetwork {
  /// A network of ReLUs and sums alone that is the same function, exactly: its cells may be others, its linear regions may not.
  var rectified: PiecewiseLinearNetwork {
    var rectification = Rectification(inputCount: inputCount)
    for stage in stages { rectification.append(stage) }
    return PiecewiseLinearNetwork(inputCount: inputCount, stages: rectification.stages)
  }
}
