import Diagnostics

/// Two networks with the same graph: inputs, nodes and constants of one correspond to those of the other in order.
package struct GraphPairing: Sendable {
  /// What the second network calls the values of the first.
  package let names: [String: String]

  /// Throws a `Diagnostic` that names the first difference, unless the graphs differ in names and in the numbers of weights only.
  ///
  /// `mayDiffer` is asked about two constants at a place of a node, by its number, before they are held to the same shape; it may throw what is wrong
  /// with them itself.
  package init(
    _ first: Network, _ second: Network,
    mayDiffer: @escaping (_ node: Int, _ place: Int) throws(Diagnostic) -> Bool = { (_, _) throws(Diagnostic) in false }
  ) throws(Diagnostic) {
    var draft = Draft(first: first, second: second, mayDiffer: mayDiffer)
    try draft.pairInputs()
    for (number, (a, b)) in zip(first.nodes, second.nodes).enumerated() { try draft.pair(number, a, b) }
    guard first.nodes.count == second.nodes.count else {
      let isLonger = first.nodes.count > second.nodes.count
      let extra = isLonger ? first.nodes[second.nodes.count] : second.nodes[first.nodes.count]
      throw Self.difference(
        "only the \(isLonger ? "first" : "second") network has node '\(extra.name)' (\(extra.operation.name)), number "
          + "\(min(first.nodes.count, second.nodes.count) + 1)")
    }
    guard first.outputs.count == second.outputs.count, zip(first.outputs, second.outputs).allSatisfy({ draft.names[$0] == $1 }) else {
      throw Self.difference("the networks' outputs are made by different nodes")
    }
    names = draft.names
  }

  /// Says that two networks are not of one architecture.
  package static func difference(_ message: String, fix: String? = nil) -> Diagnostic {
    Diagnostic(
      id: "different-architecture", message, at: .none,
      fix: fix ?? "compare networks of one architecture, with the same shapes and the same order of nodes")
  }

  private struct Draft {
    let first: Network
    let second: Network
    let mayDiffer: (Int, Int) throws(Diagnostic) -> Bool
    var names: [String: String] = [:]

    mutating func pairInputs() throws(Diagnostic) {
      guard first.inputs.count == second.inputs.count else {
        throw GraphPairing.difference("the networks differ in the number of their inputs: \(first.inputs.count) and \(second.inputs.count)")
      }
      for (a, b) in zip(first.inputs, second.inputs) {
        guard a.shape.dropFirst().elementsEqual(b.shape.dropFirst()), a.shape.count == b.shape.count else {
          throw GraphPairing.difference(
            "input '\(a.name)' of the first network has the shape \(Self.text(a.shape)), '\(b.name)' of the second \(Self.text(b.shape))")
        }
        names[a.name] = b.name
      }
    }

    mutating func pair(_ number: Int, _ a: Network.Node, _ b: Network.Node) throws(Diagnostic) {
      guard a.operation.name == b.operation.name else {
        throw GraphPairing.difference(
          "node '\(a.name)' of the first network is \(a.operation.name), where the second has '\(b.name)' (\(b.operation.name))")
      }
      let both = "node '\(a.name)' of the first network and '\(b.name)' of the second (\(a.operation.name))"
      guard a.operation == b.operation else { throw GraphPairing.difference("\(both) differ in their attributes") }
      guard a.inputs.count == b.inputs.count, a.outputs.count == b.outputs.count else {
        throw GraphPairing.difference("\(both) differ in their inputs")
      }
      for (place, (one, other)) in zip(a.inputs, b.inputs).enumerated() {
        if let left = first.constants[one], let right = second.constants[other] {
          if try !mayDiffer(number, place) {
            guard left.shape == right.shape else {
              throw GraphPairing.difference("\(both) have weights of the shapes \(left.shape) and \(right.shape)")
            }
            guard a.operation.hasParameters || left == right else {
              throw GraphPairing.difference("\(both) differ in their input \(place + 1)")
            }
          }
          try pairWeights(one, other, both)
        } else {
          guard one.isEmpty ? other.isEmpty : names[one] == other else {
            throw GraphPairing.difference("\(both) take different values as input \(place + 1)")
          }
        }
      }
      for (one, other) in zip(a.outputs, b.outputs) { names[one] = other }
    }

    /// Weights that one network shares between nodes must be shared in the other, or hold the same numbers there.
    private mutating func pairWeights(_ one: String, _ other: String, _ both: String) throws(Diagnostic) {
      if let known = names[one], known != other, second.constants[known] != second.constants[other] {
        throw GraphPairing.difference(
          "\(both): the first network uses the weights '\(one)' more than once, where the second has '\(known)' and '\(other)'",
          fix: "share the weights in both networks, or give each node of the first weights of its own")
      }
      names[one] = names[one] ?? other
    }

    private static func text(_ shape: [Int?]) -> String { "[" + shape.map { $0.map { "\($0)" } ?? "?" }.joined(separator: ", ") + "]" }
  }
}
