import Diagnostics
import Linear
import Networks

/// The weights of a network as a labelled graph whose automorphisms are the symmetries of the weights.
///
/// A vertex for every unit, two for every free sign (the sign as it is, and flipped), and one for every run of units and group of runs, which
/// keep units within what the architecture lets them do. A weight of one unit is part of the unit's colour, one of two units a pair of
/// arcs. Weights are in normal form, so that positive factors play no part.
struct WeightGraph {
  let graph: LabelledGraph
  private let unitCount: Int
  private let signCount: Int
  /// The signs that may be flipped.
  private let isFree: [Bool]

  /// `freesInputSigns`: whether the signs of inputs, where these are free, may be flipped. Throws a `Diagnostic` that names a weight
  /// which more than two units share.
  init(
    _ action: WeightAction, _ entries: [WeightEntries], _ gauge: FactorGauge, freesInputSigns: Bool
  ) throws(Diagnostic) {
    var builder = Builder(action, freesInputSigns: freesInputSigns)
    for (number, entry) in entries.enumerated() { try builder.add(entry, number, gauge) }
    graph = LabelledGraph(builder.draft)
    unitCount = action.unitCount
    signCount = action.signUnits.count
    isFree = builder.isFree
  }

  /// The motion of a permutation of the vertices: its factors are still open.
  func motion(_ image: [Int32], of action: WeightAction) -> UnitMotion {
    var motion = UnitMotion(identityOf: action)
    for unit in 0..<unitCount { motion.sources[unit] = Int(image[unit]) }
    for sign in 0..<signCount where isFree[sign] {
      motion.signs[sign] = (Int(image[unitCount + 2 * sign]) - unitCount) % 2 == 0 ? 1 : -1
    }
    return motion
  }

  private enum Tag: UInt64 { case fixed, unit, sign, pair, owner, run, group, member, weight }

  private struct Builder {
    let action: WeightAction
    var draft: LabelledGraph.Draft
    let isFree: [Bool]
    private let isMovable: [Bool]

    init(_ action: WeightAction, freesInputSigns: Bool) {
      self.action = action
      draft = LabelledGraph.Draft(vertexCount: action.unitCount + 2 * action.signUnits.count)
      var isFree = [Bool](repeating: true, count: action.signUnits.count)
      if !freesInputSigns { for input in action.inputs { for sign in input.units.signs where sign >= 0 { isFree[sign] = false } } }
      self.isFree = isFree
      isMovable = action.classes.enumerated().flatMap { [Bool](repeating: !$1.isFixed, count: action.units[$0].count) }
      addUnits()
      addSigns()
    }

    private mutating func addUnits() {
      for (number, range) in action.units.enumerated() {
        for unit in range {
          draft.colors[unit] =
            action.classes[number].isFixed
            ? ResidueHash.of(Tag.fixed.rawValue, UInt64(unit)) : ResidueHash.of(Tag.unit.rawValue, UInt64(number))
        }
        if action.runs[number].count > 1 { addRuns(number) }
      }
    }

    /// Units stay together in their runs, runs in their groups, and only groups of a kind can change places.
    private mutating func addRuns(_ number: Int) {
      var vertices: [Range<Int>: Int] = [:]
      for (index, run) in action.runs[number].enumerated() {
        let isSwapped = action.swaps[number].contains { $0.contains { $0.contains(run) } }
        let vertex = draft.addVertex(ResidueHash.of(Tag.run.rawValue, UInt64(number), isSwapped ? .max : UInt64(index)))
        vertices[run] = vertex
        let label = ResidueHash.of(Tag.run.rawValue)
        for unit in run { draft.addArcs(unit, sees: vertex, as: label, andIsSeenAs: label) }
      }
      for (kind, groups) in action.swaps[number].enumerated() {
        for group in groups {
          let vertex = draft.addVertex(ResidueHash.of(Tag.group.rawValue, UInt64(number), UInt64(kind)))
          for (place, run) in group.enumerated() {
            guard let member = vertices[run] else { continue }
            let label = ResidueHash.of(Tag.member.rawValue, UInt64(place))
            draft.addArcs(member, sees: vertex, as: label, andIsSeenAs: label)
          }
        }
      }
    }

    private mutating func addSigns() {
      var slots: [Int: Int] = [:]
      for (sign, unit) in action.signUnits.enumerated() {
        let (plus, minus) = signs(sign)
        let slot = unit >= 0 ? slots[unit, default: 0] : sign
        if unit >= 0 { slots[unit] = slot + 1 }
        for (vertex, side) in [(plus, 0), (minus, 1)] {
          draft.colors[vertex] = ResidueHash.of(Tag.sign.rawValue, unit >= 0 ? 0 : 1, UInt64(slot), isFree[sign] ? 2 : UInt64(side))
          let label = ResidueHash.of(Tag.owner.rawValue, UInt64(slot))
          if unit >= 0 { draft.addArcs(vertex, sees: unit, as: label, andIsSeenAs: label) }
        }
        let label = ResidueHash.of(Tag.pair.rawValue)
        draft.addArcs(plus, sees: minus, as: label, andIsSeenAs: label)
      }
    }

    private func signs(_ sign: Int) -> (plus: Int, minus: Int) { (action.unitCount + 2 * sign, action.unitCount + 2 * sign + 1) }

    /// What a weight belongs to at one of its sites.
    private struct Participant: Equatable {
      /// The vertex, and for a sign that of its flip.
      let vertex: Int
      let flipped: Int?
    }

    mutating func add(_ entry: WeightEntries, _ number: Int, _ gauge: FactorGauge) throws(Diagnostic) {
      var isCrowded = false
      entry.forEach { place, elements, still in
        var participants: [Participant] = []
        var tag = ResidueHash.mix(ResidueHash.mix(Tag.weight.rawValue, UInt64(number)), UInt64(still))
        for (index, site) in entry.tensor.sites.enumerated() {
          let element = elements[index]
          guard let participant = participant(site, element) else {
            tag = ResidueHash.mix(tag, UInt64(element))
            continue
          }
          tag = ResidueHash.mix(tag, UInt64(site.units.ordinals[element]))
          if !participants.contains(participant) { participants.append(participant) }
        }
        let value = gauge.normalized(entry.elements[place], entry.tensor, elements)
        switch participants.count {
        case 0: break
        case 1: addColor(participants[0], tag, value)
        case 2: addArcs(participants[0], participants[1], tag, value)
        default: isCrowded = true
        }
      }
      if isCrowded {
        throw Diagnostic(
          id: "unknown-ties", "the weights '\(entry.tensor.name)' belong to more than two units each", at: .none,
          fix: "use weights between two layers of units")
      }
    }

    private func participant(_ site: WeightTensor.Site, _ element: Int) -> Participant? {
      let sign = site.units.signs[element], unit = site.units.units[element]
      if site.effect != .carried, sign >= 0, isFree[sign] { return Participant(vertex: signs(sign).plus, flipped: signs(sign).minus) }
      return unit >= 0 && isMovable[unit] ? Participant(vertex: unit, flipped: nil) : nil
    }

    private mutating func addColor(_ one: Participant, _ tag: UInt64, _ value: Residue) {
      draft.colors[one.vertex] += ResidueHash.of(tag, value.value)
      if let flipped = one.flipped { draft.colors[flipped] += ResidueHash.of(tag, (-value).value) }
    }

    private mutating func addArcs(_ one: Participant, _ other: Participant, _ tag: UInt64, _ value: Residue) {
      for (a, first) in [(one.vertex, true)] + (one.flipped.map { [($0, false)] } ?? []) {
        for (b, second) in [(other.vertex, true)] + (other.flipped.map { [($0, false)] } ?? []) {
          let signed = first == second ? value : -value
          draft.addArcs(
            a, sees: b, as: ResidueHash.of(tag, signed.value, 0), andIsSeenAs: ResidueHash.of(tag, signed.value, 1))
        }
      }
    }
  }
}
