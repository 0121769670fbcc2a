import Diagnostics
import Networks

/// How permutations and factors of units act on the weights of a network: the group of `SymmetryGroup`, element by element.
///
/// Units are counted through all classes, those of fixed classes too. A factor is a free positive number or sign of one unit, or of one
/// element of its block; a unit may have several (before and after a batch norm, for one). Weights that constants alone decide
/// (transposed, converted) are folded first, and a constant with more than one use gets a copy for each of its uses as a weight.
package struct WeightAction: Sendable {
  /// An axis of an input, whose units are fixed unless the inputs are free.
  package struct InputAxis: Sendable {
    package let name: String
    package let axis: Int
    package let units: AxisUnits
  }

  /// The network as it is acted on.
  package let network: Network
  /// The classes of units, their layers and ties.
  package let group: SymmetryGroup
  /// Every constant that is a weight, in the order of nodes and their inputs.
  package let tensors: [WeightTensor]
  package let inputs: [InputAxis]
  /// The units of each class.
  package let units: [Range<Int>]
  /// For each class the runs of units within which all permutations are allowed; none for a fixed class.
  package let runs: [[Range<Int>]]
  /// For each class the groups of grouped convolutions that may be permuted as wholes: for each kind, for each group, its runs in order.
  package let swaps: [[[[Range<Int>]]]]
  /// For each class the nodes without weights that its units pass, by number.
  package let passages: [[Int]]
  /// For each class all nodes that its units go into or come out of, with weights or without, by number.
  package let carriers: [[Int]]
  /// For each class the nodes that combine one of its units with all of an axis, by number.
  package let spreads: [[Int]]
  /// The unit that each free positive factor belongs to; −1 where it is no unit's.
  package let magnitudeUnits: [Int]
  /// The unit that each free sign belongs to.
  package let signUnits: [Int]

  /// Throws a `Diagnostic` that names the node whose ties are not known, or whose shapes don't fit.
  package init(_ network: Network, inputs: InputFreedom = .fixed) throws(Diagnostic) {
    let folded = try network.folded()
    let analysis = try TieAnalysis(ArchitectureGraph(folded), inputs: inputs)
    let assembly = try ClassAssembly(analysis)
    group = SymmetryGroup(assembly)
    var numbering = UnitNumbering(assembly)
    var separated = SeparatedConstants(folded)
    var tensors: [WeightTensor] = []
    for (tied, result) in analysis.traces {
      for constant in SiteRules(tied, result).constants() {
        let sites = constant.sites.compactMap { draft -> WeightTensor.Site? in
          guard let axis = draft.axis else { return nil }
          let units = numbering.units(axis)
          return units.isStill ? nil : WeightTensor.Site(axes: draft.axes, effect: draft.effect, units: units)
        }
        // A tensor without sites is a weight all the same: comparisons read it.
        let name = try Self.name(tied, constant.place, isMoved: !sites.isEmpty, &separated)
        tensors.append(WeightTensor(node: tied.index, place: constant.place, name: name, view: constant.view, sites: sites))
      }
    }
    self.tensors = tensors
    self.network = separated.network
    self.inputs = analysis.sites.filter { $0.node == nil }.map { site in
      let rank = folded.inputs.first { $0.name == site.name }?.shape.count ?? 1
      return InputAxis(name: site.name, axis: min(1, rank - 1), units: numbering.units(site.axis))
    }
    units = numbering.classes
    passages = Self.nodes(analysis, numbering) { tied, _ in SiteRules(tied, []).isWeightless ? tied.axes.flatMap { $0 ?? [] } : [] }
    spreads = Self.nodes(analysis, numbering) { tied, _ in tied.operands.indices.flatMap { Self.spreadAxes(tied, $0) } }
    carriers = Self.nodes(analysis, numbering) { tied, result in tied.axes.flatMap { $0 ?? [] } + result }
    runs = assembly.leaves.enumerated().map { number, leaves in
      assembly.classes[number].isFixed ? [] : leaves.compactMap { numbering.run($0) }
    }
    swaps = assembly.swaps.map { $0.map { $0.map { $0.compactMap { numbering.run($0) } } } }
    magnitudeUnits = numbering.magnitudeUnits
    signUnits = numbering.signUnits
  }

  /// The axes of an operand that have one element where a result of as many axes or more has several.
  private static func spreadAxes(_ tied: TiedNode, _ place: Int) -> [TiedAxis?] {
    let axes = (place < tied.axes.count ? tied.axes[place] : nil) ?? [], shape = tied.shape(place), shift = tied.shape.count - shape.count
    switch tied.operation {
    case .add, .sub, .sum, .mean, .maximum, .minimum, .mul, .div:
      return axes.indices.filter { shape[$0] == 1 && tied.shape[$0 + shift] != 1 }.map { axes[$0] }
    default: return []
    }
  }

  /// For each class the nodes whose given axes have units of it.
  private static func nodes(
    _ analysis: TieAnalysis, _ numbering: UnitNumbering, axes: (TiedNode, [TiedAxis?]) -> [TiedAxis?]
  ) -> [[Int]] {
    var result = [[Int]](repeating: [], count: numbering.classes.count)
    for (tied, made) in analysis.traces {
      let variables = axes(tied, made).compactMap { $0 }.flatMap { analysis.permutations.resolve($0.permutation).map(\.variable) }
      for number in Set(variables.compactMap { numbering.classNumber($0) }) { result[number].append(tied.index) }
    }
    return result
  }

  /// The name of a node's weight: that of a copy if it moves and others use the constant. Throws where it is no constant of the network but
  /// follows from the shapes of values.
  private static func name(
    _ tied: TiedNode, _ place: Int, isMoved: Bool, _ separated: inout SeparatedConstants
  ) throws(Diagnostic) -> String {
    let node = separated.nodes[tied.index], name = node.inputs[place]
    guard isMoved else { return name }
    guard separated.constants[name] != nil else {
      throw Diagnostic(
        id: "unknown-ties", "node '\(node.name)' (\(node.operation.name)) has weights '\(name)' that follow from the shapes of values",
        at: .none, fix: "export the model with its weights as constants")
    }
    return separated.separate(tied.index, place)
  }

  package var unitCount: Int { units.last?.upperBound ?? 0 }
  package var classes: [UnitClass] { group.classes }

  /// The class of each unit.
  package var classOfUnit: [Int] { units.enumerated().flatMap { number, range in [Int](repeating: number, count: range.count) } }

  /// The layers whose units a class has, by name, each once.
  package func layerNames(of number: Int) -> [String] {
    var seen: Set<Int> = []
    return classes[number].members.compactMap { seen.insert($0.layer).inserted ? group.layers[$0.layer].name : nil }
  }

  /// Where weights meet the units of a class: numbers in `tensors`, and in their `sites`.
  package func sites(of number: Int) -> [(tensor: Int, site: Int)] {
    tensors.enumerated().flatMap { index, tensor in
      tensor.sites.indices.filter { site in tensor.sites[site].units.units.contains { units[number].contains($0) } }.map { (index, $0) }
    }
  }
}
