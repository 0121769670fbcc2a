import BigInt
import Diagnostics
import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

@Suite struct AutomorphismTests {
  /// |x| + |y|: four units, each with a weight of ±1.
  private static let diamond = TinyNetwork(layers: [[[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]], [[1, 1, 1, 1, 0]]])

  @Test("|x| + |y|: none with fixed inputs, the swap with permuted ones, the dihedral group of order 8 with free ones")
  func diamond() throws {
    #expect(try Automorphisms(Self.diamond.network).order == 1)
    #expect(try Automorphisms(Self.diamond.network, inputs: .permuted).order == 2)
    let free = try Automorphisms(Self.diamond.network, inputs: .free)
    #expect(free.order == 8)
    #expect(free.orbits.map(\.count) == [2, 4])
    let places = free.orbits.map { orbit in orbit.map { free.places[$0] } }
    #expect(places.map { $0.map(\.layer) } == [["x", "x"], ["layer1", "layer1", "layer1", "layer1"]])
    #expect(places.map { $0.map(\.unit) } == [[0, 1], [0, 1, 2, 3]])
  }

  @Test("relu(x) + relu(−x): with free inputs the group has the flip")
  func flip() throws {
    let network = TinyNetwork(layers: [[[1, 0], [-1, 0]], [[1, 1, 0]]]).network
    #expect(try Automorphisms(network).isTrivial)
    let free = try Automorphisms(network, inputs: .free)
    #expect(free.order == 2)
    #expect(free.generators.map { $0.motion.signs } == [[-1]])
    #expect(free.orbits.count == 1)
  }

  @Test("k equal units: the order is k!, and to the last digit for large k", arguments: [1, 2, 3, 7, 20, 60])
  func duplicates(count: Int) throws {
    var random = SeededGenerator(seed: 1)
    var tiny = TinyNetwork([3, count + 4, 3, 2], random: &random)
    for unit in 0..<count {
      tiny.layers[0][unit + 2] = [0.5, -1, 2, 0.25]
      for row in 0..<3 { tiny.layers[1][row][unit + 2] = Double(row) - 1.5 }
    }
    let found = try Automorphisms(tiny.network)
    #expect(found.order == (1...count).reduce(BigUInt(1)) { $0 * BigUInt($1) })
    #expect(found.generators.count == count - 1)
    #expect(found.orbits == (count > 1 ? [found.orbits[0]] : []))
    if count > 1 { #expect(found.orbits[0].map { found.places[$0].unit } == Array(2..<count + 2)) }
  }

  @Test("thousands of equal units are refused before their partitions fill the memory")
  func tooManyDuplicates() {
    let count = 8_000
    let tiny = TinyNetwork(layers: [[[Double]](repeating: [0, 0], count: count), [[Double](repeating: 0, count: count + 1)]])
    let error = #expect(throws: Diagnostic.self) { try Automorphisms(tiny.network) }
    #expect(error?.id == "too-symmetric")
    #expect(error?.message.contains("have to be told apart one by one") == true)
  }

  @Test("a unit that is another one times a factor is as good as equal, with the factor in the generator")
  func scaledTwin() throws {
    var random = SeededGenerator(seed: 2)
    var tiny = TinyNetwork([2, 4, 3, 1], random: &random)
    tiny.layers[0][3] = tiny.layers[0][1].map { $0 * 4 }
    for row in 0..<3 { tiny.layers[1][row][3] = tiny.layers[1][row][1] / 4 }
    let found = try Automorphisms(tiny.network)
    #expect(found.order == 2)
    #expect(Set(found.generators[0].magnitudes) == [.one, Rational(4.0), .one / Rational(4.0)])
    tiny.layers[1][2][3] = tiny.layers[1][2][3].nextUp
    #expect(try Automorphisms(tiny.network).isTrivial)
  }

  @Test("the order is that of all relabellings tried one by one")
  func bruteForce() throws {
    var random = SeededGenerator(seed: 3)
    var orders: Set<Int> = []
    for trial in 0..<120 {
      let widths = [1 + random.below(3), 2 + random.below(3), 1 + random.below(4), 1 + random.below(2)]
      var tiny = TinyNetwork(widths, random: &random)
      // Few values, so that there are symmetries; some rows are multiples of others.
      for layer in tiny.layers.indices {
        for unit in tiny.layers[layer].indices {
          tiny.layers[layer][unit] = tiny.layers[layer][unit].map { _ in Double(random.below(3) - 1) }
          if layer < 2, tiny.layers[layer][unit].allSatisfy({ $0 == 0 }) { tiny.layers[layer][unit][0] = 1 }
          if random.below(3) == 0 { tiny.layers[layer][unit] = tiny.layers[layer][unit].map { $0 * [1, 2, 3][layer] } }
        }
      }
      for (inputs, oracle) in [
        (Automorphisms.Inputs.fixed, RelabellingOracle(tiny)), (.permuted, RelabellingOracle(tiny, permutesInputs: true)),
        (.free, RelabellingOracle(tiny, permutesInputs: true, flipsInputs: true)),
      ] {
        let found = try Automorphisms(tiny.network, inputs: inputs)
        #expect(found.order == BigUInt(oracle.order), "trial \(trial), \(inputs): \(tiny.layers)")
        orders.insert(oracle.order)
      }
    }
    #expect(orders.count > 4)
  }

  @Test("two layers of six: permutations that go together in both")
  func twoLayers() throws {
    // Circulant weights: the units of both layers turn together.
    let circle: [[Double]] = (0..<6).map { i in (0..<6).map { j in [3, 1, 0, -2, 0, 1][(j - i + 6) % 6] } + [0.5] }
    let tiny = TinyNetwork(layers: [[[Double]](repeating: [1, -0.25], count: 6), circle, [[1, 1, 1, 1, 1, 1, 0]]])
    let found = try Automorphisms(tiny.network)
    #expect(found.order == BigUInt(RelabellingOracle(tiny).order) && found.order == 12)
    #expect(found.orbits.map(\.count) == [6, 6])
  }

  @Test("weights averaged over a group of input permutations carry the group, and moved by a motion still do")
  func planted() throws {
    var random = SeededGenerator(seed: 4)
    for seed in 0..<12 {
      let base = TinyNetwork([4, 2, 1], random: &random)
      // Four copies of each unit, its inputs turned: C4 acts on inputs and units.
      var hidden: [[Double]] = []
      for unit in base.layers[0] { for turn in 0..<4 { hidden.append((0..<4).map { unit[($0 + turn) % 4] } + [unit[4]]) } }
      let output = (0..<8).map { base.layers[1][0][$0 / 4] == 0 ? 1 : base.layers[1][0][$0 / 4] } + [0.5]
      let network = TinyNetwork(layers: [hidden, [output]]).network
      let found = try Automorphisms(network, inputs: .permuted)
      #expect(found.order % 4 == 0, "seed \(seed)")
      let action = try WeightAction(network)
      let moved = try action.moved(by: UnitMotion(seed: seed, of: action))
      let again = try Automorphisms(moved, inputs: .permuted)
      #expect(again.order == found.order && again.orbits.map(\.count) == found.orbits.map(\.count))
    }
  }

  @Test("generic networks of every kind are rigid, and stay so when moved", arguments: NetworkShape.allCases)
  func generic(shape: NetworkShape) throws {
    for seed in 0..<3 {
      let network = shape.network(seed: seed)
      #expect(try Automorphisms(network).isTrivial, "\(shape) \(seed)")
      #expect(try Automorphisms(network, inputs: .free).isTrivial, "\(shape) \(seed)")
      let action = try WeightAction(network)
      #expect(try Automorphisms(try action.moved(by: UnitMotion(seed: seed, of: action))).isTrivial, "\(shape) \(seed)")
    }
  }

  @Test("equal channels of a convolution with batch norm, and odd units with opposite weights")
  func signsAndChannels() throws {
    let tanh = Network(
      inputs: [Network.Input(name: "x", shape: [nil, 2])], outputs: ["y"],
      nodes: [
        Network.Node(
          name: "in", operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), inputs: ["x", "w", "b"], output: "z"),
        Network.Node(name: "tanh", operation: .tanh, inputs: ["z"], output: "h"),
        Network.Node(
          name: "out", operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), inputs: ["h", "v", "c"], output: "y"),
      ],
      constants: [
        "w": Tensor(shape: [3, 2], elements: [1, 2, -1, -2, 3, 1]), "b": Tensor(shape: [3], elements: [0.5, -0.5, 1]),
        "v": Tensor(shape: [1, 3], elements: [2, -2, 1]), "c": Tensor(shape: [1], elements: [0]),
      ])
    let found = try Automorphisms(tanh)
    #expect(found.order == 2)
    #expect(found.generators[0].motion.signs == [-1, -1, 1] && found.generators[0].motion.sources.contains(1))

    let network = NetworkShape.batchNorm.network(seed: 1)
    let action = try WeightAction(network)
    // The second channel of the first class becomes the first, with all of its weights.
    var constants = action.network.constants
    let pair = (action.units[1].lowerBound, action.units[1].lowerBound + 1)
    for tensor in action.tensors {
      for site in tensor.sites {
        guard let from = site.units.units.firstIndex(of: pair.0), let to = site.units.units.firstIndex(of: pair.1), site.axes.count == 1
        else { continue }
        let axis = site.axes[0]
        let inner = tensor.view.dropFirst(axis + 1).reduce(1, *), outer = tensor.view.prefix(axis).reduce(1, *)
        for block in 0..<outer {
          for place in 0..<inner {
            let start = block * tensor.view[axis]
            constants[tensor.name]!.elements[(start + to) * inner + place] = constants[tensor.name]!.elements[(start + from) * inner + place]
          }
        }
      }
    }
    let twins = Network(
      inputs: network.inputs, outputs: action.network.outputs, nodes: action.network.nodes, constants: constants)
    #expect(try Automorphisms(twins).order == 2)
  }
}
