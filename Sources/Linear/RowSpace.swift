/// The space that rows of residues span, grown by some rows at a time: its dimension is the rank of all rows so far.
///
/// Holds a basis in reduced echelon form, of which only the columns without a pivot are stored. New rows are reduced by one product of
/// matrices, eliminated among themselves, and their pivots' columns eliminated from the basis by another, so that nearly all work is in
/// sums of products that are reduced once in 64 terms. Whether a row is in the span is asked first, of its product with one random vector;
/// a row that is not is taken for one that is with a probability of 1/p, so that the rank is never too high. Cost of rank r with c columns: about
/// r²·(c − r/3) products, and c for each row that adds nothing.
package struct RowSpace: Sendable {
  package let columnCount: Int
  private let threads: Int
  /// The columns in the order in which rows are stored: those without a pivot first.
  private var order: [Int]
  /// The pivot columns, one for each row of the basis.
  private var pivots: [Int] = []
  /// The rows of the basis one after the other, each with room for all columns.
  private var basis: [UInt64] = []
  /// A random number for each column, and the product of each row of the basis with them.
  private let probe: [Residue]
  private var probed: [Residue] = []

  /// The space of no rows. Products of matrices are shared out among `threads`, on which nothing depends but the time.
  package init(columnCount: Int, threads: Int = 1) {
    self.columnCount = columnCount
    self.threads = threads
    order = Array(0..<columnCount)
    var random = SplitMix64(seed: 0x5EED)
    probe = (0..<columnCount).map { _ in .random(using: &random) }
  }

  package var rank: Int { pivots.count }
  private var freeCount: Int { columnCount - pivots.count }

  /// How many rows are best added at a time.
  package static let batchSize = 64

  /// Adds rows of `columnCount` residues, and gives the numbers of those that were not in the span of the ones before.
  @discardableResult
  package mutating func add(_ rows: [[Residue]]) -> [Int] {
    var independent: [Int] = []
    var start = 0
    while start < rows.count {
      let end = min(start + Self.batchSize, rows.count)
      let outside = (start..<end).filter { !spans(rows[$0]) }
      independent += addBatch(outside.map { rows[$0] }).map { outside[$0] }
      start = end
    }
    return independent
  }

  /// Whether a row is in the span, but for an error of probability 1/p: in echelon form, its pivots' columns say how it would be made.
  private func spans(_ row: [Residue]) -> Bool {
    precondition(row.count == columnCount, "a row of \(row.count) residues in a space of \(columnCount) columns")
    var difference = Residue.zero
    for column in 0..<columnCount { difference += row[column] * probe[column] }
    for (index, pivot) in pivots.enumerated() { difference += -(row[pivot] * probed[index]) }
    return difference.isZero
  }

  private mutating func addBatch(_ rows: [[Residue]]) -> [Int] {
    if freeCount == 0 || rows.isEmpty { return [] }
    let free = freeCount, count = rows.count
    var reduced = [UInt64](repeating: 0, count: count * columnCount)
    var coefficients = [UInt64](repeating: 0, count: count * rank)
    for (index, row) in rows.enumerated() {
      for place in 0..<free { reduced[index * columnCount + place] = row[order[place]].value }
      for (pivot, column) in pivots.enumerated() { coefficients[index * rank + pivot] = row[column].value }
    }
    ResidueProduct.subtract(
      from: &reduced, rows: count, columns: free, stride: columnCount, coefficients, inner: rank, of: basis, stride: columnCount,
      threads: threads)
    let found = echelon(&reduced, count)
    append(found)
    return found.rows
  }

  /// Rows in reduced echelon form among themselves.
  private struct Echelon {
    /// The rows one after the other, each with room for all columns.
    var elements: [UInt64] = []
    /// The place of each row's pivot, where all other rows are zero.
    var places: [Int] = []
    /// Which of the given rows led to each.
    var rows: [Int] = []
  }

  /// How many rows are eliminated one by one; between such blocks it is products of matrices.
  private static let blockSize = 8

  /// Brings some rows into reduced echelon form among themselves; those that become zero are left out. The rows are used up.
  private func echelon(_ rows: inout [UInt64], _ count: Int) -> Echelon {
    var found = Echelon()
    for start in stride(from: 0, to: count, by: Self.blockSize) {
      let size = min(Self.blockSize, count - start)
      var block = Array(rows[start * columnCount..<(start + size) * columnCount])
      // Blocks of a few rows are not worth waking a thread for.
      Self.subtract(found, from: &block, size, columns: freeCount, stride: columnCount, 1)
      let new = eliminate(&block, size, first: start)
      Self.subtract(new, from: &found.elements, found.places.count, columns: freeCount, stride: columnCount, 1)
      found.elements += new.elements
      found.places += new.places
      found.rows += new.rows
    }
    return found
  }

  /// Makes rows zero at the pivots of others. Knows no space, whose basis the rows may be, or that would be copied.
  private static func subtract(
    _ pivots: Echelon, from rows: inout [UInt64], _ count: Int, columns: Int, stride: Int, _ threads: Int
  ) {
    let inner = pivots.places.count
    var coefficients = [UInt64](repeating: 0, count: count * inner)
    for row in 0..<count {
      for (index, place) in pivots.places.enumerated() { coefficients[row * inner + index] = rows[row * stride + place] }
    }
    ResidueProduct.subtract(
      from: &rows, rows: count, columns: columns, stride: stride, coefficients, inner: inner, of: pivots.elements, stride: stride,
      threads: threads)
  }

  /// The same as `echelon`, row by row.
  private func eliminate(_ rows: inout [UInt64], _ count: Int, first: Int) -> Echelon {
    let free = freeCount, stride = columnCount
    var found: [(row: Int, place: Int)] = []
    for row in 0..<count {
      // The last column first, so that the columns that are left stay together at the front.
      guard let place = (0..<free).last(where: { rows[row * stride + $0] != 0 }) else { continue }
      let factor = Residue(reducing: rows[row * stride + place]).inverse
      for j in 0..<free { rows[row * stride + j] = (Residue(reducing: rows[row * stride + j]) * factor).value }
      for other in 0..<count where other != row && rows[other * stride + place] != 0 {
        let factor = Residue(reducing: rows[other * stride + place])
        for j in 0..<free {
          let product = factor * Residue(reducing: rows[row * stride + j])
          rows[other * stride + j] = (Residue(reducing: rows[other * stride + j]) - product).value
        }
      }
      found.append((row, place))
    }
    return Echelon(
      elements: found.flatMap { rows[$0.row * stride..<($0.row + 1) * stride] }, places: found.map(\.place), rows: found.map { first + $0.row })
  }

  /// Eliminates the new pivots from the basis and appends the new rows.
  private mutating func append(_ found: Echelon) {
    guard !found.places.isEmpty else { return }
    let free = freeCount, stride = columnCount, old = rank
    Self.subtract(found, from: &basis, old, columns: free, stride: stride, threads)
    basis += found.elements
    pivots += found.places.map { order[$0] }
    // Columns with a pivot leave; those behind move up into their places.
    var last = free - 1
    for place in found.places.sorted(by: >) {
      if place != last {
        order.swapAt(place, last)
        for row in 0..<rank { basis[row * stride + place] = basis[row * stride + last] }
      }
      last -= 1
    }
    probed = pivots.indices.map { row in
      (0..<freeCount).reduce(probe[pivots[row]]) { $0 + Residue(reducing: basis[row * stride + $1]) * probe[order[$1]] }
    }
  }

  /// The rank of the same rows with some of the columns only.
  ///
  /// In echelon form the columns' own pivots are independent of the rest, so only their other columns, on the other rows, are eliminated.
  package func rank(ofColumns columns: Range<Int>) -> Int {
    let places = (0..<freeCount).filter { columns.contains(order[$0]) }
    let others = pivots.indices.filter { !columns.contains(pivots[$0]) }
    var space = RowSpace(columnCount: places.count, threads: threads)
    space.add(others.map { row in places.map { Residue(reducing: basis[row * columnCount + $0]) } })
    return pivots.count - others.count + space.rank
  }
}
