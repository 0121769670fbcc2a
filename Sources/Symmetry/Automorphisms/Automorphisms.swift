import BigInt
import Diagnostics
import Linear
import Networks

/// The relabellings of a network's hidden units, with positive factors and signs, that leave every weight exactly as it is.
///
/// An element is a permutation of the units with a choice of signs for which there are positive factors; elements that differ by factors
/// alone count as one. Found by colour refinement of the weights in residues and a search along a stabiliser chain; every
/// generator is verified in exact arithmetic, and refinement never separates what is equal, so the order is exact.
package struct Automorphisms: Sendable {
  /// What may happen to the inputs.
  package enum Inputs: String, Sendable, CaseIterable { case fixed, permuted, free }

  /// One symmetry of the weights.
  package struct Generator: Sendable {
    package let motion: UnitMotion
    /// The exact value of each free factor.
    package let magnitudes: [Rational]
  }

  /// Where a unit stands: the node whose weights make it, or the input, and its number there.
  package struct Place: Sendable, Equatable {
    package let layer: String
    package let unit: Int
  }

  package let order: BigUInt
  package let generators: [Generator]
  /// The units that can take each other's place, two or more each, in the order of their first.
  package let orbits: [[Int]]
  /// For each unit, counted through all classes.
  package let places: [Place]
  /// The sign and factor variables of the action: the unit of each.
  package let action: WeightAction
  /// Whether the scale of weights that nothing anchors was left alone, so that there may be more symmetries.
  package let leavesScales: Bool

  package var isTrivial: Bool { order == 1 }
  /// log₁₀ of the order: the sum over the orbits along the stabiliser chain.
  package let log10Order: Double
  /// The number of units that may move.
  package var movableUnits: Int { action.classes.enumerated().reduce(0) { $0 + ($1.element.isFixed ? 0 : action.units[$1.offset].count) } }

  /// Throws a `Diagnostic` that names the node whose ties are not known, or where the search takes too long.
  package init(_ network: Network, inputs: Inputs = .fixed) throws(Diagnostic) {
    let action = try WeightAction(network, inputs: inputs == .fixed ? .fixed : .free)
    let entries = action.tensors.compactMap { tensor in action.network.constants[tensor.name].map { WeightEntries(tensor, $0) } }
    if let entry = entries.first(where: { !$0.elements.allSatisfy(\.isFinite) }) {
      throw Diagnostic(
        id: "not-finite", "the weights '\(entry.tensor.name)' hold a value that is not a finite number", at: .none,
        fix: "train the model again or repair the file")
    }
    let gauge = FactorGauge(action, entries)
    let weights = try WeightGraph(action, entries, gauge, freesInputSigns: inputs == .free)
    let chain = try StabilizerChain(weights.graph) { image in
      MotionCertificate(weights.motion(image, of: action), of: action, entries) != nil
    }
    order = chain.order
    log10Order = chain.orbitSizes.reduce(0) { $0 + Elementary.log(Double($1)) / Elementary.log10 }
    generators = chain.generators.compactMap { image in
      let motion = weights.motion(image, of: action)
      return MotionCertificate(motion, of: action, entries).map { Generator(motion: motion, magnitudes: $0.magnitudes) }
    }
    var sets = DisjointSets(action.unitCount)
    for generator in generators { for (unit, source) in generator.motion.sources.enumerated() { sets.join(unit, source) } }
    var members: [Int: [Int]] = [:]
    for unit in 0..<action.unitCount { members[sets.root(unit), default: []].append(unit) }
    orbits = members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    self.action = action
    leavesScales = gauge.leavesScales
    places = Self.places(action)
  }

  /// The first place where weights make each unit, or its place among the inputs.
  private static func places(_ action: WeightAction) -> [Place] {
    var places = [Place](repeating: Place(layer: "", unit: 0), count: action.unitCount)
    var isFound = [Bool](repeating: false, count: action.unitCount)
    func note(_ axis: AxisUnits, _ layer: String) {
      var number = 0
      for (element, unit) in axis.units.enumerated() where axis.ordinals[element] == 0 || unit < 0 {
        if unit >= 0, !isFound[unit] {
          places[unit] = Place(layer: layer, unit: number)
          isFound[unit] = true
        }
        number += 1
      }
    }
    for input in action.inputs { note(input.units, input.name) }
    for tensor in action.tensors {
      for site in tensor.sites where site.effect == .multiplied { note(site.units, action.network.nodes[tensor.node].name) }
    }
    return places
  }
}
