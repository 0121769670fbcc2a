/// The first layer in which two networks do not match.
package struct EquivalenceFailure: Sendable {
  /// The layer, from 0, among the nodes with weights.
  package let layer: Int
  /// The node of the first network.
  package let name: String
  /// Its operator.
  package let kind: String
  /// Units that have no counterpart in the other network, by their numbers in their class, or whose weights differ.
  package let unmatchedOfFirst: [Int]
  package let unmatchedOfSecond: [Int]
  /// How far the worst unmatched unit of the first network is from the nearest of the second: the largest difference between their rows, each
  /// divided by its largest magnitude where the unit has a free factor. `nil` where there is none to compare.
  package let deviation: Double?
}
