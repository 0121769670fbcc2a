import BigInt
import Diagnostics
import Networks
import Symmetry
import Testing

/// Counted groups against all reorderings of small networks.
@Suite struct BruteForceTests {
  /// The first small network of a seed in whose values no channel occurs twice.
  private func drawn(seed: Int, where isWanted: (Network) -> Bool = { _ in true }) throws -> PermutationOracle {
    for attempt in 0... {
      var random = RandomArchitecture(seed: 1000 * seed + attempt)
      let network = random.network(steps: 3 + seed % 5)
      let oracle = try PermutationOracle(network, inputs: random.tensor([5, 2, 2]))
      if (2...1500).contains(oracle.candidates), oracle.isGeneric, isWanted(network) { return oracle }
    }
    throw CancellationError()
  }

  @Test("the order is the number of reorderings of all hidden channels that leave a generic network's function as it is", arguments: 0..<240)
  func orders(seed: Int) throws {
    let oracle = try drawn(seed: seed)
    let network = oracle.network
    do {
      let group = try SymmetryGroup(ArchitectureGraph(network))
      #expect(group.exactOrder() == BigUInt(try oracle.count()), "seed \(seed): \(network.nodes.map { "\($0.operation.name) \($0.inputs)" })")
    } catch let refusal as Diagnostic {
      // Groups that cut across each other are refused.
      #expect(refusal.message.contains("groups that cut across"), "\(refusal.message)")
    }
  }

  @Test("the scaling dimension is the number of exponents by which all weights may be multiplied, whatever they are", arguments: 0..<80)
  func scalings(seed: Int) throws {
    // What a slice leaves out is dead, so its weights may be multiplied by anything.
    let network = try drawn(seed: seed) { !$0.nodes.contains { $0.operation == .slice } }.network
    // Some are refused; `refusals` counts them.
    guard let group = try? SymmetryGroup(ArchitectureGraph(network)) else { return }
    var oracle = ScalingOracle(network, seed: UInt64(seed))
    let text = network.nodes.map { "\($0.operation.name) \($0.inputs) -> \($0.output)" }.joined(separator: "; ")
    let expected = try oracle.dimension()
    #expect(group.scalingDimension == expected, "seed \(seed): \(text)")
  }

  @Test("most drawn networks are not refused")
  func refusals() throws {
    let refused = (0..<240).count { seed in (try? SymmetryGroup(ArchitectureGraph(try drawn(seed: seed).network))) == nil }
    #expect(refused <= 1)
  }
}
