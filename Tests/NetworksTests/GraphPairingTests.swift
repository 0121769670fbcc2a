import Diagnostics
import Networks
import Testing

@Suite struct GraphPairingTests {
  private static func network(
    _ operations: [Operation], input: [Int?] = [nil, 2], prefix: String = "", shape: [Int] = [2, 2], wiring: String? = nil
  ) -> Network {
    var nodes: [Network.Node] = []
    var value = "\(prefix)x"
    for (number, operation) in operations.enumerated() {
      let name = "\(prefix)n\(number)"
      let inputs = operation == .matMul ? [value, "\(prefix)w"] : operation == .add ? [value, wiring ?? value] : [value]
      nodes.append(Network.Node(name: name, operation: operation, inputs: inputs, output: name))
      value = name
    }
    return Network(
      inputs: [.init(name: "\(prefix)x", shape: input)], outputs: [value], nodes: nodes,
      constants: ["\(prefix)w": Tensor(shape: shape, elements: [Double](repeating: 1, count: shape.reduce(1, *)))])
  }

  private static func message(_ a: Network, _ b: Network) -> String {
    do { _ = try GraphPairing(a, b) } catch { return error.message }
    return ""
  }

  @Test("names and weights may differ: values correspond in order")
  func names() throws {
    let pairing = try GraphPairing(Self.network([.matMul, .relu]), Self.network([.matMul, .relu], prefix: "b."))
    #expect(pairing.names == ["x": "b.x", "w": "b.w", "n0": "b.n0", "n1": "b.n1"])
  }

  @Test("the first difference is named")
  func differences() {
    let a = Self.network([.matMul, .relu, .add], wiring: "n0")
    #expect(
      Self.message(a, Self.network([.matMul, .tanh, .add])) == "node 'n1' of the first network is Relu, where the second has 'n1' (Tanh)")
    #expect(
      Self.message(a, Self.network([.matMul, .leakyRelu(slope: 0.5)])).hasPrefix("node 'n1' of the first network is Relu, where"))
    #expect(Self.message(a, Self.network([.matMul, .relu])) == "only the first network has node 'n2' (Add), number 3")
    #expect(Self.message(a, Self.network([.matMul, .relu, .add], wiring: "n1")).contains("take different values as input 2"))
    #expect(Self.message(a, Self.network([.matMul, .relu, .add], input: [nil, 3])).contains("has the shape [?, 2], 'x' of the second [?, 3]"))
    #expect(Self.message(a, Self.network([.matMul, .relu, .add], shape: [2, 3])).contains("weights of the shapes [2, 2] and [2, 3]"))
    let slopes = (Self.network([.leakyRelu(slope: 0.5)]), Self.network([.leakyRelu(slope: 0.25)]))
    #expect(Self.message(slopes.0, slopes.1).contains("differ in their attributes"))
  }

  @Test("weights that one network shares between nodes are not paired with different ones of the other")
  func sharedWeights() throws {
    func chain(_ weights: [String], _ values: [String: Double]) -> Network {
      let nodes = weights.enumerated().map { number, weight in
        Network.Node(
          name: "n\(number)", operation: .matMul, inputs: [number == 0 ? "x" : "y\(number - 1)", weight], output: "y\(number)")
      }
      let constants = values.mapValues { Tensor(shape: [1, 1], elements: [$0]) }
      return Network(inputs: [.init(name: "x", shape: [nil, 1])], outputs: ["y1"], nodes: nodes, constants: constants)
    }
    let shared = chain(["w", "w"], ["w": 2]), own = chain(["w1", "w2"], ["w1": 3, "w2": 4])
    #expect(
      Self.message(shared, own)
        == "node 'n1' of the first network and 'n1' of the second (MatMul): the first network uses the weights 'w' more than once, "
        + "where the second has 'w1' and 'w2'")
    // The other way round every weight of the first has one of the second, and equal weights are as good as shared.
    #expect(try GraphPairing(own, shared).names["w2"] == "w")
    #expect(Self.message(shared, chain(["w1", "w2"], ["w1": 3, "w2": 3])).isEmpty)
  }
}
