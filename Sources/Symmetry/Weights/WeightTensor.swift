/// A constant that weights are, and how the units of a network move it.
package struct WeightTensor: Sendable {
  /// How axes of a weight follow those of a value.
  package struct Site: Sendable {
    /// What the factor of a unit does to its weights.
    package enum Effect: Sendable {
      /// Weights that make the unit, biases: times the factor.
      case multiplied
      /// Weights that take it in: divided by the factor.
      case divided
      /// Variances of batch norms, slopes: they go with the unit as they are.
      case carried
    }

    /// The axes of `view` that are together the axis of the value, the last running fastest. One, but for grouped convolutions.
    package let axes: [Int]
    package let effect: Effect
    package let units: AxisUnits
  }

  /// The node that uses it, and as which of its inputs.
  package let node: Int
  package let place: Int
  /// The constant.
  package let name: String
  /// The shape under which `Site.axes` are counted: that of the constant, but for grouped convolutions, where an axis of all channels is
  /// cut into groups and channels of a group.
  package let view: [Int]
  package let sites: [Site]
}
