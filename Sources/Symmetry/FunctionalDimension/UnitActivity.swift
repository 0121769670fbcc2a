import Networks

/// On which side of their bends the units were, over some points.
package struct UnitActivity: Sendable, Equatable {
  /// A unit that was on one side at all points.
  package struct Unbent: Sendable, Equatable {
    /// The node that bends, and the number of the unit among its elements.
    package let node: String
    package let unit: Int
    /// Whether its pre-activation was above 0 everywhere, or never.
    package let isAlwaysActive: Bool
  }

  private let nodes: [(name: String, count: Int)]
  private var isEverActive: [[Bool]]
  private var isEverInactive: [[Bool]]

  init(_ program: StraightLineProgram) {
    var nodes: [(name: String, count: Int)] = []
    for case .bends(let bends) in program.instructions { nodes.append((bends.name, bends.count)) }
    self.nodes = nodes
    isEverActive = nodes.map { [Bool](repeating: false, count: $0.count) }
    isEverInactive = isEverActive
  }

  mutating func add(_ pattern: ActivationPattern) {
    for (bend, signs) in pattern.signs.enumerated() {
      for (unit, sign) in signs.enumerated() {
        if sign > 0 { isEverActive[bend][unit] = true } else { isEverInactive[bend][unit] = true }
      }
    }
  }

  /// Whether the same units of as many were never bent.
  package static func == (a: Self, b: Self) -> Bool { a.unbent == b.unbent && a.unitCount == b.unitCount }

  /// The number of units that bend.
  package var unitCount: Int { nodes.reduce(0) { $0 + $1.count } }

  /// In the order of the nodes.
  package var unbent: [Unbent] {
    nodes.indices.flatMap { bend in
      (0..<nodes[bend].count).compactMap { unit in
        if isEverActive[bend][unit] == isEverInactive[bend][unit] { return nil }
        return Unbent(node: nodes[bend].name, unit: unit, isAlwaysActive: isEverActive[bend][unit])
      }
    }
  }
}
