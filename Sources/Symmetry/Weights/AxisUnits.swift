/// Whose the elements along an axis are, one by one.
///
/// −1 stands for nothing: an element that belongs to no unit, and a factor or sign that is not free.
package struct AxisUnits: Sendable, Equatable {
  /// The unit of each element, counted through all classes.
  package var units: [Int]
  /// The number of each element among those of the same unit along the axis: a unit has a block of them where channels were flattened,
  /// and several where a value was joined to itself. A motion keeps it.
  package var ordinals: [Int]
  /// The free positive factor of each element.
  package var magnitudes: [Int]
  /// The free sign of each element.
  package var signs: [Int]

  package var count: Int { units.count }

  /// Whether nothing along the axis can move or be rescaled.
  var isStill: Bool { units.allSatisfy { $0 < 0 } && magnitudes.allSatisfy { $0 < 0 } && signs.allSatisfy { $0 < 0 } }
}
