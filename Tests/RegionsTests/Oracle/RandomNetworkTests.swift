import Linear
import Networks
import Regions
import Testing

/// Random networks of every kind of stage: the oracle against itself, and the engine against the oracle.
@Suite struct RandomNetworkTests {
  static let blocks = 40
  static let networksPerBlock = 50

  private static func networks(ofBlock block: Int) -> [RandomNetwork] {
    (block * networksPerBlock..<(block + 1) * networksPerBlock).map(RandomNetwork.init)
  }

  @Test("the oracle's complex is whole and its maps are the network's own outputs", arguments: 0..<blocks)
  func oracle(block: Int) {
    for random in Self.networks(ofBlock: block) {
      let oracle = RegionOracle(random.network, window: random.window)
      #expect(oracle.brokenInvariants() == [], "\(random.description)")
      let step = max(1, oracle.cells.count / 3)
      for cell in stride(from: 0, to: oracle.cells.count, by: step) {
        let point = oracle.cells[cell].polygon.inside
        let expected = ExactEvaluation.outputs(of: random.network, at: point)
        #expect(oracle.cells[cell].outputs.map { $0.value(at: point) } == expected, "\(random.description)")
      }
    }
  }

  @Test("the engine finds the oracle's cells, vertices, edges, linear regions and areas", arguments: 0..<blocks)
  func engine(block: Int) throws {
    for random in Self.networks(ofBlock: block) {
      let complex = try EngineAdapter.complex(random.network, window: random.window)
      let oracle = RegionOracle(random.network, window: random.window)
      let differences = OracleComparison(complex, oracle).differences()
      #expect(differences == [], "\(random.description)")
    }
  }
}
