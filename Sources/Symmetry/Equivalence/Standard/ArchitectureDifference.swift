import Diagnostics
import Networks

/// Where the graphs of two networks in standard form first differ.
///
/// The widths of hidden layers may differ, for degenerate units are left out before weights are compared; all else must agree: operators and
/// their attributes, how they are connected, kernels, inputs and outputs.
struct ArchitectureDifference {
  private let first: WeightAction
  private let second: WeightAction

  init(_ first: WeightAction, _ second: WeightAction) {
    self.first = first
    self.second = second
  }

  /// Throws a `Diagnostic` that names the first difference.
  func check() throws(Diagnostic) {
    _ = try GraphPairing(first.network, second.network, mayDiffer: mayDiffer)
    try checkClasses()
  }

  /// Whether constants may have other shapes: weights, along axes of hidden units only, and sizes of parts and of shapes, which follow the
  /// widths. Other constants are to be equal, even where operators take them as weights.
  private func mayDiffer(_ index: Int, _ place: Int) throws(Diagnostic) -> Bool {
    let (one, other) = (first.network.nodes[index], second.network.nodes[index])
    guard let a = first.network.constants[one.inputs[place]], let b = second.network.constants[other.inputs[place]] else { return false }
    let tensors = [first, second].map { $0.tensors.first { $0.node == index && $0.place == place } }
    guard let x = tensors[0], let y = tensors[1] else {
      guard a == b || one.operation.onlyMoves else {
        throw GraphPairing.difference("input \(place + 1) of node '\(one.name)' (\(one.operation.name)) has other values in the second network")
      }
      return true
    }
    let free = Set(first.hiddenAxes(x)).intersection(second.hiddenAxes(y))
    guard x.view.count == y.view.count, x.view.indices.allSatisfy({ free.contains($0) || x.view[$0] == y.view[$0] }) else {
      throw GraphPairing.difference(
        "the weights of node '\(one.name)' of the first network and '\(other.name)' of the second (\(one.operation.name)) have the shapes \(a.shape) and \(b.shape)"
      )
    }
    return true
  }

  private func checkClasses() throws(Diagnostic) {
    let (a, b) = (first.group, second.group)
    guard a.layers.count == b.layers.count else {
      throw GraphPairing.difference("the networks differ in the number of their layers: \(a.layers.count) and \(b.layers.count)")
    }
    if let layer = a.layers.indices.last, a.layers[layer].size != b.layers[layer].size {
      throw GraphPairing.difference("the networks differ in the number of their outputs: \(a.layers[layer].size) and \(b.layers[layer].size)")
    }
    for (index, (one, other)) in zip(a.classes, b.classes).enumerated()
    where one.isFixed != other.isFixed || one.members.map(\.layer) != other.members.map(\.layer) || one.isFixed && one.units != other.units
      || first.swaps[index].map(\.count) != second.swaps[index].map(\.count)
    {
      let name = first.layerNames(of: index).first ?? ""
      throw GraphPairing.difference("the units of layer '\(name)' are tied in another way, or of another number, in the second network")
    }
    guard a.classes.count == b.classes.count else { throw GraphPairing.difference("the units are tied in another way in the second network") }
  }
}

extension WeightAction {
  /// The axes of a weight's view along which its elements belong to hidden units.
  func hiddenAxes(_ tensor: WeightTensor) -> [Int] {
    let classOfUnit = self.classOfUnit
    return tensor.sites.filter { $0.units.units.contains { $0 >= 0 && !classes[classOfUnit[$0]].isFixed } }.flatMap(\.axes)
  }
}
