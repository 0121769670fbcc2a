import Linear
import Networks
import Regions
import Testing

/// Decision complexes of random networks, half of them degenerate, against the oracle.
@Suite struct DecisionOracleTests {
  static let blocks = 40
  static let networksPerBlock = 30

  private static func complex(_ random: RandomNetwork) throws -> RegionComplex {
    try RegionComplex.enumerate(random.network, window: try Window(polygon: random.window.map { Window.Point(x: $0.x, y: $0.y) }))
  }

  @Test("areas and both topologies of every class are the oracle's", arguments: 0..<blocks)
  func oracle(block: Int) throws {
    for seed in block * Self.networksPerBlock..<(block + 1) * Self.networksPerBlock {
      let random = RandomNetwork(seed: seed)
      let decision = try Self.complex(random).decisionComplex()
      let oracle = RegionOracle(random.network, window: random.window)
      let expected = oracle.decisionRegions
      #expect(decision.brokenInvariants() == [], "\(random.description)")
      #expect(decision.isCertified, "\(random.description)")
      #expect(decision.classCount == expected.classCount)
      for (number, found) in decision.topology().enumerated() {
        let error = abs(found.area - expected.area(of: number).approximate)
        #expect(error <= 1e-9 * oracle.window.area.approximate, "class \(number) of \(random.description)")
        #expect(Betti(found.closed) == Betti(expected.closed(number)), "class \(number), closed, of \(random.description)")
        #expect(Betti(found.open) == Betti(expected.open(number)), "class \(number), open, of \(random.description)")
      }
    }
  }

  @Test("signs by doubles give what exact arithmetic gives", arguments: 0..<20)
  func exactOnly(block: Int) throws {
    for seed in block * 10..<(block + 1) * 10 {
      let random = RandomNetwork(seed: seed)
      let complex = try Self.complex(random)
      let (found, exact) = (try complex.decisionComplex(), try complex.decisionComplex(isExactOnly: true))
      #expect(exact.signCounts.filtered == 0)
      #expect(found.pieceCount == exact.pieceCount && found.edgeCount == exact.edgeCount, "\(random.description)")
      #expect((0..<found.pieceCount).map(found.classNumber) == (0..<exact.pieceCount).map(exact.classNumber), "\(random.description)")
      #expect(found.vertices.count == exact.vertices.count, "\(random.description)")
      for (number, point) in found.vertices.enumerated() {
        let (other, error) = (exact.vertices[number], found.vertexErrors[number] + exact.vertexErrors[number])
        #expect(abs(point.x - other.x) <= error && abs(point.y - other.y) <= error, "\(random.description)")
      }
    }
  }

  private struct Betti: Equatable {
    let euler: Int
    let components: Int
    init(_ found: DecisionTopology.Betti) { (euler, components) = (found.euler, found.components) }
    init(_ found: RegionOracle.DecisionRegions.Topology) { (euler, components) = (found.euler, found.components) }
  }
}
