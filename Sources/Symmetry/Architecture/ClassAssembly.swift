import Diagnostics

/// Gathers tied axes into classes, once all ties are known.
struct ClassAssembly {
  let analysis: TieAnalysis
  let layers: [SymmetryGroup.Layer]
  /// In the order of their first members.
  private(set) var classes: [UnitClass] = []
  /// For each class the variables whose units it has, in order.
  private(set) var leaves: [[Int]] = []
  /// For each class the groups of a grouped convolution that may be permuted: for each kind, for each group, its variables in order.
  private(set) var swaps: [[[[Int]]]] = []
  private let sites: [TieAnalysis.Site]

  /// Throws a `Diagnostic` that names a grouped convolution whose groups cut across those of another.
  init(_ analysis: TieAnalysis) throws(Diagnostic) {
    self.analysis = analysis
    sites = analysis.sites.filter(\.makesUnits)
    layers = sites.map { site in
      SymmetryGroup.Layer(
        name: site.name, kind: site.node.map { analysis.graph.nodes[$0].operation.name } ?? "Input",
        size: analysis.permutations.length(site.axis.permutation))
    }
    try gather()
  }

  private mutating func gather() throws(Diagnostic) {
    let ties = analysis.permutations
    var numbers: [Int: Int] = [:]
    let blocks = try BlockGroups(analysis).groups
    var blockOf: [Int: Int] = [:]
    for (number, block) in blocks.enumerated() { for leaf in block.leaves { blockOf[leaf] = number } }
    for (layer, site) in sites.enumerated() {
      var start = 0
      for segment in ties.resolve(site.axis.permutation) {
        let leaf = segment.variable, length = ties.length(segment)
        if numbers[leaf] == nil {
          let block = blockOf[leaf].map { blocks[$0] }
          for other in block?.leaves ?? [leaf] { numbers[other] = classes.count }
          classes.append(unitClass(leaf, block))
          leaves.append(block?.leaves ?? [leaf])
          swaps.append(block?.kinds ?? [])
        }
        append(start..<start + length, of: layer, to: &classes[numbers[leaf] ?? 0])
        start += length
      }
    }
    addTies(numbers)
    addFactors(numbers)
  }

  private func unitClass(_ leaf: Int, _ block: BlockGroups.Group?) -> UnitClass {
    let ties = analysis.permutations
    guard let block else {
      let size = ties.size(leaf), isFixed = ties.isFixed(leaf)
      return UnitClass(isFixed: isFixed, units: size, order: isFixed ? [] : [UnitClass.Factorial(size: size, power: 1)])
    }
    var powers: [Int: Int] = [:]
    for leaf in block.leaves { powers[ties.size(leaf), default: 0] += 1 }
    let inner = powers.sorted { $0.key < $1.key }.filter { $0.key > 1 }.map { UnitClass.Factorial(size: $0.key, power: $0.value) }
    let outer = block.kinds.map { UnitClass.Factorial(size: $0.count, power: 1) }.sorted { $0.size < $1.size }
    return UnitClass(isFixed: false, units: block.leaves.reduce(0) { $0 + ties.size($1) }, order: inner + outer)
  }

  /// Neighbouring runs of one class are one member.
  private func append(_ range: Range<Int>, of layer: Int, to unitClass: inout UnitClass) {
    if let last = unitClass.members.last, last.layer == layer, last.range.upperBound == range.lowerBound {
      unitClass.members[unitClass.members.count - 1] = UnitClass.Member(layer: layer, range: last.range.lowerBound..<range.upperBound)
    } else {
      unitClass.members.append(UnitClass.Member(layer: layer, range: range))
    }
  }

  private mutating func addTies(_ numbers: [Int: Int]) {
    for (node, layout) in analysis.ties {
      for segment in analysis.permutations.resolve(layout) {
        guard let number = numbers[segment.variable], classes[number].ties.last != node else { continue }
        classes[number].ties.append(node)
      }
    }
  }

  /// Counts every free factor and sign once, in the class of the unit that it belongs to.
  private mutating func addFactors(_ numbers: [Int: Int]) {
    var (scaled, signed): (Set<Int>, Set<Int>) = ([], [])
    for site in analysis.sites {
      var owners: [(end: Int, number: Int)] = []
      for segment in analysis.permutations.resolve(site.axis.permutation) {
        owners.append(((owners.last?.end ?? 0) + analysis.permutations.length(segment), numbers[segment.variable] ?? 0))
      }
      count(site.axis.magnitude, analysis.magnitudes, owners, &scaled) { number, start, count in
        classes[number].scalingDimension += count
        if isFree(site.axis.sign, at: start) { classes[number].linearDimension += count }
      }
      count(site.axis.sign, analysis.signs, owners, &signed) { number, _, count in classes[number].signs += count }
    }
  }

  private func count(
    _ layout: AxisTies.Layout, _ ties: AxisTies, _ owners: [(end: Int, number: Int)], _ seen: inout Set<Int>,
    _ add: (_ number: Int, _ start: Int, _ count: Int) -> Void
  ) {
    var start = 0, owner = 0
    for segment in ties.resolve(layout) {
      while owner + 1 < owners.count, owners[owner].end <= start { owner += 1 }
      if !ties.isFixed(segment.variable), seen.insert(segment.variable).inserted, owner < owners.count {
        add(owners[owner].number, start, ties.size(segment.variable))
      }
      start += ties.length(segment)
    }
  }

  /// Whether the sign of an element may be flipped.
  private func isFree(_ layout: AxisTies.Layout, at element: Int) -> Bool {
    var start = 0
    for segment in analysis.signs.resolve(layout) {
      start += analysis.signs.length(segment)
      if start > element { return !analysis.signs.isFixed(segment.variable) }
    }
    return false
  }
}
