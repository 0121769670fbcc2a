import Diagnostics
import Linear
import Seeded
import Symmetry
import Testing

@Suite struct LinearAssignmentTests {
  /// The lexicographically lowest optimum of a small matrix, by trying every permutation in lexicographic order in exact arithmetic.
  private static func bruteForce(_ matrix: Matrix) -> [Int] {
    let exact = matrix.elements.map { Dyadic($0) }
    var best: (sum: Dyadic, columns: [Int])?
    var columns: [Int] = []
    var isUsed = [Bool](repeating: false, count: matrix.rows)
    func extend(_ sum: Dyadic) {
      let row = columns.count
      if row == matrix.rows {
        if best.map({ (sum - $0.sum).sign > 0 }) ?? true { best = (sum, columns) }
        return
      }
      for column in 0..<matrix.rows where !isUsed[column] {
        isUsed[column] = true
        columns.append(column)
        extend(sum + exact[row * matrix.rows + column])
        columns.removeLast()
        isUsed[column] = false
      }
    }
    extend(.zero)
    return best?.columns ?? []
  }

  private static func matrix(_ size: Int, _ entry: (Int, Int) -> Double) -> Matrix {
    Matrix(rows: size, columns: size, elements: (0..<size * size).map { entry($0 / size, $0 % size) })
  }

  @Test("1,000 seeded matrices with many ties give the lexicographically lowest optimum of the brute force")
  func ties() throws {
    var generator = SeededGenerator(seed: 61)
    for number in 0..<1_000 {
      let size = 1 + number % 6, values = 2 + Double(number % 5)
      let matrix = Self.matrix(size) { _, _ in Double.random(in: 0..<values, using: &generator).rounded(.down) - 1 }
      #expect(try LinearAssignment(maximizing: matrix).columns == Self.bruteForce(matrix), "matrix \(number): \(matrix.elements)")
    }
  }

  @Test("eight rows, all 8! permutations: generic entries, ties, and entries that differ by one rounding")
  func eight() throws {
    var generator = SeededGenerator(seed: 62)
    for number in 0..<9 {
      let matrix = Self.matrix(8) { row, column in
        switch number % 3 {
        case 0: Double.random(in: -1...1, using: &generator)
        case 1: Double.random(in: 0..<3, using: &generator).rounded(.down)
        // Equal but for the rounding of the sums: only exact arithmetic tells them apart.
        default: 0.1 * Double(row + 1) + 0.7 * Double(column + 2)
        }
      }
      #expect(try LinearAssignment(maximizing: matrix).columns == Self.bruteForce(matrix), "matrix \(number)")
    }
  }

  @Test("sums that are equal but for roundings are told apart exactly, in any range of magnitudes")
  func nearTies() throws {
    var generator = SeededGenerator(seed: 63)
    for number in 0..<300 {
      let size = 2 + number % 5
      let scale = [1, 0x1p-1060, 0x1p1020, 0x1p-300][number % 4]
      let (rows, columns) = (
        (0..<size).map { _ in Double.random(in: -1...1, using: &generator) },
        (0..<size).map { _ in Double.random(in: -1...1, using: &generator) }
      )
      var matrix = Self.matrix(size) { (rows[$0] + columns[$1]) * scale }
      // One entry far smaller than the others makes the common unit of all entries tiny.
      if number % 3 == 0 { matrix[size - 1, 0] = 0x1p-1070 }
      #expect(try LinearAssignment(maximizing: matrix).columns == Self.bruteForce(matrix), "matrix \(number): \(matrix.elements)")
    }
  }

  @Test("a planted permutation is found in a large matrix, and equal entries give the identity")
  func planted() throws {
    var generator = SeededGenerator(seed: 64)
    let permutation = (0..<200).shuffled(using: &generator)
    var matrix = Self.matrix(200) { _, _ in Double.random(in: 0..<1, using: &generator) }
    for (row, column) in permutation.enumerated() { matrix[row, column] = 1 }
    #expect(try LinearAssignment(maximizing: matrix).columns == permutation)
    #expect(try LinearAssignment(maximizing: Self.matrix(150) { _, _ in -0.1 }).columns == Array(0..<150))
    #expect(try LinearAssignment(maximizing: Self.matrix(150) { Double($0) + Double($1) }).columns == Array(0..<150))
  }

  @Test("an optimum is proved by potentials, whatever the matrix: no exchange of two or three rows improves it")
  func exchanges() throws {
    var generator = SeededGenerator(seed: 65)
    let matrix = Self.matrix(40) { row, column in Double((row * column) % 17) * Double.random(in: 0..<1, using: &generator) }
    let columns = try LinearAssignment(maximizing: matrix).columns
    #expect(columns.sorted() == Array(0..<40))
    func entry(_ row: Int, _ other: Int) -> Dyadic { Dyadic(matrix[row, columns[other]]) }
    for i in 0..<40 {
      for j in 0..<40 where j != i {
        #expect((entry(i, j) + entry(j, i) - entry(i, i) - entry(j, j)).sign <= 0)
        for k in 0..<40 where k != i && k != j {
          #expect((entry(i, j) + entry(j, k) + entry(k, i) - entry(i, i) - entry(j, j) - entry(k, k)).sign <= 0)
        }
      }
    }
  }

  @Test("matrices that are not square and entries that are not finite are refused with the place")
  func refusals() {
    #expect { try LinearAssignment(maximizing: Matrix(rows: 2, columns: 3)) } throws: { error in
      (error as? Diagnostic)?.message == "a 2 × 3 matrix has no assignment of all rows and columns"
    }
    for (value, name) in [(Double.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf")] {
      var matrix = Self.matrix(3) { _, _ in 1 }
      matrix[1, 2] = value
      #expect { try LinearAssignment(maximizing: matrix) } throws: { error in
        (error as? Diagnostic)?.message == "entry (1, 2) of the matrix is \(name), which can't be compared"
      }
    }
    #expect(throws: Never.self) { try LinearAssignment(maximizing: Matrix(rows: 0, columns: 0)) }
  }
}
