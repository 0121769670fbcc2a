import Diagnostics

/// What of a network an exact form of it is made of: all that its first output depends on, from the one input that varies to what is left of the
/// end.
struct ComputedPart {
  /// The value that is computed.
  let target: String
  /// What came after it and is left out, from the first to the last.
  let dropped: [PiecewiseLinearForm.Dropped]
  /// The names of all values that the target depends on, with its own.
  let needed: Set<String>
  /// The nodes that make them, in order.
  let nodes: [Network.Node]
  let input: Network.Input
  /// Its shape, the batch taken as 1 where it is left open.
  let inputShape: [Int]

  /// Throws a `Diagnostic` that names the inputs where several vary, or what is wrong with the input or the output.
  init(_ network: Network) throws(Diagnostic) {
    guard let output = network.outputs.first else {
      throw Diagnostic(id: "bad-graph", "the network has no output", at: .none, fix: Network.correction)
    }
    let makers = Dictionary(network.nodes.flatMap { node in node.outputs.map { ($0, node) } }) { first, _ in first }
    (target, dropped) = Self.dropEnd(output, makers)
    let needed = Self.needed(for: target, makers)
    self.needed = needed
    nodes = network.nodes.filter { $0.outputs.contains(where: needed.contains) }
    input = try Self.varyingInput(network, needed)
    inputShape = try Self.shape(of: input)
  }

  /// The shape of an input with the batch taken as 1 where it is left open.
  private static func shape(of input: Network.Input) throws(Diagnostic) -> [Int] {
    var shape: [Int] = []
    for (axis, size) in input.shape.enumerated() {
      guard size != nil || axis == 0 else {
        throw Diagnostic(
          id: "open-size", "the network's input '\(input.name)' leaves the size of axis \(axis) open", at: .none,
          fix: "export the model with fixed sizes except the batch")
      }
      shape.append(size ?? 1)
    }
    guard !shape.contains(0) else {
      throw Diagnostic(
        id: "bad-shape", "the network's input '\(input.name)' has no elements", at: .none, fix: "export the model with an input of other sizes")
    }
    return shape
  }

  /// Goes back from the output over nodes that are left out, and over those between them that only reshape.
  private static func dropEnd(_ output: String, _ makers: [String: Network.Node]) -> (String, [PiecewiseLinearForm.Dropped]) {
    var target = output
    var dropped: [PiecewiseLinearForm.Dropped] = []
    var current = output
    // No longer than there are nodes, so that a cycle is no loop without end.
    for _ in 0...makers.count {
      guard let node = makers[current], node.outputs.first == current, let before = node.inputs.first else { break }
      switch node.operation {
      case .softmax, .logSoftmax, .sigmoid, .argMax:
        dropped.insert(PiecewiseLinearForm.Dropped(name: node.name, operation: node.operation.name), at: 0)
        target = before
      case .identity, .flatten, .reshape, .squeeze, .unsqueeze, .cast(.none): break
      default: return (target, dropped)
      }
      current = before
    }
    return (target, dropped)
  }

  /// The names of all values that a value depends on, with its own.
  private static func needed(for target: String, _ makers: [String: Network.Node]) -> Set<String> {
    var needed: Set<String> = [target]
    var pending = [target]
    while let name = pending.popLast() {
      for input in makers[name]?.inputs ?? [] where !input.isEmpty && needed.insert(input).inserted { pending.append(input) }
    }
    return needed
  }

  /// The one input that the output depends on.
  private static func varyingInput(_ network: Network, _ needed: Set<String>) throws(Diagnostic) -> Network.Input {
    let varying = network.inputs.filter { needed.contains($0.name) && network.constants[$0.name] == nil }
    guard let input = varying.first, varying.count == 1 else {
      let names = varying.map { "'\($0.name)'" }.joined(separator: ", ")
      throw Diagnostic(
        id: "many-inputs",
        varying.isEmpty
          ? "the network's output depends on none of its inputs"
          : "the network's output depends on \(varying.count) inputs, \(names); it should depend on one", at: .none,
        fix: varying.isEmpty ? Network.correction : "export the model with the others as constants")
    }
    return input
  }
}
