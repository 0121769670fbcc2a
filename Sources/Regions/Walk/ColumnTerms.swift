/// A stack of multiples of columns: a column of a stage's weights, and what it is multiplied by in a, b and c.
struct ColumnTerms: ~Copyable {
  private(set) var columns = Arena<Int32>(capacity: 1024)
  private(set) var factors = Arena<Double>(capacity: 3072)

  var count: Int { columns.count }

  @inline(__always)
  mutating func append(column: Int, _ a: Double, _ b: Double, _ c: Double) {
    reserve(1)
    add(column: column, a, b, c, if: true)
  }

  /// Makes room for so many more terms.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    columns.reserve(more)
    factors.reserve(3 &* more)
  }

  /// Adds a term that there is room for, if it counts. Without a branch, which would be guessed wrong half the time where that depends on a
  /// sign.
  @inline(__always)
  mutating func add(column: Int, _ a: Double, _ b: Double, _ c: Double, if counts: Bool) {
    let place = columns.count
    columns.base[place] = Int32(truncatingIfNeeded: column)
    let factor = factors.base + 3 &* place
    (factor[0], factor[1], factor[2]) = (a, b, c)
    let count = place &+ (counts ? 1 : 0)
    columns.set(count: count)
    factors.set(count: 3 &* count)
  }

  /// Forgets all terms from an index on.
  @inline(__always)
  mutating func truncate(to count: Int) {
    columns.truncate(to: count)
    factors.truncate(to: 3 &* count)
  }
}

extension PreparedStage {
  /// result = forms + the terms from an index on, one after the other.
  @inline(__always)
  func add(
    _ terms: borrowing ColumnTerms, from first: Int, to forms: UnsafePointer<Double>, giving result: UnsafeMutablePointer<Double>
  ) {
    addColumns(
      terms.columns.base + first, times: terms.factors.base + 3 * first, count: terms.count - first, to: forms, giving: result)
  }
}
