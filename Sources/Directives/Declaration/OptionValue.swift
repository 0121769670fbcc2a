import Diagnostics
import Networks
import Regions

/// The value of an option after it was checked against its declaration.
package enum OptionValue: Sendable, Equatable {
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case window(Window)
  case points(PointsOption)
  case names([String])
  case windows([Window])
  case slice(Plane)
  case through(ThroughOption)
  case interval(ClosedRange<Double>)
  case integers([Int])
  case architecture(ArchitectureOption)
  case data(DataOption)

  /// The value as one would write it in YAML.
  package var description: String {
    switch self {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): NumberFormat.plain(value)
    case .text(let value): value
    case .points(let value): value.description
    case .names(let names): "[" + names.joined(separator: ", ") + "]"
    case .window(let window): Self.description(of: window)
    case .windows(let windows):
      windows.count == 1 ? Self.description(of: windows[0]) : "[" + windows.map(Self.description).joined(separator: ", ") + "]"
    case .slice(let plane): SliceOption.description(of: plane)
    case .through(let value): value.description
    case .interval(let range): "[\(NumberFormat.plain(range.lowerBound)), \(NumberFormat.plain(range.upperBound))]"
    case .integers(let values): "[" + values.map(String.init).joined(separator: ", ") + "]"
    case .architecture(let value): value.description
    case .data(let value): value.description
    }
  }
}

extension OptionValue {
  /// A rectangle by its sides, any other window by its corners.
  private static func description(of window: Window) -> String {
    let (low, high) = (window.minimum, window.maximum)
    let plain = NumberFormat.plain
    let isRectangle =
      window.corners.count == 4 && window.corners.allSatisfy { [low.x, high.x].contains($0.x) && [low.y, high.y].contains($0.y) }
    if isRectangle { return "{x: [\(plain(low.x)), \(plain(high.x))], y: [\(plain(low.y)), \(plain(high.y))]}" }
    return "{polygon: [" + window.corners.map { "[\(plain($0.x)), \(plain($0.y))]" }.joined(separator: ", ") + "]}"
  }
}

/// Where points to draw come from: a CSV file and the names of its columns.
package struct PointsOption: Sendable, Equatable {
  package var file: String
  package var x: String
  package var y: String
  /// The column that tells classes apart; `nil` for points of one kind.
  package var classColumn: String?

  package var description: String {
    "{file: \(file), x: \(x), y: \(y)\(classColumn.map { ", class: \($0)" } ?? "")}"
  }
}

/// The checked options of one directive: every declared option that was given or has a default.
package struct Options: Sendable {
  /// A value and where it was written; the range is `nil` for a default.
  package struct Entry: Sendable {
    package let value: OptionValue
    package let range: SourceRange?

    package init(value: OptionValue, range: SourceRange?) {
      self.value = value
      self.range = range
    }
  }

  package private(set) var entries: [String: Entry]
  /// Where the directive itself was written.
  package let range: SourceRange?

  package init(entries: [String: Entry], range: SourceRange?) {
    self.entries = entries
    self.range = range
  }

  /// Where an option was written; where the directive was if the option was not given.
  package func range(_ name: String) -> SourceRange? { entries[name]?.range ?? range }

  /// Whether a switch is on; `false` for an option that is not given or of another type.
  package func boolean(_ name: String) -> Bool {
    if case .boolean(let value) = entries[name]?.value { value } else { false }
  }

  /// The whole number of an option; `nil` if it is absent or of another type, as in the other accessors.
  package func integer(_ name: String) -> Int? {
    if case .integer(let value) = entries[name]?.value { value } else { nil }
  }

  /// The text, choice or path of an option.
  package func text(_ name: String) -> String? {
    if case .text(let value) = entries[name]?.value { value } else { nil }
  }

  /// The window of an option.
  package func window(_ name: String) -> Window? {
    if case .window(let value) = entries[name]?.value { value } else { nil }
  }

  /// The windows of an option, none if it is absent.
  package func windows(_ name: String) -> [Window] {
    if case .windows(let value) = entries[name]?.value { value } else { [] }
  }

  /// The plane of an option.
  package func slice(_ name: String) -> Plane? {
    if case .slice(let value) = entries[name]?.value { value } else { nil }
  }

  /// The three points of an option.
  package func through(_ name: String) -> ThroughOption? {
    if case .through(let value) = entries[name]?.value { value } else { nil }
  }

  /// The interval of an option.
  package func interval(_ name: String) -> ClosedRange<Double>? {
    if case .interval(let value) = entries[name]?.value { value } else { nil }
  }

  /// The whole numbers of an option.
  package func integers(_ name: String) -> [Int]? {
    if case .integers(let value) = entries[name]?.value { value } else { nil }
  }

  /// The known architecture of an option.
  package func architecture(_ name: String) -> ArchitectureOption? {
    if case .architecture(let value) = entries[name]?.value { value } else { nil }
  }

  /// The rows of data of an option.
  package func data(_ name: String) -> DataOption? {
    if case .data(let value) = entries[name]?.value { value } else { nil }
  }

  /// The names of an option.
  package func names(_ name: String) -> [String]? {
    if case .names(let value) = entries[name]?.value { value } else { nil }
  }

  /// The points of an option.
  package func points(_ name: String) -> PointsOption? {
    if case .points(let value) = entries[name]?.value { value } else { nil }
  }
}
