/// Units of one or more axes that can only move together, and what they may do.
package struct UnitClass: Sendable, Equatable {
  /// Where the units stand: part of the axis that the weights of a node make, or of an input's axis.
  package struct Member: Sendable, Equatable {
    /// The number of the layer in `SymmetryGroup.layers`.
    package let layer: Int
    /// The elements of the layer's axis that the class has.
    package let range: Range<Int>
  }

  /// The factorial of a number to a power: S_size, `power` times over.
  package struct Factorial: Sendable, Hashable {
    package let size: Int
    package let power: Int
  }

  /// Whether the units are tied to an input or an output, so that none may be permuted.
  package var isFixed: Bool
  /// How many units there are, those of tied axes counted once.
  package var units: Int
  /// The order of the permutations: the product of these. Empty for a fixed class.
  package var order: [Factorial]
  /// Where the units stand, in the order of the layers.
  package var members: [Member] = []
  /// The numbers of the nodes that tie them, in order.
  package var ties: [Int] = []
  /// The dimension of the group of positive factors.
  package var scalingDimension = 0
  /// How much of it belongs to values whose signs are free as well: those that meet linear operators and absolute values only.
  package var linearDimension = 0
  /// How many signs may be flipped independently.
  package var signs = 0
}
