import BigInt
import Linear
import Seeded
import Testing

@Suite struct RowSpaceTests {
  /// The rank of a matrix of small integers, by elimination on fractions.
  private static func rank(_ matrix: [[Int]]) -> Int {
    var rows = matrix.map { $0.map { Rational(BigInt($0), over: 1) } }
    var rank = 0
    for column in 0..<(rows.first?.count ?? 0) {
      guard let pivot = (rank..<rows.count).first(where: { !rows[$0][column].isZero }) else { continue }
      rows.swapAt(rank, pivot)
      for row in (rank + 1)..<max(rows.count, rank + 1) where !rows[row][column].isZero {
        let factor = rows[row][column] / rows[rank][column]
        for j in column..<rows[row].count { rows[row][j] = rows[row][j] - factor * rows[rank][j] }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }

  /// A matrix of small integers whose rank is low, because it is a product.
  private static func product(_ rows: Int, _ inner: Int, _ columns: Int, _ random: inout SeededGenerator) -> [[Int]] {
    let left = (0..<rows).map { _ in (0..<inner).map { _ in random.below(5) - 2 } }
    let right = (0..<inner).map { _ in (0..<columns).map { _ in random.below(3) - 1 } }
    return left.map { row in (0..<columns).map { j in (0..<inner).reduce(0) { $0 + row[$1] * right[$1][j] } } }
  }

  @Test("the rank after every batch is that of exact fractions, and so is the rank of some of the columns")
  func ranks() {
    var random = SeededGenerator(seed: 1)
    for trial in 0..<60 {
      let columns = 1 + random.below(14), inner = random.below(12)
      let matrix = Self.product(1 + random.below(24), inner, columns, &random)
      var space = RowSpace(columnCount: columns)
      var taken: [[Int]] = []
      while taken.count < matrix.count {
        let end = min(taken.count + 1 + random.below(5), matrix.count)
        let batch = Array(matrix[taken.count..<end])
        let before = taken
        let independent = space.add(batch.map { $0.map { Residue($0) } })
        taken += batch
        #expect(space.rank == Self.rank(taken), "trial \(trial)")
        let expected = batch.indices.filter { Self.rank(before + batch[...$0]) > Self.rank(before + batch[..<$0]) }
        #expect(independent == expected, "trial \(trial)")
      }
      let low = random.below(columns), high = low + random.below(columns - low + 1)
      #expect(space.rank(ofColumns: low..<high) == Self.rank(matrix.map { Array($0[low..<high]) }), "trial \(trial)")
    }
  }

  @Test("a wide matrix of full rank in several batches, with rows that add nothing between")
  func batches() {
    var random = SeededGenerator(seed: 2)
    var space = RowSpace(columnCount: 300)
    let rows = (0..<150).map { _ in (0..<300).map { _ in Residue.random(using: &random) } }
    let repeated = rows.flatMap { [$0, $0.map { $0 * Residue(7) }] }
    #expect(space.add(repeated) == Array(stride(from: 0, to: 300, by: 2)))
    #expect(space.add([zip(rows[3], rows[77]).map { $0 - $1 }]).isEmpty)
    #expect(space.rank == 150)
    #expect(space.rank(ofColumns: 0..<300) == 150)
    #expect(space.rank(ofColumns: 10..<60) == 50)
  }

  @Test("rows, basis and columns are the same on many threads as on one, and the rank is what it was made")
  func threads() {
    var random = SeededGenerator(seed: 3)
    // A product of matrices of 400 and 90 rows: several tiles of products, and enough of them to be shared out.
    let factors = (0..<90).map { _ in (0..<1100).map { _ in Residue.random(using: &random) } }
    let rows = (0..<400).map { _ -> [Residue] in
      var row = [Residue](repeating: .zero, count: 1100)
      for _ in 0..<3 {
        let (scale, other) = (Residue.random(using: &random), factors[random.below(90)])
        for column in row.indices { row[column] += scale * other[column] }
      }
      return row
    }
    var one = RowSpace(columnCount: 1100), many = RowSpace(columnCount: 1100, threads: 5)
    for start in stride(from: 0, to: 400, by: 100) {
      #expect(one.add(Array(rows[start..<start + 100])) == many.add(Array(rows[start..<start + 100])))
    }
    #expect(one.rank == 90 && many.rank == 90)
    for columns in [0..<50, 3..<200, 1000..<1100] { #expect(one.rank(ofColumns: columns) == many.rank(ofColumns: columns)) }
  }
}
