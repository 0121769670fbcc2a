import Diagnostics

/// Two networks with the same graph: inputs, nodes and constants of one correspond to those of the other in order.
package struct GraphPairing: Sendable {
  /// What the second network calls the values of the first.
  package let names: [String: String]

  /// Throws a `Diagnostic` that names the first difference, unless the graphs differ in names and in the numbers of weights only.
  package init(_ first: Network, _ second: Network) throws(Diagnostic) {
    var draft = Draft(first: first, second: second)
    try draft.pairInputs()
    guard first.nodes.count == second.nodes.count else {
      // What both have comes first, so that the node that is missing is named.
      for (a, b) in zip(first.nodes, second.nodes) { try draft.pair(a, b) }
      let isLonger = first.nodes.count > second.nodes.count
      let extra = isLonger ? first.nodes[second.nodes.count] : second.nodes[first.nodes.count]
      throw Draft.fail(
        "only the \(isLonger ? "first" : "second") network has node '\(extra.name)' (\(extra.operation.name)), number "
          + "\(min(first.nodes.count, second.nodes.count) + 1)")
    }
    for (a, b) in zip(first.nodes, second.nodes) { try draft.pair(a, b) }
    guard first.outputs.count == second.outputs.count, zip(first.outputs, second.outputs).allSatisfy({ draft.names[$0] == $1 }) else {
      throw Draft.fail("the networks' outputs are made by different nodes")
    }
    names = draft.names
  }

  private struct Draft {
    let first: Network
    let second: Network
    var names: [String: String] = [:]

    mutating func pairInputs() throws(Diagnostic) {
      guard first.inputs.count == second.inputs.count else {
        throw Self.fail("the first network has \(first.inputs.count) inputs and the second \(second.inputs.count)")
      }
      for (a, b) in zip(first.inputs, second.inputs) {
        guard a.shape.dropFirst().elementsEqual(b.shape.dropFirst()), a.shape.count == b.shape.count else {
          throw Self.fail(
            "input '\(a.name)' of the first network has the shape \(Self.text(a.shape)), '\(b.name)' of the second \(Self.text(b.shape))")
        }
        names[a.name] = b.name
      }
    }

    mutating func pair(_ a: Network.Node, _ b: Network.Node) throws(Diagnostic) {
      guard a.operation.name == b.operation.name else {
        throw Self.fail("node '\(a.name)' of the first network is \(a.operation.name), where the second has '\(b.name)' (\(b.operation.name))")
      }
      let both = "node '\(a.name)' of the first network and '\(b.name)' of the second (\(a.operation.name))"
      guard a.operation == b.operation else { throw Self.fail("\(both) differ in their attributes") }
      guard a.inputs.count == b.inputs.count, a.outputs.count == b.outputs.count else { throw Self.fail("\(both) differ in their inputs") }
      for (place, (one, other)) in zip(a.inputs, b.inputs).enumerated() {
        if let left = first.constants[one], let right = second.constants[other] {
          guard left.shape == right.shape else {
            throw Self.fail("\(both) have weights of the shapes \(left.shape) and \(right.shape)")
          }
          guard a.operation.hasParameters || left == right else { throw Self.fail("\(both) differ in their input \(place + 1)") }
          try pairWeights(one, other, both)
        } else {
          guard one.isEmpty ? other.isEmpty : names[one] == other else {
            throw Self.fail("\(both) take different values as input \(place + 1)")
          }
        }
      }
      for (one, other) in zip(a.outputs, b.outputs) { names[one] = other }
    }

    /// Weights that one network shares between nodes must be shared in the other, or hold the same numbers there.
    private mutating func pairWeights(_ one: String, _ other: String, _ both: String) throws(Diagnostic) {
      if let known = names[one], known != other, second.constants[known] != second.constants[other] {
        throw Self.fail(
          "\(both): the first network uses the weights '\(one)' more than once, where the second has '\(known)' and '\(other)'",
          fix: "share the weights in both networks, or give each node of the first weights of its own")
      }
      names[one] = names[one] ?? other
    }

    static func fail(_ message: String, fix: String? = nil) -> Diagnostic {
      Diagnostic(
        id: "different-architecture", message, at: .none,
        fix: fix ?? "compare networks of one architecture, with the same shapes and the same order of nodes")
    }

    private static func text(_ shape: [Int?]) -> String { "[" + shape.map { $0.map { "\($0)" } ?? "?" }.joined(separator: ", ") + "]" }
  }
}
