import CKernels

/// A nearly optimal assignment of rows to columns at the least cost, and the columns' prices, by shortest augmenting paths in doubles.
///
/// Rounding may leave it short of the optimum by some roundings of the costs; what it finds is always a permutation.
struct ShortestAugmentingPaths {
  private let size: Int
  private let costs: [Double]
  /// For each row its column.
  private(set) var columnOf: [Int]
  /// For each column what it costs besides; prices and rows' least reduced costs are the potentials of the dual problem.
  private(set) var prices: [Double]
  private var rowOf: [Int]

  /// `costs` holds size × size numbers between −1 and 1, row by row.
  init(costs: [Double], size: Int) {
    self.size = size
    self.costs = costs
    columnOf = [Int](repeating: -1, count: size)
    rowOf = [Int](repeating: -1, count: size)
    prices = [Double](repeating: 0, count: size)
    reduceColumns()
    reduceRows()
    var search = PathSearch(size: size)
    for row in 0..<size where columnOf[row] < 0 { augment(row, &search) }
  }

  /// Prices each column at its least cost, and gives it to the row that has it, if that is free.
  private mutating func reduceColumns() {
    var rows = [Int](repeating: 0, count: size)
    for column in 0..<size { prices[column] = costs[column] }
    for row in 1..<max(size, 1) {
      for column in 0..<size where costs[row * size + column] < prices[column] {
        prices[column] = costs[row * size + column]
        rows[column] = row
      }
    }
    for column in (0..<size).reversed() where columnOf[rows[column]] < 0 { assign(rows[column], column) }
  }

  private mutating func assign(_ row: Int, _ column: Int) {
    columnOf[row] = column
    rowOf[column] = row
  }

  /// Lets free rows bid for their cheapest columns, up to the second cheapest; a row that is outbid bids again.
  private mutating func reduceRows() {
    var free = (0..<size).filter { columnOf[$0] < 0 }
    for _ in 0..<2 {
      var next = free
      free = []
      next.reverse()
      // Rounding could let rows outbid one another for ever.
      var bids = 4 * size
      while let row = next.popLast() {
        let (first, second) = leastTwo(row)
        var column = first.column
        let margin = second.cost - first.cost
        if margin > 0 {
          prices[column] -= margin
        } else if rowOf[column] >= 0, second.column >= 0 {
          column = second.column
        }
        let evicted = rowOf[column]
        assign(row, column)
        guard evicted >= 0 else { continue }
        columnOf[evicted] = -1
        bids -= 1
        if margin > 0, bids > 0 { next.append(evicted) } else { free.append(evicted) }
      }
    }
  }

  /// The cheapest and the second cheapest column of a row, prices counted.
  private func leastTwo(_ row: Int) -> (first: (column: Int, cost: Double), second: (column: Int, cost: Double)) {
    var (first, second) = ((column: -1, cost: Double.infinity), (column: -1, cost: Double.infinity))
    for column in 0..<size {
      let cost = costs[row * size + column] - prices[column]
      guard cost < second.cost else { continue }
      if cost < first.cost {
        second = first
        first = (column, cost)
      } else {
        second = (column, cost)
      }
    }
    if second.column < 0 { second.cost = first.cost }
    return (first, second)
  }

  /// Assigns a free row along the shortest path to a free column.
  private mutating func augment(_ start: Int, _ search: inout PathSearch) {
    search.begin(prices)
    var (row, shift) = (start, 0.0)
    while true {
      let (column, distance) = search.step(row, costs, shift: shift, rowOf)
      row = rowOf[column]
      if row < 0 {
        for (done, reached) in search.closed { prices[done] += reached - distance }
        follow(column, to: start, search)
        return
      }
      search.close(column, at: distance)
      shift = distance - (costs[row * size + column] - prices[column])
    }
  }

  /// Moves the rows on the path that ends in a free column.
  private mutating func follow(_ end: Int, to start: Int, _ search: PathSearch) {
    var column = end
    while true {
      let row = search.predecessor(of: column)
      let next = columnOf[row]
      assign(row, column)
      if row == start { return }
      column = next
    }
  }
}

/// One run of Dijkstra's algorithm over the columns.
private struct PathSearch {
  /// The least distance of each column so far; infinite for a closed one.
  private var distances: [Double]
  private var predecessors: [Int32]
  /// The prices; −∞ for a closed column, so that it is never reached again.
  private var openPrices: [Double]
  /// The columns whose distance is final, with it.
  private(set) var closed: [(column: Int, distance: Double)] = []

  init(size: Int) {
    distances = [Double](repeating: .infinity, count: size)
    predecessors = [Int32](repeating: -1, count: size)
    openPrices = distances
  }

  mutating func begin(_ prices: [Double]) {
    for column in distances.indices { distances[column] = .infinity }
    openPrices = prices
    closed.removeAll(keepingCapacity: true)
  }

  /// What counts as a tie: far above one rounding of the costs, far below what tells generic costs apart.
  private static let tolerance = 0x1p-48

  /// Reaches columns from a row, and gives the nearest open one with its distance: of columns that are about as near, a free one.
  mutating func step(_ row: Int, _ costs: [Double], shift: Double, _ rowOf: [Int]) -> (Int, Double) {
    let size = distances.count
    var nearest = Double.infinity
    let column = costs.withUnsafeBufferPointer { costs in
      facet_reach(
        &distances, &predecessors, costs.baseAddress! + row * size, openPrices, rowOf, size, Int32(truncatingIfNeeded: row), shift,
        Self.tolerance,
        &nearest)
    }
    return (column, distances[column])
  }

  mutating func close(_ column: Int, at distance: Double) {
    distances[column] = .infinity
    openPrices[column] = -.infinity
    closed.append((column, distance))
  }

  func predecessor(of column: Int) -> Int { Int(predecessors[column]) }
}
