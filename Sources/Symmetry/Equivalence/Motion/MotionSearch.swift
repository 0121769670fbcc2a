import Diagnostics

/// Looks for a motion from one network to another, by colours and, where they leave a choice, by trying.
///
/// Where refinement leaves units of one colour, one unit of the first network is told apart and each of that colour in the second is
/// tried as its copy (individualisation and refinement: B. D. McKay and A. Piperno, "Practical graph isomorphism, II", 2014); so are signs that the
/// weights don't decide. Every candidate is checked exactly.
package struct MotionSearch {
  package enum Outcome: Sendable {
    case found(ExactMotion)
    /// No motion exists: all possibilities were tried.
    case none
    /// The search was given up after as many refinements as it may make.
    case unfinished(refinements: Int)
  }

  private let a: ExactWeights
  private let b: ExactWeights
  /// The number of refinements after which it gives up.
  private let limit: Int
  private var count = 0
  private var isUnfinished = false
  /// The motion that went furthest.
  package private(set) var best: ExactMotion?

  package init(_ a: ExactWeights, _ b: ExactWeights) {
    self.a = a
    self.b = b
    limit = max(24, min(2000, 400_000_000 / max(a.count, 1)))
  }

  package mutating func run(_ first: UnitRefinement, _ second: UnitRefinement) -> Outcome {
    let found = search(first, second, .init(), .init())
    if let found { return .found(found) }
    return isUnfinished ? .unfinished(refinements: count) : .none
  }

  private mutating func search(
    _ first: UnitRefinement, _ second: UnitRefinement, _ chosen: UnitRefinement.Choices, _ other: UnitRefinement.Choices
  ) -> ExactMotion? {
    guard first.digest == second.digest else { return nil }
    let cells = first.cells, twins = second.cells
    let open = cells.filter { $0.value.count > 1 }.min { ($0.value.count, $0.value[0]) < ($1.value.count, $1.value[0]) }
    guard let open else { return verify(first, second, chosen, other) }
    var one = chosen
    one.units.append(open.value[0])
    let refined = refine(a, one)
    count += 1
    for unit in twins[open.key] ?? [] {
      var two = other
      two.units.append(unit)
      if let found = attempt(refined, one, two) { return found }
      if isUnfinished { return nil }
    }
    return nil
  }

  private mutating func attempt(_ refined: UnitRefinement, _ one: UnitRefinement.Choices, _ two: UnitRefinement.Choices) -> ExactMotion? {
    count += 1
    guard count <= limit else {
      isUnfinished = true
      return nil
    }
    return search(refined, refine(b, two), one, two)
  }

  /// Trials are counted, not what happens in each.
  private func refine(_ weights: ExactWeights, _ choices: UnitRefinement.Choices) -> UnitRefinement {
    WorkProgress.report("refinements of trials", count, of: limit)
    return WorkProgress.$current.withValue(WorkProgress(watch: nil)) { UnitRefinement(weights, choices: choices) }
  }

  /// A discrete colouring: the motion is given up to signs that no weight decided.
  private mutating func verify(
    _ first: UnitRefinement, _ second: UnitRefinement, _ chosen: UnitRefinement.Choices, _ other: UnitRefinement.Choices
  ) -> ExactMotion? {
    let pairing = UnitPairing(first, second)
    let motion = ExactMotion(a, b, pairing)
    if motion.failingLayer == nil { return motion }
    if (motion.failingLayer ?? 0) >= (best?.failingLayer ?? 0) { best = motion }
    guard let (slot, twin) = openSign(first, second, pairing) else { return nil }
    var one = chosen
    one.signs[slot] = 1
    let refined = refine(a, one)
    for sign in [Int8(1), -1] {
      var two = other
      two.signs[twin] = sign
      if let found = attempt(refined, one, two) { return found }
      if isUnfinished { return nil }
    }
    return nil
  }

  /// A sign of the first network that is not decided, with that of the second network that belongs to it.
  private func openSign(_ first: UnitRefinement, _ second: UnitRefinement, _ pairing: UnitPairing) -> (Int, Int)? {
    for (one, other) in zip(a.elements, b.elements) {
      for (site, twin) in zip(one.tensor.sites, other.tensor.sites) {
        let sources = pairing.originals(of: twin.units, in: site.units)
        for (element, slot) in twin.units.signs.enumerated() where slot >= 0 && sources[element] >= 0 && second.signs[slot] == 0 {
          let original = site.units.signs[sources[element]]
          if original >= 0, first.signs[original] == 0 { return (original, slot) }
        }
      }
    }
    return nil
  }
}
