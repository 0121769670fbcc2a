import Linear
import Networks

/// The weights of a network as rational numbers, without those of units that were found to be degenerate.
package struct ExactWeights: Sendable {
  /// One weight: doubles, and rational numbers where a merged unit made other ones.
  struct Elements: Sendable {
    let tensor: WeightTensor
    var values: [Double]
    var exceptions: [Int: Rational] = [:]
    let walk: ElementWalk

    func residue(_ element: Int) -> ResiduePair {
      if !exceptions.isEmpty, let value = exceptions[element] { return ResiduePair(value) }
      return ResiduePair(values[element])
    }

    func rational(_ element: Int) -> Rational { exceptions[element] ?? Rational(values[element]) }
    func isZero(_ element: Int) -> Bool { values[element] == 0 && exceptions[element] == nil }

    /// Sets an element to a sum that may be no double.
    mutating func set(_ value: Rational, at element: Int) {
      values[element] = value.rounded
      exceptions[element] = value == Rational(Dyadic(values[element].isFinite ? values[element] : 0)) ? nil : value
    }
  }

  /// A node with weights.
  package struct Layer: Sendable {
    /// The number of the node, and its weights by their numbers.
    package let node: Int
    package let tensors: Range<Int>
  }

  package let action: WeightAction
  /// In the order of the nodes.
  package let layers: [Layer]
  var elements: [Elements]
  /// The degenerate units, which are left out.
  package internal(set) var isRemoved: [Bool]
  /// The class of each unit.
  let classOfUnit: [Int]

  package init(_ action: WeightAction) {
    self.action = action
    elements = action.tensors.map { Elements(tensor: $0, values: action.network.constants[$0.name]?.elements ?? [], walk: ElementWalk($0)) }
    isRemoved = [Bool](repeating: false, count: action.unitCount)
    classOfUnit = action.classOfUnit
    var layers: [Layer] = []
    for (index, tensor) in action.tensors.enumerated() {
      if let last = layers.last, last.node == tensor.node {
        layers[layers.count - 1] = Layer(node: tensor.node, tensors: last.tensors.lowerBound..<index + 1)
      } else {
        layers.append(Layer(node: tensor.node, tensors: index..<index + 1))
      }
    }
    self.layers = layers
  }

  /// The number of weights.
  package var count: Int { elements.reduce(0) { $0 + $1.values.count } }

  /// Whether units of a class may be permuted or matched.
  func isFree(_ unit: Int) -> Bool { !action.classes[classOfUnit[unit]].isFixed }

  /// For each site of a weight, for each element of its axis, whether it belongs to a degenerate unit.
  func removals(_ tensor: WeightTensor) -> [[Bool]] {
    tensor.sites.map { $0.units.units.map { $0 >= 0 && isRemoved[$0] } }
  }
}

extension ExactWeights {
  /// For each unit the number of the first layer that makes it; that of no layer for one that none makes.
  var makerLayers: [Int] {
    var result = [Int](repeating: layers.count, count: isRemoved.count)
    for (number, layer) in layers.enumerated() {
      for tensor in layer.tensors {
        for site in elements[tensor].tensor.sites where site.effect == .multiplied {
          for unit in site.units.units where unit >= 0 { result[unit] = min(result[unit], number) }
        }
      }
    }
    return result
  }
}
