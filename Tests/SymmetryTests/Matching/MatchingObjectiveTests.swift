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
      found.one += WeightMatchingTests.isSame(one.aligned, network) ? 1 : 0
      found.ten += WeightMatchingTests.isSame(ten.aligned, network) ? 1 : 0
      #expect(ten.restarts.first == one.objective.after)
      let gained = one.sweeps.reduce(one.objective.before) { $0 + $1.gain }
      #expect(abs(gained - one.objective.after) < 1e-9 * one.objective.ofEqual)
    }
    #expect(found.ten == 8)
    #expect(found.one < found.ten)
  }
}
