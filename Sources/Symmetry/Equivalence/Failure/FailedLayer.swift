/// Finds the first layer in which two networks do not match, and what matches up to there.
struct FailedLayer {
  let layer: Int
  /// The motion as far as it goes: units of equal colours, and their factors.
  let motion: ExactMotion
  let failure: EquivalenceFailure

  /// `best` is the motion of a search that went furthest.
  init(_ x: UnitRefinement, _ y: UnitRefinement, _ best: ExactMotion?) {
    let (a, b) = (x.weights, y.weights)
    let layer = Self.first(x, y, best)
    let (makers, twins) = (a.makerLayers, b.makerLayers)
    let pairing = best?.failingLayer == layer ? best!.pairing : UnitPairing(x, y)
    let motion = ExactMotion(a, b, pairing, layers: 0..<layer + 1, isPartial: true)
    let node = a.action.network.nodes[a.layers[layer].node]
    let units = twins.indices.filter { twins[$0] == layer && b.isFree($0) && pairing.originals[$0] < 0 && !b.isRemoved[$0] }
    let paired = Set(pairing.originals)
    let originals = makers.indices.filter { makers[$0] == layer && a.isFree($0) && !paired.contains($0) && !a.isRemoved[$0] }
    var (left, right, deviation): ([Int], [Int], Double?)
    if units.isEmpty && originals.isEmpty {
      let rows = UnequalRows(a, b, motion, layer)
      (left, right, deviation) = (rows.units.map(\.first), rows.units.map(\.second), rows.deviation)
    } else {
      (left, right) = (originals, units)
      deviation = NearestRows(a, b, motion, layer).deviation(originals, units)
    }
    (self.layer, self.motion) = (layer, motion)
    failure = EquivalenceFailure(
      layer: layer, name: node.name, kind: node.operation.name, unmatchedOfFirst: Self.local(left, a), unmatchedOfSecond: Self.local(right, b),
      deviation: deviation)
  }

  private static func first(_ x: UnitRefinement, _ y: UnitRefinement, _ best: ExactMotion?) -> Int {
    if let layer = zip(x.digests, y.digests).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset { return layer }
    if let layer = best?.failingLayer { return layer }
    // Only later rounds told the colours apart: the first layer with such units.
    let (cells, twins) = (x.cells, y.cells)
    let makers = x.weights.makerLayers
    let layers = cells.filter { twins[$0.key]?.count != $0.value.count }.compactMap { $0.value.first.map { makers[$0] } }
    return min(layers.min() ?? .max, x.weights.layers.count - 1)
  }

  private static func local(_ units: [Int], _ weights: ExactWeights) -> [Int] {
    units.map { $0 - weights.action.units[weights.classOfUnit[$0]].lowerBound }.sorted()
  }
}
