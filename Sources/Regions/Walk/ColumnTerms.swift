/// A stack of multiples of columns: a column of a stage's weights, and what it is multiplied by in a, b and c.
struct ColumnTerms: ~Copyable {
  private(set) var columns = Arena<Int32>(capacity: 1024)
  private(set) var factors = Arena<Double>(capacity: 3072)

  var count: Int { columns.count }

  @inline(__always)
  mutating func append(column: Int, _ a: Double, _ b: Double, _ c: Double) {
    columns.append(Int32(truncatingIfNeeded: column))
    let first = factors.extend(by: 3)
    (factors.base[first], factors.base[first + 1], factors.base[first + 2]) = (a, b, c)
  }

  /// Forgets all terms from an index on.
  @inline(__always)
  mutating func truncate(to count: Int) {
    columns.truncate(to: count)
    factors.truncate(to: 3 * count)
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
