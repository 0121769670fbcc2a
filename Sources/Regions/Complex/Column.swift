/// An array of plain values that several threads fill, each its own part.
final class Column<Element: BitwiseCopyable>: AnyColumn {
  /// The values, which are set while the column is open.
  private(set) var values: [Element]
  /// Where the values lie while the column is open.
  private(set) var base: UnsafeMutablePointer<Element>!

  init(count: Int) { values = Array(unsafeUninitializedCapacity: count) { $1 = count } }

  override func open(_ body: () -> Void) {
    values.withUnsafeMutableBufferPointer { buffer in
      base = buffer.baseAddress
      body()
      base = nil
    }
  }
}

/// A column, whatever it holds.
class AnyColumn {
  func open(_ body: () -> Void) { body() }

  /// Opens columns, calls `body` and closes them.
  static func open(_ columns: ArraySlice<AnyColumn>, _ body: () -> Void) {
    guard let first = columns.first else { return body() }
    first.open { open(columns.dropFirst(), body) }
  }
}
