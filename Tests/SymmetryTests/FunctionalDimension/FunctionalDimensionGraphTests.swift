import Diagnostics
import Linear
import Networks
import Seeded
import Symmetry
import Testing

/// Graphs of all operators, against exact differences.
@Suite struct FunctionalDimensionGraphTests {
  /// Puts graphs together whose weights are small multiples of 1/4, so that doubles hold every value exactly.
  struct Sketch {
    var random: SeededGenerator
    var nodes: [Network.Node] = []
    var constants: [String: Tensor] = [:]

    mutating func weights(_ shape: [Int], _ values: [Double]? = nil) -> String {
      let name = "c\(constants.count)"
      let count = shape.reduce(1, *)
      constants[name] = Tensor(shape: shape, elements: values ?? (0..<count).map { _ in Double(1 + random.below(12) - 6) / 4 })
      return name
    }

    mutating func add(_ operation: Operation, _ inputs: String...) -> String {
      nodes.append(Network.Node(name: "n\(nodes.count)", operation: operation, inputs: inputs, output: "v\(nodes.count)"))
      return "v\(nodes.count - 1)"
    }

    mutating func linear(_ value: String, _ inputs: Int, _ outputs: Int) -> String {
      add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), value, weights([outputs, inputs]), weights([outputs]))
    }

    mutating func convolution(_ value: String, _ inputs: Int, _ outputs: Int, hasBias: Bool = true) -> String {
      let window = SlidingWindow(kernel: [2, 2], pads: [1, 1, 0, 0])
      if !hasBias { return add(.conv(window, groups: 1), value, weights([outputs, inputs, 2, 2])) }
      return add(.conv(window, groups: 1), value, weights([outputs, inputs, 2, 2]), weights([outputs]))
    }

    /// σ² + ε = 4, so that the factor is γ / 2 exactly.
    mutating func norm(_ value: String, _ channels: Int) -> String {
      add(
        .batchNormalization(epsilon: 0.25), value, weights([channels]), weights([channels]), weights([channels]),
        weights([channels], [Double](repeating: 3.75, count: channels)))
    }

    mutating func network(_ input: [Int?], _ output: String) -> Network {
      Network(inputs: [Network.Input(name: "x", shape: input)], outputs: [output], nodes: nodes, constants: constants)
    }
  }

  /// Graphs by name, with the number of the weights of each.
  static func graph(_ name: String, seed: UInt64) -> (network: Network, parameters: Int) {
    var sketch = Sketch(random: SeededGenerator(seed: seed))
    switch name {
    case "pool":
      let pooled = sketch.add(.maxPool(SlidingWindow(kernel: [2, 2], strides: [2, 2]), isColumnMajor: false), sketch.convolution("x", 1, 2))
      let flat = sketch.add(.flatten(axis: 1), sketch.add(.relu, pooled))
      return (sketch.network([nil, 1, 4, 4], sketch.linear(flat, 8, 2)), 28)
    case "average":
      let bent = sketch.add(.leakyRelu(slope: 0.25), sketch.convolution("x", 2, 2))
      let pooled = sketch.add(.averagePool(SlidingWindow(kernel: [2, 2], strides: [2, 2]), countsPadding: true), bent)
      let flat = sketch.add(.flatten(axis: 1), sketch.add(.absolute, pooled))
      return (sketch.network([nil, 2, 2, 2], sketch.linear(flat, 2, 2)), 24)
    case "norm":
      let bent = sketch.add(.relu, sketch.norm(sketch.convolution("x", 1, 3), 3))
      return (sketch.network([nil, 1, 2, 2], sketch.linear(sketch.add(.flatten(axis: 1), bent), 12, 1)), 12 + 3 + 6 + 13)
    case "residual":
      let first = sketch.add(.relu, sketch.linear("x", 2, 3))
      let second = sketch.add(.relu, sketch.linear(first, 3, 3))
      return (sketch.network([nil, 2], sketch.linear(sketch.add(.add, first, second), 3, 2)), 9 + 12 + 8)
    case "concat":
      let one = sketch.add(.relu, sketch.linear("x", 2, 2)), other = sketch.add(.leakyRelu(slope: -0.5), sketch.linear("x", 2, 3))
      return (sketch.network([nil, 2], sketch.linear(sketch.add(.concat(axis: 1), one, other), 5, 1)), 6 + 9 + 6)
    case "prelu":
      let bent = sketch.add(.prelu, sketch.linear("x", 2, 3), sketch.weights([3]))
      return (sketch.network([nil, 2], sketch.linear(bent, 3, 1)), 9 + 3 + 4)
    case "clip":
      let bent = sketch.add(.clip, sketch.linear("x", 2, 3), sketch.weights([], [-0.5]), sketch.weights([], [1]))
      let low = sketch.add(.minimum, sketch.linear(bent, 3, 2), sketch.linear("x", 2, 2))
      return (sketch.network([nil, 2], low), 9 + 8 + 6)
    default:
      // Weights that are moved before they are used, scaled, and shared by two nodes.
      let shared = sketch.add(.transpose(order: nil), sketch.weights([2, 2]))
      let first = sketch.add(.relu, sketch.add(.mul, sketch.add(.matMul, "x", shared), sketch.weights([2])))
      let second = sketch.add(.div(truncates: false), sketch.add(.matMul, first, shared), sketch.weights([2], [2, -4]))
      return (sketch.network([nil, 2], sketch.add(.sub, second, sketch.weights([2]))), 4 + 2 + 2)
    }
  }

  static let names = ["pool", "average", "norm", "residual", "concat", "prelu", "clip", "shared"]

  /// The network with one weight moved.
  private func moved(_ network: Network, _ name: String, _ element: Int, by step: Double) -> Network {
    var constants = network.constants
    constants[name]?.elements[element] += step
    return Network(inputs: network.inputs, outputs: network.outputs, nodes: network.nodes, constants: constants)
  }

  @Test("derivatives through every operator are exact differences", arguments: names)
  func differences(name: String) throws {
    var checked = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      let (network, count) = Self.graph(name, seed: seed)
      var random = SeededGenerator(seed: seed)
      let shape = network.inputs[0].shape.map { $0 ?? 1 }
      let point = (0..<shape.reduce(1, *)).map { _ in Double(random.below(257) - 128) / 64 }
      guard let rows = try FunctionalDimension.derivatives(of: network, at: point) else { continue }
      #expect(rows.allSatisfy { $0.count == count })
      let input = ["x": Tensor(shape: shape, elements: point)]
      let step = 0x1p-20
      // The order of the layers: names were given in the order of use, but a moved weight is used later.
      let fixed = Set(
        network.nodes.flatMap { node -> [String] in
          switch node.operation {
          case .batchNormalization: Array(node.inputs[3...])
          case .div, .clip: Array(node.inputs[1...])
          default: []
          }
        })
      var columns: [[Residue]] = []
      for weight in network.parameterNames.filter({ !fixed.contains($0) }).sorted(by: { $0.count == $1.count ? $0 < $1 : $0.count < $1.count })
      {
        for element in 0..<network.constants[weight]!.count {
          // A shared weight enters as a square: the middle of both sides is the derivative of a quadratic.
          let ends = try [step, -step].map { try moved(network, weight, element, by: $0).evaluate(input)[network.outputs[0]]!.elements }
          columns.append(zip(ends[0], ends[1]).map { Residue(($0 - $1) / (2 * step)) })
        }
      }
      #expect(rows == rows.indices.map { row in columns.map { $0[row] } }, "\(name), seed \(seed)")
      checked += 1
    }
    #expect(checked > 0)
  }

  @Test("the rank never exceeds the maximum, which is that of the architecture's symmetries", arguments: names)
  func maxima(name: String) throws {
    let (network, count) = Self.graph(name, seed: 3)
    let found = try FunctionalDimension(network, .init(box: -4...4))
    #expect(found.parameters == count)
    #expect(found.dimension <= found.maximum && found.control.rank <= found.maximum)
    // Shared weights S meet the input and the units: S ↦ tS goes with factors ↦ factors / t².
    let symmetries = ["pool": 2, "average": 2, "norm": 9, "residual": 3, "concat": 5, "prelu": 3, "clip": 0, "shared": 1]
    #expect(found.parameters - found.maximum == symmetries[name])
  }

  @Test("a layer without a bend has the general linear group: rank-two matrices of three rows and columns have dimension 8")
  func linearLayers() throws {
    var sketch = Sketch(random: SeededGenerator(seed: 1))
    let first = sketch.add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), "x", sketch.weights([2, 3]))
    let network = sketch.network([nil, 3], sketch.linear(first, 2, 3))
    let found = try FunctionalDimension(network)
    #expect(found.parameters == 15 && found.maximum == 8 + 3)
    #expect(found.dimension == 11 && found.control.rank == 11)
  }

  @Test("a convolution's bias before a batch norm is absorbed: one more dimension for each channel")
  func normBias() throws {
    var sketch = Sketch(random: SeededGenerator(seed: 2))
    let bent = sketch.add(.relu, sketch.norm(sketch.convolution("x", 1, 3, hasBias: false), 3))
    let network = sketch.network([nil, 1, 2, 2], sketch.linear(sketch.add(.flatten(axis: 1), bent), 12, 1))
    let found = try FunctionalDimension(network, .init(box: -4...4))
    #expect(found.parameters == 12 + 6 + 13)
    #expect(found.maximum == found.parameters - 6)
    #expect(found.scalingDimension == 6)
    #expect(found.fixedNames.count == 2)
  }

  @Test("an operator that is not piecewise linear is an error that names its node")
  func curved() throws {
    var sketch = Sketch(random: SeededGenerator(seed: 1))
    let network = sketch.network([nil, 2], sketch.linear(sketch.add(.tanh, sketch.linear("x", 2, 2)), 2, 1))
    let error = try #require(throws: Diagnostic.self) { try FunctionalDimension(network) }
    #expect(error.id == "not-piecewise-linear" && error.message.contains("'n1' (Tanh)"))
  }
}
