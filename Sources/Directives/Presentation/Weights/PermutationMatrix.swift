/// A partial permutation to draw: for each unit of b the unit of a.
struct PermutationMatrix: Sendable {
  let title: String
  let columns: [Int?]
  let isRescaled: [Bool]
  /// The number of units of a.
  let columnCount: Int
}
