extension RegionComplex {
  /// The linear regions: maximal unions of cells, joined through edges, on which the output map is exactly the same.
  ///
  /// Returns for each cell the number of its linear region, numbered in the order of their first cells.
  package func linearRegions() -> [Int] {
    var sets = UnionFind(count: cellCount)
    var comparison = MapComparison(prepared, window: window)
    let size = 3 * network.outputCount
    cells.maps.withUnsafeBufferPointer { maps in
      for edge in edgeRecords where edge.left >= 0 && edge.right >= 0 {
        let (left, right) = (Int(edge.left), Int(edge.right))
        let errors = cells.mapErrors[left] + cells.mapErrors[right]
        let base = maps.baseAddress!
        if comparison.differsCertainly(base + left * size, base + right * size, errors: errors) { continue }
        if sets.root(edge.left) != sets.root(edge.right), comparison.isSame(pattern(words: left), pattern(words: right)) {
          _ = sets.join(edge.left, edge.right)
        }
      }
    }
    var numbers = [Int](repeating: -1, count: cellCount)
    var count = 0
    return (0..<cellCount).map { cell in
      let representative = Int(sets.root(Int32(cell)))
      if numbers[representative] < 0 {
        numbers[representative] = count
        count += 1
      }
      return numbers[representative]
    }
  }
}
