import Diagnostics
import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

@Suite struct MatchingObjectiveTests {
  /// Dense, 3-6-2 with a ReLU, its first layer times a factor.
  private static func network(times factor: Double, _ seed: UInt64) -> Network {
    var random = SeededGenerator(seed: seed)
    func rows(_ count: Int, _ width: Int, _ factor: Double) -> [[Double]] {
      (0..<count).map { _ in (0..<width).map { _ in Double.random(in: -1...1, using: &random) * factor } }
    }
    return .layered([rows(6, 3, factor), rows(2, 6, 1)], [[Double](repeating: 0, count: 6), [0, 0]])
  }

  private static func rows(_ count: Int) -> Matrix {
    var random = SeededGenerator(seed: 9)
    return Matrix(rows: count, columns: 3, elements: (0..<3 * count).map { _ in Double.random(in: -1...1, using: &random) })
  }

  @Test(
    "activations whose squares leave the range of doubles are matched like those that are smaller by a power of two", arguments: [700, -700])
  func range(exponent: Int) throws {
    for seed in 0..<10 as Range<UInt64> {
      let settings = WeightMatching.Settings(method: .activations(Self.rows(50)), isBalanced: false, controls: 2)
      let plain = try WeightMatching(Self.network(times: 1, seed), Self.network(times: 1, seed + 100), settings)
      let factor = Double(sign: .plus, exponent: exponent, significand: 1)
      let scaled = try WeightMatching(Self.network(times: factor, seed), Self.network(times: factor, seed + 100), settings)
      #expect(plain.permutations[0].permutation == scaled.permutations[0].permutation)
      #expect(plain.objective == scaled.objective)
      #expect(plain.objective.after > plain.objective.before)
    }
  }

  @Test("rows on which nothing varies are refused")
  func constantRows() throws {
    let settings = WeightMatching.Settings(method: .activations(Matrix(rows: 4, columns: 3, repeating: 0.5)))
    let error = #expect(throws: Diagnostic.self) { try WeightMatching(Self.network(times: 1, 1), Self.network(times: 1, 2), settings) }
    #expect(error?.id == "no-variation")
  }

  @Test("a layer of one unit counts in the objective, though it has nowhere to go")
  func oneUnit() throws {
    let network = Network.layered([[[3, 2]], [[5]]], [[7], [11]])
    let matching = try WeightMatching(network, network, .init(isBalanced: false, controls: 2))
    // 3² + 2² + 7² + 5²: all weights of the hidden unit, without the output's bias.
    #expect(matching.objective.before == 87)
    #expect(matching.objective.after == 87)
    #expect(abs(matching.objective.ofEqual - 87) < 1e-12)
    #expect(matching.sweeps.allSatisfy { $0.moved == 0 })
  }

  @Test("random starts find moved networks that the start as they are misses, and the gains lead from the start to the end")
  func starts() throws {
    var found = (one: 0, ten: 0)
    for seed in 0..<8 {
      let network = NetworkShape.concatenation.network(seed: seed), action = try WeightAction(network)
      let moved = try action.moved(by: UnitMotion(seed: seed, of: action))
      let one = try WeightMatching(network, moved, .init(controls: 2)),
        ten = try WeightMatching(network, moved, .init(restarts: 10, controls: 2))
      found.one += one.aligned.isClose(to: network) ? 1 : 0
      found.ten += ten.aligned.isClose(to: network) ? 1 : 0
      #expect(ten.restarts.first == one.objective.after)
      let gained = one.sweeps.reduce(one.objective.before) { $0 + $1.gain }
      #expect(abs(gained - one.objective.after) < 1e-9 * one.objective.ofEqual)
    }
    #expect(found.ten == 8)
    #expect(found.one < found.ten)
  }

  @Test("a unit that outweighs the others does not hide that they are exchanged")
  func dominant() throws {
    let a = Network.layered([[[1e6], [1], [0]], [[0, 0, 0]]], [[0, 0, 0], [0]])
    let b = Network.layered([[[1e6], [0], [1]], [[0, 0, 0]]], [[0, 0, 0], [0]])
    let matching = try WeightMatching(a, b, .init(isBalanced: false, controls: 2))
    #expect(matching.permutations[0].permutation == [0, 2, 1])
    #expect(matching.objective.after == 1e12 + 1)
    #expect(matching.isOptimal)
  }

  /// h + relu(W h): the factors of the units of h stand on both axes of W.
  private static func block(_ first: [Double], _ inner: [Double], _ last: [Double]) -> Network {
    let product = Operation.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true)
    let width = first.count / 2
    return Network(
      inputs: [.init(name: "x", shape: [nil, 2])], outputs: ["y"],
      nodes: [
        Network.Node(name: "h", operation: product, inputs: ["x", "w0"], output: "h"),
        Network.Node(name: "i", operation: product, inputs: ["h", "w1"], output: "i"),
        Network.Node(name: "r", operation: .relu, inputs: ["i"], output: "r"),
        Network.Node(name: "s", operation: .add, inputs: ["h", "r"], output: "s"),
        Network.Node(name: "y", operation: product, inputs: ["s", "w2"], output: "y"),
      ],
      constants: [
        "w0": Tensor(shape: [width, 2], elements: first), "w1": Tensor(shape: [width, width], elements: inner),
        "w2": Tensor(shape: [2, width], elements: last),
      ])
  }

  @Test("balance settles where factors stand on both axes of a tensor, and undoes any of them")
  func loops() throws {
    var random = SeededGenerator(seed: 12)
    for seed in 0..<8 {
      func draw(_ count: Int) -> [Double] { (0..<count).map { _ in Double.random(in: -1...1, using: &random) } }
      // The second is symmetric but for a factor, and its other weights are smaller: fourth roots all at once would swing.
      let network = seed == 0 ? Self.block([0.5, 0, 0, 0.5], [0, 2, 0.5, 0], [0.5, 0, 0, 0.5]) : Self.block(draw(10), draw(25), draw(10))
      let action = try WeightAction(network)
      var motion = UnitMotion(identityOf: action)
      motion.magnitudes = motion.magnitudes.map { _ in Double.random(in: 0.1...10, using: &random) }
      let matching = try WeightMatching(network, try action.moved(by: motion), .init(controls: 2))
      #expect(!motion.magnitudes.isEmpty && matching.isBalanceSettled, "seed \(seed)")
      #expect(matching.aligned.isClose(to: network), "seed \(seed)")
    }
  }
}
