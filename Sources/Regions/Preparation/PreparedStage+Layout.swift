import Networks

// The layouts of weights and bends that the kernels read.

extension PreparedStage.Weights {
  /// Matrices with fewer than this share of entries are stored without their zeros.
  private static let denseShare = 0.2

  init(_ map: AffineMap, stride: Int, _ storage: inout Storage) {
    let size = Double(map.rowCount) * Double(map.columnCount)
    if Double(map.columns.count) >= Self.denseShare * size, size <= 0x1p27 {
      self = .dense(map, stride: stride, &storage)
    } else {
      self = .sparse(map, &storage)
    }
  }

  /// Matrices of more entries are kept by columns only: memory counts more there than that products read panels faster.
  private static let mostPanelEntries = 1 << 20

  private static func dense(_ map: AffineMap, stride: Int, _ storage: inout Storage) -> Self {
    let columns = storage.allocate(map.columnCount * stride, repeating: 0.0)
    for row in 0..<map.rowCount {
      for term in map.rowStarts[row]..<map.rowStarts[row + 1] {
        columns[Int(map.columns[term]) * stride + row] += map.coefficients[term] / map.divisors[row]
      }
    }
    guard map.columnCount * stride <= mostPanelEntries else { return .dense(columns: columns, panels: nil) }
    let panels = storage.allocate(map.columnCount * stride, repeating: 0.0)
    for column in 0..<map.columnCount {
      for row in Swift.stride(from: 0, to: stride, by: 8) {
        (panels + row * map.columnCount + 8 * column).update(from: columns + column * stride + row, count: 8)
      }
    }
    return .dense(columns: columns, panels: panels)
  }

  private static func sparse(_ map: AffineMap, _ storage: inout Storage) -> Self {
    var byColumn = [[(row: Int32, weight: Double)]](repeating: [], count: map.columnCount)
    for row in 0..<map.rowCount {
      for (column, coefficient) in map.terms(ofRow: row) { byColumn[column].append((Int32(row), coefficient / map.divisors[row])) }
    }
    var starts = [0]
    for entries in byColumn { starts.append(starts[starts.count - 1] + entries.count) }
    return .sparse(
      starts: storage.keep(starts).baseAddress!, rows: storage.keep(byColumn.flatMap { $0.map(\.row) }).baseAddress!,
      weights: storage.keep(byColumn.flatMap { $0.map(\.weight) }).baseAddress!)
  }
}

extension PreparedStage.Bend {
  init(_ bend: PiecewiseLinearNetwork.Bend, stride: Int, _ storage: inout Storage) {
    switch bend {
    case .none: self = .none
    case .maximum(let starts): self = .maximum(starts: storage.keep(starts))
    case .slopes(let negative, let positive):
      let padding = [Double](repeating: 0, count: stride - negative.count)
      var mask = [UInt64](repeating: 0, count: (stride + 63) / 64)
      for row in negative.indices where negative[row] != positive[row] { mask[row / 64] |= 1 << UInt64(row % 64) }
      self = .slopes(
        negative: storage.keep(negative + padding).baseAddress!, positive: storage.keep(positive + padding).baseAddress!,
        mask: storage.keep(mask).baseAddress!, largest: (negative + positive).reduce(0) { max($0, abs($1)) })
    }
  }
}
