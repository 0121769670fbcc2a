/// A permutation of units with factors: one element of the group that a `WeightAction` is the action of.
package struct UnitMotion: Sendable, Equatable {
  /// For each unit the one of the source that comes to its place, both counted through all classes.
  package var sources: [Int]
  /// What each free positive factor of the target is, by its place in the target; positive and finite.
  package var magnitudes: [Double]
  /// The same for each free sign: 1 or −1.
  package var signs: [Double]

  /// The motion that leaves everything as it is.
  package init(identityOf action: WeightAction) {
    sources = Array(0..<action.unitCount)
    magnitudes = [Double](repeating: 1, count: action.magnitudeUnits.count)
    signs = [Double](repeating: 1, count: action.signUnits.count)
  }

  /// The permutation of one class, its units counted from 0: p[i] is the unit of the source that comes to place i.
  package func permutation(of number: Int, in action: WeightAction) -> [Int] {
    let range = action.units[number]
    return range.map { sources[$0] - range.lowerBound }
  }

  /// Sets the permutation of one class, its units counted from 0.
  package mutating func setPermutation(_ permutation: [Int], of number: Int, in action: WeightAction) {
    let range = action.units[number]
    precondition(permutation.count == range.count, "\(permutation.count) places for \(range.count) units")
    for (place, source) in permutation.enumerated() { sources[range.lowerBound + place] = range.lowerBound + source }
  }
}
