import Diagnostics

/// An assignment problem on a sparse matrix of integers that has at least one assignment: its lexicographically lowest optimum.
///
/// Generic in the integers, and used within this module only, so that each kind is compiled by itself.
struct ExactAssignment<Number: SignedInteger> {
  /// The entries of row i are at `starts[i]..<starts[i + 1]`, columns ascending.
  private var starts = [0]
  private var columns: [Int] = []
  private var costs: [Number] = []
  private var columnOf: [Int]
  private var rowOf: [Int]
  private var prices: [Number]

  /// A problem without entries yet; `columnOf` is some assignment that only uses entries to come.
  init(columnOf: [Int]) {
    self.columnOf = columnOf
    rowOf = columnOf
    for (row, column) in columnOf.enumerated() { rowOf[column] = row }
    prices = [Number](repeating: 0, count: columnOf.count)
  }

  mutating func append(_ column: Int, cost: Number) {
    columns.append(column)
    costs.append(cost)
  }

  mutating func endRow() { starts.append(columns.count) }

  /// For each row its column at the least cost; of several optima the one with the lowest columns, earlier rows first.
  mutating func lowestOptimum() -> [Int] {
    solve()
    keepTight()
    var search = TightSearch(starts: starts, columns: columns, count: columnOf.count)
    for row in columnOf.indices { search.lower(row, &columnOf, &rowOf) }
    return columnOf
  }

  /// Keeps what is tight of the assignment that was given, and assigns the other rows along shortest paths.
  private mutating func solve() {
    var free: [Int] = []
    for row in columnOf.indices {
      let range = starts[row]..<starts[row + 1]
      guard let entry = range.first(where: { columns[$0] == columnOf[row] }), let least = costs[range].min(), costs[entry] > least else {
        continue
      }
      free.append(row)
    }
    for row in free {
      rowOf[columnOf[row]] = -1
      columnOf[row] = -1
    }
    for row in free { augment(row) }
  }

  /// Dijkstra's algorithm from a free row to the nearest free column.
  private mutating func augment(_ start: Int) {
    var distances = [Number?](repeating: nil, count: columnOf.count)
    var predecessors = [Int](repeating: -1, count: columnOf.count)
    var isClosed = [Bool](repeating: false, count: columnOf.count)
    var closed: [Int] = []
    var row = start, shift: Number = 0
    while true {
      for entry in starts[row]..<starts[row + 1] where !isClosed[columns[entry]] {
        let column = columns[entry]
        let distance = costs[entry] - prices[column] + shift
        if let known = distances[column], known <= distance { continue }
        distances[column] = distance
        predecessors[column] = row
      }
      guard let (column, distance) = nearest(distances, isClosed) else { return }
      if rowOf[column] < 0 {
        for done in closed { prices[done] += (distances[done] ?? 0) - distance }
        return follow(column, to: start, predecessors)
      }
      isClosed[column] = true
      closed.append(column)
      row = rowOf[column]
      shift = distance - reduced(row, column)
    }
  }

  /// The nearest open column with its distance; a free one if there is a choice.
  private func nearest(_ distances: [Number?], _ isClosed: [Bool]) -> (Int, Number)? {
    var best: (column: Int, distance: Number)?
    for (column, distance) in distances.enumerated() where !isClosed[column] {
      guard let distance else { continue }
      if let known = best, known.distance < distance || known.distance == distance && (rowOf[known.column] < 0 || rowOf[column] >= 0) {
        continue
      }
      best = (column, distance)
    }
    return best
  }

  private mutating func follow(_ end: Int, to start: Int, _ predecessors: [Int]) {
    var column = end
    while true {
      let row = predecessors[column], next = columnOf[row]
      columnOf[row] = column
      rowOf[column] = row
      if row == start { return }
      column = next
    }
  }

  private func reduced(_ row: Int, _ column: Int) -> Number {
    costs[columns[starts[row]..<starts[row + 1]].firstSortedIndex { $0 >= column }] - prices[column]
  }

  /// Leaves out the entries that no optimum uses: those that cost more than the row's own, prices counted.
  private mutating func keepTight() {
    var (kept, bounds) = ([Int](), [0])
    for row in columnOf.indices {
      let own = reduced(row, columnOf[row])
      for entry in starts[row]..<starts[row + 1] where costs[entry] - prices[columns[entry]] == own { kept.append(columns[entry]) }
      bounds.append(kept.count)
    }
    (starts, columns, costs) = (bounds, kept, [])
  }
}
