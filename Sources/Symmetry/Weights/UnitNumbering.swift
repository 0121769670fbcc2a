/// Counts the units, free factors and free signs of a graph through, and names those of the elements of an axis.
struct UnitNumbering {
  /// The units of each class.
  private(set) var classes: [Range<Int>] = []
  private(set) var magnitudeUnits: [Int] = []
  private(set) var signUnits: [Int] = []
  private let analysis: TieAnalysis
  /// The first unit of each variable of permutations, and the first factor of each free variable of factors.
  private var firstUnits: [Int: Int] = [:]
  private var firstMagnitudes: [Int: Int] = [:]
  private var firstSigns: [Int: Int] = [:]

  init(_ assembly: ClassAssembly) {
    analysis = assembly.analysis
    var next = 0
    for leaves in assembly.leaves {
      let start = next
      for leaf in leaves {
        firstUnits[leaf] = next
        next += analysis.permutations.size(leaf)
      }
      classes.append(start..<next)
    }
  }

  /// The units of a variable of permutations; `nil` for one that no layer has.
  func run(_ leaf: Int) -> Range<Int>? { firstUnits[leaf].map { $0..<$0 + analysis.permutations.size(leaf) } }

  /// The class of a variable's units.
  func classNumber(_ leaf: Int) -> Int? {
    firstUnits[leaf].flatMap { first in classes.firstIndex { $0.contains(first) } }
  }

  mutating func units(_ axis: TiedAxis) -> AxisUnits {
    let units = Self.expand(axis.permutation, analysis.permutations) { firstUnits[$0] }
    let magnitudes = Self.expand(axis.magnitude, analysis.magnitudes) { Self.first($0, analysis.magnitudes, &firstMagnitudes, &magnitudeUnits) }
    let signs = Self.expand(axis.sign, analysis.signs) { Self.first($0, analysis.signs, &firstSigns, &signUnits) }
    var seen: [Int: Int] = [:]
    var ordinals: [Int] = []
    for (element, unit) in units.enumerated() {
      ordinals.append(unit < 0 ? element : seen[unit, default: 0])
      if unit >= 0 { seen[unit, default: 0] += 1 }
      if magnitudes[element] >= 0, magnitudeUnits[magnitudes[element]] < 0 { magnitudeUnits[magnitudes[element]] = unit }
      if signs[element] >= 0, signUnits[signs[element]] < 0 { signUnits[signs[element]] = unit }
    }
    return AxisUnits(units: units, ordinals: ordinals, magnitudes: magnitudes, signs: signs)
  }

  private static func first(_ variable: Int, _ ties: AxisTies, _ numbers: inout [Int: Int], _ owners: inout [Int]) -> Int? {
    if ties.isFixed(variable) { return nil }
    if let number = numbers[variable] { return number }
    numbers[variable] = owners.count
    owners += [Int](repeating: -1, count: ties.size(variable))
    return numbers[variable]
  }

  /// The number of each element of a layout, −1 where its variable has none.
  private static func expand(_ layout: AxisTies.Layout, _ ties: AxisTies, _ first: (Int) -> Int?) -> [Int] {
    var result: [Int] = []
    for segment in ties.resolve(layout) {
      let start = first(segment.variable)
      for unit in 0..<ties.size(segment.variable) {
        for _ in 0..<segment.repeats { result.append(start.map { $0 + unit } ?? -1) }
      }
    }
    return result
  }
}
