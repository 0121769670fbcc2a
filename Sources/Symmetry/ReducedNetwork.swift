import Linear
import Networks

/// A ReLU network in exact numbers without its degenerate units: it computes exactly the same function.
///
/// Dead units are left out, constant ones folded into the next biases, parallel ones merged, until nothing changes. What is
/// left in a layer has pairwise different directions, so a match between two reduced networks is unique. (The networks
/// are those without the obvious redundancies of Phuong and Lampert, "Functional vs. parametric equivalence of ReLU networks",
/// 2020; whether the function has further symmetries on some input domain is not asked.)
struct ReducedNetwork: Sendable {
  /// The units of each layer in their original order; the last layer is the output.
  private(set) var layers: [[ExactUnit]]
  private(set) var degenerate: [DegenerateUnit] = []
  private let inputCount: Int

  init(_ network: LayeredNetwork) {
    inputCount = network.inputCount
    layers = network.layers.map { layer in
      (0..<layer.outputCount).map { ExactUnit(index: $0, weights: Array(layer.weights.row($0)), bias: layer.bias[$0]) }
    }
    var before = -1
    while degenerate.count != before {
      before = degenerate.count
      for layer in 0..<layers.count - 1 {
        let next = layers[layer + 1]
        remove(layer, as: .dead) { unit in next.allSatisfy { $0.weights[unit.index].isZero } }
        foldConstants(layer)
        mergeParallel(layer)
      }
    }
    degenerate.sort { ($0.layer, $0.unit) < ($1.layer, $1.unit) }
  }

  /// The original numbers of the units that feed a layer; all inputs for the first.
  func sources(of layer: Int) -> [Int] { layer == 0 ? Array(0..<inputCount) : layers[layer - 1].map(\.index) }

  private mutating func remove(_ layer: Int, as kind: DegenerateUnit.Kind, where isGone: (ExactUnit) -> Bool) {
    let gone = layers[layer].filter(isGone)
    degenerate += gone.map { DegenerateUnit(layer: layer, unit: $0.index, kind: kind) }
    layers[layer].removeAll { unit in gone.contains { $0.index == unit.index } }
  }

  private mutating func foldConstants(_ layer: Int) {
    let sources = sources(of: layer)
    func isConstant(_ unit: ExactUnit) -> Bool { sources.allSatisfy { unit.weights[$0].isZero } }
    for unit in layers[layer] where isConstant(unit) && unit.bias.sign > 0 {
      for j in layers[layer + 1].indices {
        let weight = layers[layer + 1][j].weights[unit.index]
        layers[layer + 1][j].setBias(layers[layer + 1][j].bias + weight * unit.bias)
      }
    }
    remove(layer, as: .constant) { isConstant($0) && $0.bias.sign > 0 }
    remove(layer, as: .dead) { isConstant($0) }
  }

  /// Lets the first of several parallel units carry the others: if rowⱼ = s·rowᵢ then relu(rowⱼ) = s·relu(rowᵢ).
  private mutating func mergeParallel(_ layer: Int) {
    let comparison = RowComparison(sources: sources(of: layer).map { .init(left: $0, right: $0, factor: .one) })
    var kept: [ExactUnit] = []
    for unit in layers[layer] {
      guard let (carrier, ratio) = kept.lazy.compactMap({ one in comparison.ratio(one, unit).map { (one.index, $0) } }).first else {
        kept.append(unit)
        continue
      }
      for j in layers[layer + 1].indices {
        let weight = layers[layer + 1][j].weights[unit.index]
        if !weight.isZero {
          layers[layer + 1][j].setWeight(layers[layer + 1][j].weights[carrier] + ratio * weight, at: carrier)
        }
      }
      degenerate.append(DegenerateUnit(layer: layer, unit: unit.index, kind: .parallel(to: carrier)))
    }
    layers[layer] = kept
  }
}
