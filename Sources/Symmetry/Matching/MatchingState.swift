/// How the second of two networks is moved while units are matched: permutations, and signs where they are free.
struct MatchingState: Sendable, Equatable {
  /// For each unit the one of the second network that comes to its place.
  var sources: [Int]
  /// 1 or −1 for each free sign, by its place in the first network.
  var signs: [Double]

  init(identityOf action: WeightAction) {
    sources = Array(0..<action.unitCount)
    signs = [Double](repeating: 1, count: action.signUnits.count)
  }
}
