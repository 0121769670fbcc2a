import Diagnostics
import Networks

extension WeightAction {
  /// Throws a `Diagnostic` unless a motion is one of the group: of this network's size, a permutation of each class that keeps runs
  /// together and fixed classes still, with factors that are positive.
  package func check(_ motion: UnitMotion) throws(Diagnostic) {
    func fail(_ message: String) -> Diagnostic {
      Diagnostic(id: "bad-motion", message, at: .none, fix: "permute units within their runs, or whole groups that are alike")
    }
    guard motion.sources.count == unitCount, motion.magnitudes.count == magnitudeUnits.count, motion.signs.count == signUnits.count else {
      throw fail("the motion has \(motion.sources.count) units and the network \(unitCount)")
    }
    guard motion.magnitudes.allSatisfy({ $0 > 0 && $0.isFinite }), motion.signs.allSatisfy({ abs($0) == 1 }) else {
      throw fail("a factor of the motion is not positive, or a sign is neither 1 nor −1")
    }
    for (number, range) in units.enumerated() {
      let names = layerNames(of: number).joined(separator: ", ")
      guard Set(motion.sources[range]) == Set(range) else { throw fail("the motion does not permute the units of \(names)") }
      if classes[number].isFixed, motion.sources[range].elementsEqual(range) == false { throw fail("the units of \(names) are fixed") }
      guard movesRuns(motion, number) else { throw fail("the motion tears runs of units of \(names) apart") }
    }
  }

  /// Whether every run comes from one run of its kind, and every group with all its runs from one group.
  private func movesRuns(_ motion: UnitMotion, _ number: Int) -> Bool {
    guard runs[number].count > 1 else { return true }
    var sources: [Range<Int>: Range<Int>] = [:]
    for run in runs[number] {
      guard let first = run.first, let source = runs[number].first(where: { $0.contains(motion.sources[first]) }) else { continue }
      guard run.allSatisfy({ source.contains(motion.sources[$0]) }), run.count == source.count else { return false }
      sources[run] = source
    }
    var moved = Set(sources.keys)
    for kind in swaps[number] {
      for group in kind {
        guard kind.contains(where: { other in zip(group, other).allSatisfy { sources[$0] == $1 } }) else { return false }
        moved.subtract(group)
      }
    }
    return moved.allSatisfy { sources[$0] == $0 }
  }

  /// The network with its units moved: it computes the same function, or that of moved inputs where those are free.
  ///
  /// Each weight is multiplied by one factor, the product and quotient of those of its units: exact where they are powers of two and
  /// nothing over- or underflows. Throws a `Diagnostic` where the motion is none of the group.
  package func moved(by motion: UnitMotion) throws(Diagnostic) -> Network {
    try check(motion)
    var constants = network.constants
    for tensor in tensors where !tensor.sites.isEmpty {
      constants[tensor.name] = try MovedTensor(tensor, motion).apply(to: constants[tensor.name]!)
    }
    return Network(
      inputs: network.inputs, outputs: network.outputs, nodes: network.nodes, constants: constants, elementTypes: network.elementTypes)
  }
}
