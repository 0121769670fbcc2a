import Networks

/// An affine function of the plane in some arithmetic that can tell whether it is certain.
package protocol PathForm: Sendable {
  /// The forms that enter a stage.
  associatedtype Columns: FormColumns where Columns.Form == Self

  /// The function that is zero everywhere.
  static var zero: Self { get }
  /// The line through two points, positive on the left of the way from one to the other.
  init(from p: Window.Point, to q: Window.Point)
  /// The function x (index 0) or y (index 1).
  static func coordinate(_ index: Int) -> Self
  /// The function times a number.
  func scaled(by factor: Double) -> Self
  static func - (p: Self, q: Self) -> Self
}

/// The forms that enter the rows of a stage, by its columns.
package protocol FormColumns: Sendable {
  associatedtype Form

  /// Columns that nothing enters yet.
  init(count: Int)

  /// Takes the form that enters a column.
  mutating func enter(_ form: Form, at column: Int)

  /// Some rows of a map: (Σ coefficient · form) / divisor + bias. Each sum is taken in the order of the row's terms, over columns that are
  /// open, and depends on nothing else: not on the rows that are asked for together.
  func rows(_ rows: [Int], of map: AffineMap, open: OpenColumns) -> [Form]
}

/// The columns of a stage that something but zero may enter.
package struct OpenColumns: Sendable {
  /// The open columns, ascending.
  package private(set) var list: [Int32] = []
  /// For each column whether it is open.
  package private(set) var isOpen: [Bool]

  /// For each column whether it is open.
  package init(_ isOpen: [Bool]) {
    self.isOpen = isOpen
    for column in isOpen.indices where isOpen[column] { list.append(Int32(column)) }
  }
}
