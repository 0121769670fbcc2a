import Diagnostics

/// Moves an optimal assignment to the lexicographically lowest one among those that use the tight entries only.
struct TightSearch {
  /// The tight columns of row i are at `starts[i]..<starts[i + 1]`, ascending.
  private let starts: [Int]
  private let columns: [Int]
  /// The row for which a row was last reached, and from where.
  private var visited: [Int]
  private var parents: [Int]

  init(starts: [Int], columns: [Int], count: Int) {
    self.starts = starts
    self.columns = columns
    visited = [Int](repeating: -1, count: count)
    parents = visited
  }

  /// Gives a row the lowest column that it can have while the rows before it keep theirs.
  mutating func lower(_ row: Int, _ columnOf: inout [Int], _ rowOf: inout [Int]) {
    let target = columnOf[row]
    for column in columns[starts[row]..<starts[row + 1]] {
      guard column < target else { return }
      let owner = rowOf[column]
      guard owner > row, visited[owner] != row, let last = search(from: owner, to: target, after: row, rowOf) else { continue }
      // Every row on the way takes the column of the next one, the last of them the target.
      var (current, free) = (last, target)
      while true {
        let old = columnOf[current]
        columnOf[current] = free
        rowOf[free] = current
        if current == owner { break }
        (current, free) = (parents[current], old)
      }
      columnOf[row] = column
      rowOf[column] = row
      return
    }
  }

  /// The row at the end of a way from `start` that could take the target column; rows up to `fixed` keep theirs. Rows that lead nowhere stay marked.
  private mutating func search(from start: Int, to target: Int, after fixed: Int, _ rowOf: [Int]) -> Int? {
    var queue = [start], head = 0
    visited[start] = fixed
    while head < queue.count {
      let row = queue[head]
      head += 1
      let tight = columns[starts[row]..<starts[row + 1]]
      let place = tight.firstSortedIndex { $0 >= target }
      if place < tight.endIndex, tight[place] == target { return row }
      for column in tight {
        let owner = rowOf[column]
        guard owner > fixed, visited[owner] != fixed else { continue }
        visited[owner] = fixed
        parents[owner] = row
        queue.append(owner)
      }
    }
    return nil
  }
}
