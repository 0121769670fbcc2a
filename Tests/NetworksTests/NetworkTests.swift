import Diagnostics
import Linear
import Networks
import Testing

@Suite struct NetworkTests {
  private func network(_ nodes: [Network.Node], constants: [String: Tensor] = [:]) -> Network {
    Network(inputs: [Network.Input(name: "x", shape: [nil, 2])], outputs: [nodes.last?.output ?? "x"], nodes: nodes, constants: constants)
  }

  private let weight = Tensor(shape: [3, 2], elements: [1, 2, 3, 4, 5, 6])

  @Test("Gemm follows the specification: factors, transposition and a broadcast bias")
  func gemm() throws {
    let node = Network.Node(
      name: "g", operation: .gemm(alpha: 2, beta: 0.5, transposeA: false, transposeB: true), inputs: ["x", "w", "b"], output: "y")
    let network = network([node], constants: ["w": weight, "b": Tensor(shape: [3], elements: [2, 4, 6])])
    let output = try network.evaluate(rows: Matrix(rows: 1, columns: 2, elements: [1, -1]))
    #expect(output == Tensor(shape: [1, 3], elements: [-1, 0, 1]))
  }

  @Test("shapes that do not fit are an error that names the node")
  func shapes() {
    let node = Network.Node(name: "m", operation: .matMul, inputs: ["x", "w"], output: "y")
    #expect(
      performing: {
        try network([node], constants: ["w": weight]).evaluate(rows: Matrix(rows: 1, columns: 2, elements: [1, 1]))
      }, throws: { ($0 as? Diagnostic)?.message == "node 'm' (MatMul) multiplies shapes [1, 2] and [3, 2]" })
  }

  @Test("reshape keeps axes marked 0 and works out the one marked −1")
  func reshape() throws {
    let node = Network.Node(name: "r", operation: .reshape(allowZero: false), inputs: ["x", "s"], output: "y")
    let network = network([node], constants: ["s": Tensor(shape: [3], elements: [0, -1, 1])])
    let output = try network.evaluate(rows: Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]))
    #expect(output.shape == [2, 2, 1])
  }

  @Test("a chain of MatMul, Add, Relu and Identity is read as dense layers that compute the same")
  func layers() throws {
    let nodes = [
      Network.Node(name: "i", operation: .identity, inputs: ["x"], output: "i"),
      Network.Node(name: "m", operation: .matMul, inputs: ["i", "w"], output: "m"),
      Network.Node(name: "a", operation: .add, inputs: ["b", "m"], output: "a"),
      Network.Node(name: "r", operation: .relu, inputs: ["a"], output: "r"),
      Network.Node(name: "g", operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: false), inputs: ["r", "v"], output: "y"),
    ]
    let constants = [
      "w": Tensor(shape: [2, 3], elements: [1, -2, 3, -4, 5, -6]), "b": Tensor(shape: [3], elements: [0.5, -0.5, 1]),
      "v": Tensor(shape: [3, 1], elements: [1, -1, 2]),
    ]
    let graph = network(nodes, constants: constants)
    let layered = try LayeredNetwork(graph)
    #expect(layered.widths == [2, 3, 1])
    #expect(layered.layers.map(\.isRectified) == [true, false])
    for point in [[0.0, 0], [1, 2], [-3, 0.25]] {
      #expect(layered.evaluate(point) == (try graph.evaluate(rows: Matrix(rows: 1, columns: 2, elements: point))).elements)
    }
  }

  @Test("a residual sum is refused by its node's name")
  func residual() {
    let nodes = [
      Network.Node(name: "r", operation: .relu, inputs: ["x"], output: "r"),
      Network.Node(name: "skip", operation: .add, inputs: ["x", "r"], output: "y"),
    ]
    #expect(performing: { try LayeredNetwork(network(nodes)) }, throws: { ($0 as? Diagnostic)?.message.contains("node 'r' (Relu)") == true })
  }
}
