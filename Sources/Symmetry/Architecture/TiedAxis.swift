import Networks

/// What may be done along one axis of a value: permute its units, multiply them by positive factors, flip their signs.
///
/// An axis of whose elements nothing may move (batch, space, an input's rows) has none: `nil` stands for it.
struct TiedAxis {
  var permutation: AxisTies.Layout
  var magnitude: AxisTies.Layout
  var sign: AxisTies.Layout

  /// Each layout by the same rule.
  func map<E: Error>(_ change: (AxisTies.Layout) throws(E) -> AxisTies.Layout) throws(E) -> TiedAxis {
    TiedAxis(permutation: try change(permutation), magnitude: try change(magnitude), sign: try change(sign))
  }

  /// Several axes one after the other.
  static func joined(_ parts: [TiedAxis]) -> TiedAxis {
    TiedAxis(
      permutation: parts.flatMap(\.permutation), magnitude: parts.flatMap(\.magnitude), sign: parts.flatMap(\.sign))
  }
}

/// A node of the graph with what is known of its operands.
struct TiedNode {
  let index: Int
  let node: Network.Node
  let operands: [Operand?]
  /// For each operand its axes; `nil` for a constant or an operand that is left out.
  let axes: [[TiedAxis?]?]
  /// The shapes of the outputs.
  let outputs: [[Int]]

  var operation: Operation { node.operation }
  var shape: [Int] { outputs[0] }

  func isActivation(_ index: Int) -> Bool { index < axes.count && axes[index] != nil }
  func shape(_ index: Int) -> [Int] { index < operands.count ? operands[index]?.shape ?? [] : [] }

  /// The integers of an operand that says how others are treated; `nil` where they are not known.
  func integers(_ index: Int) -> [Int]? {
    guard index < operands.count, let elements = operands[index]?.elements else { return nil }
    return elements.map { Int(min(max($0, -0x1p48), 0x1p48)) }
  }
}
