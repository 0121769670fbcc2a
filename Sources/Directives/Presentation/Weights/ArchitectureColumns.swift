import Symmetry

/// The layers of an architecture as columns of a figure: repeated blocks are shown once.
struct ArchitectureColumns {
  /// A run of layers that is repeated, by the columns of its one copy that is shown.
  struct Repetition: Equatable {
    let columns: Range<Int>
    let count: Int
  }

  /// The layers that are shown, in order.
  private(set) var layers: [Int] = []
  private(set) var repetitions: [Repetition] = []

  /// More columns than this are too narrow for names; then repeated blocks are collapsed.
  private static let mostColumns = 18
  private static let longestBlock = 12

  init(_ group: SymmetryGroup) {
    let tokens = Self.tokens(group)
    guard tokens.count > Self.mostColumns else {
      layers = Array(tokens.indices)
      return
    }
    var start = 0
    while start < tokens.count {
      var (period, count) = Self.repetition(tokens, from: start)
      // Of the turns of a block the last that covers as much is the one that ends where the repetition ends.
      let next = Self.repetition(tokens, from: start + 1)
      if count > 1, next.period == period, next.count >= count { (period, count) = (1, 1) }
      if count > 1 { repetitions.append(Repetition(columns: layers.count..<layers.count + period, count: count)) }
      layers += start..<start + period
      start += period * count
    }
  }

  /// What makes two layers alike: operator, size, and the classes that reach beyond the layer.
  private static func tokens(_ group: SymmetryGroup) -> [String] {
    var tokens = group.layers.map { "\($0.kind) \($0.size)" }
    for (number, unitClass) in group.classes.enumerated() {
      for member in unitClass.members {
        tokens[member.layer] += unitClass.members.count > 1 || unitClass.isFixed ? " in \(number)" : " alone"
      }
    }
    return tokens
  }

  /// The block that starts at a layer and, repeated, covers most layers; the shortest of several. (1, 1) where nothing is repeated.
  private static func repetition(_ tokens: [String], from start: Int) -> (period: Int, count: Int) {
    var best = (period: 1, count: 1)
    for period in 1...longestBlock where start + 2 * period <= tokens.count {
      var count = 1
      while start + (count + 1) * period <= tokens.count,
        (0..<period).allSatisfy({ tokens[start + $0] == tokens[start + count * period + $0] })
      { count += 1 }
      // A few equal layers in a row are easier to read than a bracket.
      if count > (period == 1 ? 3 : 1), count * period > best.count * best.period { best = (period, count) }
    }
    return best
  }
}
