import Diagnostics
import Linear
import Networks
import Seeded
import Symmetry
import Testing

@Suite struct FunctionalDimensionTests {
  private static func points(_ count: Int, _ dimension: Int, _ random: inout SeededGenerator) -> [[Double]] {
    (0..<count).map { _ in (0..<dimension).map { _ in Double(random.below(1 << 12)) / 2048 - 1 } }
  }

  @Test("derivatives at every point are those of the chain rule in fractions")
  func derivatives() throws {
    var random = SeededGenerator(seed: 1)
    for widths in [[2, 3, 2], [1, 4, 3, 1], [3, 2, 2, 2, 2]] {
      let tiny = TinyNetwork(widths, random: &random)
      for point in Self.points(20, widths[0], &random) {
        let expected = tiny.jacobian(at: point)?.map { $0.map { Residue($0) } }
        #expect(try FunctionalDimension.derivatives(of: tiny.network, at: point) == expected)
      }
    }
  }

  @Test("the rank is that of fractions at many points, and never above parameters − hidden units")
  func ranks() throws {
    var random = SeededGenerator(seed: 2)
    for widths in [[1, 2, 1], [2, 3, 1], [2, 3, 2], [2, 3, 3, 1], [1, 3, 2, 2]] {
      for _ in 0..<4 {
        let tiny = TinyNetwork(widths, random: &random)
        let seed = random.next()
        let found = try FunctionalDimension(tiny.network, .init(box: -2...2, seed: seed, pointLimit: 200))
        #expect(found.parameters == tiny.parameterCount)
        #expect(found.maximum == tiny.parameterCount - tiny.hiddenCount)
        #expect(found.dimension <= found.maximum && found.control.rank <= found.maximum)
        // The same points, of which the oracle leaves out those on kinks as well.
        var draw = SplitMix64(seed: seed)
        let points = (0..<found.network.points + found.network.replaced).map { _ in (0..<widths[0]).map { _ in 4 * draw.unit() - 2 } }
        let oracle = tiny.rank(at: points)
        #expect(found.dimension == oracle, "\(tiny.layers)")
      }
    }
  }

  @Test(
    "some random perceptrons reach parameters − hidden units, none goes beyond",
    arguments: [[2, 6, 1], [6, 6, 6, 3], [3, 8, 4], [5, 12, 3]])
  func generic(widths: [Int]) throws {
    var random = SeededGenerator(seed: 3)
    var reached = 0
    for _ in 0..<12 {
      var tiny = TinyNetwork(widths, random: &random)
      // Small biases: most units bend within the box.
      for layer in tiny.layers.indices { for unit in tiny.layers[layer].indices { tiny.layers[layer][unit][widths[layer]] /= 16 } }
      let found = try FunctionalDimension(tiny.network, .init(box: -4...4))
      #expect(found.maximum == tiny.parameterCount - tiny.hiddenCount)
      #expect(found.dimension + found.deficit == found.maximum && found.deficit >= 0)
      #expect(found.scalingDimension == tiny.hiddenCount)
      #expect(found.network.steps.last?.rank == found.dimension)
      if found.deficit == 0 { reached += 1 }
    }
    #expect(reached > 0)
  }

  /// A hidden layer of generic units that all bend within the square.
  private static func generic(_ inputs: Int, _ hidden: Int, _ outputs: Int, seed: UInt64) -> TinyNetwork {
    var random = SeededGenerator(seed: seed)
    var tiny = TinyNetwork([inputs, hidden, outputs], random: &random)
    for unit in 0..<hidden { tiny.layers[0][unit][inputs] = Double(random.below(9) - 4) / 32 }
    return tiny
  }

  @Test("a unit that is never active loses all its weights: inputs + outputs beyond its scale", arguments: [(2, 1), (3, 2), (2, 4)])
  func deadUnit(inputs: Int, outputs: Int) throws {
    var tiny = Self.generic(inputs, 5, outputs, seed: 4)
    tiny.layers[0][2][inputs] = -100
    let found = try FunctionalDimension(tiny.network)
    #expect(found.deficit == inputs + outputs)
    let unbent = found.network.activity.unbent
    #expect(unbent.map(\.unit) == [2] && unbent.map(\.node) == ["relu1"] && unbent.map(\.isAlwaysActive) == [false])
    #expect(found.layers.map(\.rank) == [5 * (inputs + 1) - inputs - 1, 6 * outputs - outputs])
  }

  @Test("two units with the same weights lose a column for each output, with one output also a unit's weights")
  func duplicates() throws {
    for (inputs, outputs, deficit) in [(2, 1, 3), (3, 1, 4), (2, 2, 2), (2, 3, 3)] {
      var tiny = Self.generic(inputs, 5, outputs, seed: 5)
      tiny.layers[0][4] = tiny.layers[0][1]
      #expect(try FunctionalDimension(tiny.network).deficit == deficit, "\(inputs) \(outputs)")
    }
  }

  @Test("opposite pairs leak a linear function: one pair carries the output's bias, two pairs each other's linear part")
  func oppositePairs() throws {
    for (pairs, deficit) in [(1, 1), (2, 4), (3, 7)] {
      var tiny = Self.generic(2, 2 * pairs, 1, seed: 6)
      for pair in 0..<pairs { tiny.layers[0][2 * pair + 1] = tiny.layers[0][2 * pair].map { -$0 } }
      let found = try FunctionalDimension(tiny.network, .init(box: -4...4))
      #expect(found.deficit == deficit)
      #expect(found.control.rank == found.maximum)
    }
  }

  @Test("permuting hidden units and scaling them by powers of two keeps the dimension and all that it is compared with")
  func invariance() throws {
    var random = SeededGenerator(seed: 7)
    for seed in 0..<6 {
      var tiny = TinyNetwork([2, 4, 3, 2], random: &random)
      if seed % 2 == 0 { tiny.layers[0][3] = tiny.layers[0][0] }
      let before = try FunctionalDimension(tiny.network, .init(seed: UInt64(seed)))
      for layer in 0..<2 {
        let order = Array(tiny.layers[layer].indices).shuffled(using: &random)
        let factors = order.map { _ in [0.25, 0.5, 1, 2, 8][random.below(5)] }
        tiny.layers[layer] = zip(order, factors).map { unit, factor in tiny.layers[layer][unit].map { $0 * factor } }
        tiny.layers[layer + 1] = tiny.layers[layer + 1].map { row in
          zip(order, factors).map { row[$0] / $1 } + [row[row.count - 1]]
        }
      }
      let after = try FunctionalDimension(tiny.network, .init(seed: UInt64(seed)))
      #expect(after.dimension == before.dimension && after.maximum == before.maximum)
      #expect(after.network.steps == before.network.steps)
    }
  }

  @Test("the same seed gives the same result, and a cap on the points is kept")
  func determinism() throws {
    let tiny = Self.generic(2, 6, 1, seed: 8)
    let first = try FunctionalDimension(tiny.network, .init(seed: 5)), second = try FunctionalDimension(tiny.network, .init(seed: 5))
    #expect(first.network.steps == second.network.steps && first.control.steps == second.control.steps)
    let capped = try FunctionalDimension(tiny.network, .init(pointLimit: 4))
    #expect(capped.network.points == 4 && capped.dimension == 4)
  }

  @Test("a unit whose weights are all 0 has no derivative: an error that names it")
  func zeroUnit() throws {
    var tiny = Self.generic(2, 3, 1, seed: 9)
    tiny.layers[0][1] = [0, 0, 0]
    let error = try #require(throws: Diagnostic.self) { try FunctionalDimension(tiny.network) }
    #expect(error.id == "not-differentiable")
    #expect(error.message.contains("unit 1 of node 'relu1'"))
  }

  @Test("without biases, units behind inactive ones are zero whatever the weights: that is no kink")
  func withoutBiases() throws {
    let tiny = TinyNetwork(layers: [[[1, 0.5, 0]], [[1, 0]], [[1, 0]]])
    var network = tiny.network
    network = Network(
      inputs: network.inputs, outputs: network.outputs,
      nodes: network.nodes.map {
        Network.Node(name: $0.name, operation: $0.operation, inputs: Array($0.inputs.prefix(2)), outputs: $0.outputs)
      },
      constants: network.constants)
    let found = try FunctionalDimension(network)
    #expect(found.network.replaced == 0)
    #expect(found.parameters == 4 && found.maximum == 2 && found.dimension == 2)
  }

  @Test("a network of too many weights is refused, with a size that fits")
  func tooLarge() throws {
    var random = SeededGenerator(seed: 10)
    let network = TinyNetwork([10, 100, 60, 10], random: &random).network
    let error = try #require(throws: Diagnostic.self) { try FunctionalDimension(network) }
    #expect(error.id == "too-large" && error.message.contains("7770 weights") && error.fix?.contains("6000") == true)
  }
}
