import Diagnostics
import Linear

/// Colour refinement of the units of one network, and the normal form of its factors.
///
/// Layer by layer, the rows of weights that make a unit are multiplied by one factor so that their absolute values sum to 1, what went into
/// them divided by the factors before it; the sign of a unit that may be flipped is the one with the smaller hash of its row; then the unit's
/// colour is a hash of its row as a multiset of pairs of weight and colour. A unit that several layers make gets all this from the first of
/// them. If colours are still shared, they are refined by all rows and columns until nothing changes (B. Weisfeiler and A. Leman, 1968). Numbers are
/// residues of exact rationals, so equal networks get equal colours whatever the order and the factors of their units. Cost: two passes over
/// the weights, and two for each round.
package struct UnitRefinement: Sendable {
  /// Choices that tell apart what refinement can't.
  package struct Choices: Sendable {
    /// Units that have a colour of their own, in order.
    package var units: [Int] = []
    /// Signs that are given.
    package var signs: [Int: Int8] = [:]

    package init() {}
  }

  package let weights: ExactWeights
  /// The colour of each unit.
  package internal(set) var colours: [UInt64]
  /// What each free positive factor is in the normal form, where it multiplies the unit.
  var factors: [ResiduePair]
  var inverses: [ResiduePair]
  /// 1 or −1, or 0 for a sign that the weights so far don't decide.
  package internal(set) var signs: [Int8]
  /// For each layer a digest of its normal weights and the colours that they stand between.
  var digests: [MultisetDigest]
  /// That of all weights after the last round of refinement, where there was one.
  var refined = MultisetDigest()
  let initial: [UInt64]
  var isColoured: [Bool]
  var isFactorKnown: [Bool]
  var isSignKnown: [Bool]

  package init(_ weights: ExactWeights, choices: Choices = Choices()) {
    self.weights = weights
    let action = weights.action
    var initial = weights.classOfUnit.enumerated().map { unit, number -> UInt64 in
      let key = Mixer.mix(0x1234_5678, number)
      // Units of fixed classes are told apart by their places.
      return action.classes[number].isFixed ? Mixer.mix(key, unit - action.units[number].lowerBound) : key
    }
    for (number, unit) in choices.units.enumerated() { initial[unit] = Mixer.mix(initial[unit] ^ 0xFACE, number) }
    self.initial = initial
    colours = initial
    factors = [ResiduePair](repeating: .one, count: action.magnitudeUnits.count)
    inverses = factors
    isFactorKnown = [Bool](repeating: false, count: factors.count)
    signs = [Int8](repeating: 0, count: action.signUnits.count)
    isSignKnown = [Bool](repeating: false, count: signs.count)
    for (slot, sign) in choices.signs { (signs[slot], isSignKnown[slot]) = (sign, true) }
    isColoured = initial.indices.map { !weights.isFree($0) }
    for axis in action.inputs { for unit in axis.units.units where unit >= 0 { isColoured[unit] = true } }
    for axis in action.inputs { for slot in axis.units.signs where slot >= 0 { isSignKnown[slot] = true } }
    digests = []
    for layer in weights.layers {
      WorkProgress.report("layers coloured", digests.count, of: weights.layers.count)
      digests.append(colour(layer))
    }
    refine()
  }

  /// The numbers of units by colour, of free units that are not degenerate.
  package var cells: [UInt64: [Int]] {
    var cells: [UInt64: [Int]] = [:]
    for unit in colours.indices where weights.isFree(unit) && !weights.isRemoved[unit] { cells[colours[unit], default: []].append(unit) }
    return cells
  }

  /// Whether every unit has a colour of its own.
  package var isDiscrete: Bool { distinctCount == weights.isRemoved.indices.count { weights.isFree($0) && !weights.isRemoved[$0] } }

  private var distinctCount: Int {
    Set(colours.indices.lazy.filter { weights.isFree($0) && !weights.isRemoved[$0] }.map { colours[$0] }).count
  }

  /// A digest of the whole network that all its moved copies share.
  package var digest: String {
    var sum = MultisetDigest()
    for (place, digest) in digests.enumerated() { sum.append(digest, at: place) }
    sum.append(refined, at: digests.count)
    for (place, node) in weights.action.network.nodes.enumerated() { sum.add(Mixer.mix(Mixer.mix("\(node.operation)"), place)) }
    return sum.text
  }

  /// Rounds over all weights, until no colour is split.
  private mutating func refine() {
    var count = distinctCount
    let all = weights.isRemoved.indices.count { weights.isFree($0) && !weights.isRemoved[$0] }
    guard count < all else { return }
    while count < all {
      WorkProgress.report("units told apart by refinement", count, of: all)
      let sums = rowSums()
      for unit in colours.indices where weights.isFree(unit) { colours[unit] = Mixer.mix(colours[unit] &* 3 &+ Mixer.mix(sums[unit])) }
      let next = distinctCount
      if next == count { break }
      count = next
    }
    let sums = rowSums()
    for unit in colours.indices where !weights.isRemoved[unit] { refined.add(Mixer.mix(sums[unit] ^ colours[unit])) }
  }

  /// For each unit the sum over all its weights of a hash of what they are and where they lead.
  private func rowSums() -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: colours.count)
    for (number, elements) in weights.elements.enumerated() where !elements.tensor.sites.isEmpty {
      let reading = Reading(self, elements, number: number)
      elements.walk.forEach { element, places in
        guard let value = reading.value(element, places) else { return }
        for site in 0..<reading.siteCount {
          let unit = reading.unit(site, places)
          guard unit >= 0 else { continue }
          sums[unit] &+= reading.hash(value, places, without: site) &+ UInt64(site)
        }
      }
    }
    return sums
  }
}
