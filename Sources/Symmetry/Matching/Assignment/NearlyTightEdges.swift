/// The entries of a matrix of costs that an optimal assignment can use, found by a bound on rounding errors.
///
/// Let r = c − u − v be the costs reduced by any potentials. Every assignment's reduced cost is its cost less the same constant. No optimum
/// can cost more than a known assignment, so entry (i, j) is out if r(i, j), with the least that the other rows can add, exceeds what the known
/// assignment costs. All that enters is bounded with its rounding errors; what stays is a superset of all optima.
struct NearlyTightEdges {
  /// The columns of row i are at `starts[i]..<starts[i + 1]`, ascending.
  private(set) var starts = [0]
  private(set) var columns: [Int32] = []
  /// The potentials, all of them multiples of 2⁻⁵⁶, so that reduced costs are integers of moderate size.
  private(set) var rowPotentials: [Double]
  private(set) var columnPotentials: [Double]

  /// `costs` are between −1 and 1, up to an underflow; `columns` is an assignment.
  init(costs: [Double], columns assigned: [Int], prices: [Double]) {
    let size = assigned.count
    columnPotentials = prices.map(Self.onGrid)
    let columnPotentials = columnPotentials
    rowPotentials = assigned.enumerated().map { row, column in Self.onGrid(costs[row * size + column] - columnPotentials[column]) }
    let largest = 1 + (rowPotentials.map(\.magnitude).max() ?? 0) + (columnPotentials.map(\.magnitude).max() ?? 0)
    // Two roundings of numbers below the largest, and room for the rounding of the bound; 2⁻¹⁰⁰⁰ for what underflowed.
    let error = largest * 0x1p-51 + 0x1p-1000
    func slack(_ row: Int, _ column: Int) -> Double { (costs[row * size + column] - rowPotentials[row]) - columnPotentials[column] }
    var known = 0.0, least = [Double](repeating: 0, count: size), total = 0.0
    for row in 0..<size {
      var lowest = Double.infinity
      for column in 0..<size { lowest = min(lowest, slack(row, column)) }
      least[row] = lowest - error
      total += least[row]
      known += slack(row, assigned[row]) + error
    }
    // The sums of n terms below 2 · largest are off by less than n² of their roundings.
    let room =
      (known - total) + 4 * error + Double(size) * Double(size) * largest * 0x1p-100 + (known.magnitude + total.magnitude) * Double(size)
      * 0x1p-50
    for row in 0..<size {
      let bound = room + least[row]
      for column in 0..<size where slack(row, column) <= bound || column == assigned[row] { columns.append(Int32(column)) }
      starts.append(columns.count)
    }
  }

  private static func onGrid(_ value: Double) -> Double { (value * 0x1p56).rounded() * 0x1p-56 }

  func edges(of row: Int) -> ArraySlice<Int32> { columns[starts[row]..<starts[row + 1]] }

  /// The groups of rows that can exchange columns: strongly connected components of more than one row, each ascending.
  ///
  /// Row i leads to the row that has column j wherever (i, j) stays; every other assignment moves rows around cycles. (R. Tarjan,
  /// "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, 1972, without recursion.)
  func components(_ assigned: [Int]) -> [[Int]] {
    var rowOf = [Int](repeating: 0, count: assigned.count)
    for (row, column) in assigned.enumerated() { rowOf[column] = row }
    var components: [[Int]] = []
    var (order, lowest) = ([Int](repeating: -1, count: assigned.count), [Int](repeating: 0, count: assigned.count))
    var isOpen = [Bool](repeating: false, count: assigned.count)
    var (open, path, next, count) = ([Int](), [Int](), starts, 0)
    for root in assigned.indices where order[root] < 0 {
      path.append(root)
      while let row = path.last {
        if order[row] < 0 {
          (order[row], lowest[row], isOpen[row]) = (count, count, true)
          open.append(row)
          count += 1
        }
        if next[row] < starts[row + 1] {
          let other = rowOf[Int(columns[next[row]])]
          next[row] += 1
          if order[other] < 0 { path.append(other) } else if isOpen[other] { lowest[row] = min(lowest[row], order[other]) }
          continue
        }
        path.removeLast()
        if let parent = path.last { lowest[parent] = min(lowest[parent], lowest[row]) }
        guard lowest[row] == order[row], let start = open.lastIndex(of: row) else { continue }
        for member in open[start...] { isOpen[member] = false }
        if open.count - start > 1 { components.append(open[start...].sorted()) }
        open.removeSubrange(start...)
      }
    }
    return components
  }
}
