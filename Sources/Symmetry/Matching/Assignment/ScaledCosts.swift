import BigInt
import Linear

/// The reduced costs of some rows and of the columns that they have, as integers in units of one power of two: exact.
struct ScaledCosts {
  private let matrix: Matrix
  /// Costs and potentials are counted in units of 2^exponent.
  private let exponent: Int
  private let edges: NearlyTightEdges
  private let rows: [Int]
  /// The columns, ascending: a column's place in it is its number here.
  private let columns: [Int]
  /// The number of each column of the matrix; −1 for the others.
  private let places: [Int]
  private let start: [Int]
  /// The power of two that divides every number, and one above them all.
  private let (lowest, highest): (Int, Int)

  init(_ matrix: Matrix, exponent: Int, edges: NearlyTightEdges, rows: [Int], columns assigned: [Int]) {
    self.matrix = matrix
    self.exponent = exponent
    self.edges = edges
    self.rows = rows
    columns = rows.map { assigned[$0] }.sorted()
    var places = [Int](repeating: -1, count: matrix.columns)
    for (place, column) in columns.enumerated() { places[column] = place }
    self.places = places
    start = rows.map { places[assigned[$0]] }
    var (lowest, highest) = (0, 2)
    func include(_ value: Double, _ shift: Int) {
      guard value != 0 else { return }
      let (integer, power) = Self.parts(value)
      lowest = min(lowest, power + integer.trailingZeroBitCount - shift)
      highest = max(highest, Int(value.exponent) + 1 - shift)
    }
    for row in rows {
      include(edges.rowPotentials[row], 0)
      for column in edges.edges(of: row) where places[Int(column)] >= 0 { include(matrix[row, Int(column)], exponent) }
    }
    for column in columns { include(edges.columnPotentials[column], 0) }
    (self.lowest, self.highest) = (lowest, highest)
  }

  /// The columns of the rows in the optimum that is lexicographically lowest.
  func lowestOptimum() -> [Int] {
    // A path's length is at most twice as many reduced costs as there are rows, each of three numbers.
    let bits = highest - lowest + 4 + (Int.bitWidth - rows.count.leadingZeroBitCount)
    if bits < 62 { return lowestOptimum(Int.self) }
    return bits < 126 ? lowestOptimum(Int128.self) : lowestOptimum(BigInt.self)
  }

  private func lowestOptimum<Number: SignedInteger>(_ type: Number.Type) -> [Int] {
    var problem = ExactAssignment<Number>(columnOf: start)
    let prices = columns.map { scaled(edges.columnPotentials[$0], 0) as Number }
    for row in rows {
      let potential: Number = scaled(edges.rowPotentials[row], 0)
      for column in edges.edges(of: row) {
        let place = places[Int(column)]
        guard place >= 0 else { continue }
        problem.append(place, cost: -(scaled(matrix[row, Int(column)], exponent) as Number) - potential - prices[place])
      }
      problem.endRow()
    }
    return problem.lowestOptimum().map { columns[$0] }
  }

  /// value / 2^(shift + lowest), an integer.
  private func scaled<Number: SignedInteger>(_ value: Double, _ shift: Int) -> Number {
    let (integer, power) = Self.parts(value)
    let places = power - shift - lowest
    return places >= 0 ? Number(integer) << places : Number(integer >> -places)
  }

  /// value = integer · 2^power.
  private static func parts(_ value: Double) -> (integer: Int, power: Int) {
    guard value != 0 else { return (0, 0) }
    let integer = Int(value.significand * 0x1p52)
    return (value < 0 ? -integer : integer, Int(value.exponent) - 52)
  }
}
