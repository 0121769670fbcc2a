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
    let (a, b) = (first.network, second.network)
    try checkEnds(a.inputs.map { Array($0.shape.dropFirst()) }, b.inputs.map { Array($0.shape.dropFirst()) })
    var numbers: (a: [String: Int], b: [String: Int]) = ([:], [:])
    for (one, other) in zip(a.inputs, b.inputs) { (numbers.a[one.name], numbers.b[other.name]) = (numbers.a.count, numbers.b.count) }
    for index in 0..<min(a.nodes.count, b.nodes.count) {
      let (one, other) = (a.nodes[index], b.nodes[index])
      guard one.operation.name == other.operation.name else {
        throw fail(
          "node '\(one.name)' of the first network is \(one.operation.name), and node '\(other.name)' of the second is \(other.operation.name)")
      }
      guard one.operation == other.operation, one.inputs.count == other.inputs.count, one.outputs.count == other.outputs.count else {
        throw fail("node '\(one.name)' (\(one.operation.name)) has other attributes in the second network, where it is node '\(other.name)'")
      }
      guard one.inputs.map({ numbers.a[$0] }) == other.inputs.map({ numbers.b[$0] }) else {
        throw fail("node '\(one.name)' (\(one.operation.name)) takes other values in the second network, where it is node '\(other.name)'")
      }
      for (name, twin) in zip(one.outputs, other.outputs) { (numbers.a[name], numbers.b[twin]) = (numbers.a.count, numbers.b.count) }
      try checkConstants(index)
    }
    guard a.nodes.count == b.nodes.count else {
      let isFirst = a.nodes.count > b.nodes.count
      let extra = isFirst ? a.nodes[b.nodes.count] : b.nodes[a.nodes.count]
      throw fail("node '\(extra.name)' (\(extra.operation.name)) is in the \(isFirst ? "first" : "second") network only")
    }
    guard a.outputs.map({ numbers.a[$0] }) == b.outputs.map({ numbers.b[$0] }) else { throw fail("the networks give other values as outputs") }
    try checkClasses()
  }

  private func checkEnds(_ a: [[Int?]], _ b: [[Int?]]) throws(Diagnostic) {
    guard a.count == b.count else { throw fail("the first network takes \(a.count) inputs and the second \(b.count)") }
    for (one, other) in zip(a, b) where one != other {
      func text(_ shape: [Int?]) -> String { shape.map { $0.map { "\($0)" } ?? "?" }.joined(separator: " × ") }
      throw fail("the first network takes \(text(one)) inputs and the second \(text(other))")
    }
  }

  /// Weights may differ along axes of hidden units only; other constants not at all.
  private func checkConstants(_ index: Int) throws(Diagnostic) {
    let (one, other) = (first.network.nodes[index], second.network.nodes[index])
    for place in one.inputs.indices {
      guard let a = first.network.constants[one.inputs[place]], let b = second.network.constants[other.inputs[place]] else {
        if first.network.constants[one.inputs[place]] == nil, second.network.constants[other.inputs[place]] == nil { continue }
        throw fail("input \(place + 1) of node '\(one.name)' (\(one.operation.name)) is a constant in one network only")
      }
      let tensors = [first, second].map { $0.tensors.first { $0.node == index && $0.place == place } }
      guard let x = tensors[0], let y = tensors[1] else {
        // Sizes of parts and of shapes follow the widths.
        guard a == b || one.operation.onlyMoves else {
          throw fail("input \(place + 1) of node '\(one.name)' (\(one.operation.name)) has other values in the second network")
        }
        continue
      }
      let free = Set(first.hiddenAxes(x)).intersection(second.hiddenAxes(y))
      guard x.view.count == y.view.count, x.view.indices.allSatisfy({ free.contains($0) || x.view[$0] == y.view[$0] }) else {
        throw fail("the weights of node '\(one.name)' (\(one.operation.name)) have the shapes \(a.shape) and \(b.shape)")
      }
    }
  }

  private func checkClasses() throws(Diagnostic) {
    let (a, b) = (first.group, second.group)
    guard a.layers.count == b.layers.count else {
      throw fail("the first network has \(a.layers.count) layers and the second \(b.layers.count)")
    }
    if let layer = a.layers.indices.last, a.layers[layer].size != b.layers[layer].size {
      throw fail("the first network gives \(a.layers[layer].size) outputs and the second \(b.layers[layer].size)")
    }
    for (index, (one, other)) in zip(a.classes, b.classes).enumerated()
    where one.isFixed != other.isFixed || one.members.map(\.layer) != other.members.map(\.layer) || one.isFixed && one.units != other.units
      || first.swaps[index].map(\.count) != second.swaps[index].map(\.count)
    {
      let name = first.layerNames(of: index).first ?? ""
      throw fail("the units of layer '\(name)' are tied in another way, or of another number, in the second network")
    }
    guard a.classes.count == b.classes.count else { throw fail("the units are tied in another way in the second network") }
  }

  private func fail(_ message: String) -> Diagnostic {
    Diagnostic(
      id: "not-comparable", message, at: .none,
      fix: "compare networks of one architecture: the same operators in the same order, inputs, outputs and kernels")
  }
}

extension WeightAction {
  /// The axes of a weight's view along which its elements belong to hidden units.
  func hiddenAxes(_ tensor: WeightTensor) -> [Int] {
    let classOfUnit = self.classOfUnit
    return tensor.sites.filter { $0.units.units.contains { $0 >= 0 && !classes[classOfUnit[$0]].isFixed } }.flatMap(\.axes)
  }
}
