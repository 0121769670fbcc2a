import Linear
import Networks
import Regions
import Testing

/// One hidden layer is an arrangement of lines, whose faces can be counted by counting crossings: an oracle that shares nothing
/// with the enumeration.
@Suite struct ArrangementTests {
  /// Faces of distinct lines within an open square: 1 + lines that cut it + Σ over crossing points inside of (lines through it − 1).
  private func faces(_ lines: [[Int]], radius: Int) -> Int {
    func normalized(_ line: [Int]) -> [Int] {
      func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? abs(a) : gcd(b, a % b) }
      let divisor = gcd(gcd(line[0], line[1]), line[2])
      let sign = (line.first { $0 != 0 } ?? 1) < 0 ? -1 : 1
      return line.map { $0 / divisor * sign }
    }
    let distinct = Array(Set(lines.filter { $0[0] != 0 || $0[1] != 0 }.map(normalized))).sorted { $0.lexicographicallyPrecedes($1) }
    let cutting = distinct.filter { line in
      let values = [(-1, -1), (1, -1), (1, 1), (-1, 1)].map { line[0] * $0.0 * radius + line[1] * $0.1 * radius + line[2] }
      return values.contains { $0 > 0 } && values.contains { $0 < 0 }
    }
    var through: [[Int]: Set<Int>] = [:]
    for (i, p) in cutting.enumerated() {
      for (j, q) in cutting.enumerated().dropFirst(i + 1) {
        let w = p[0] * q[1] - q[0] * p[1]
        guard w != 0 else { continue }
        let (x, y) = (p[1] * q[2] - q[1] * p[2], p[2] * q[0] - q[2] * p[0])
        if abs(x) < abs(w) * radius, abs(y) < abs(w) * radius { through[normalized([w, x, y]), default: []].formUnion([i, j]) }
      }
    }
    return 1 + cutting.count + through.values.reduce(0) { $0 + $1.count - 1 }
  }

  @Test("one layer of small whole weights, full of parallel, equal and concurrent lines, has the faces of its arrangement", arguments: 0..<150)
  func oneLayer(seed: Int) throws {
    let numbers = SeededWeights(UInt64(seed))
    let units = 1 + seed % 9
    let network = Fixture.random([2, units, 1]) { numbers.integer(3) }
    let lines = (0..<units).map { j in
      [network.layers[0].weights[j, 0], network.layers[0].weights[j, 1], network.layers[0].bias[j]].map { Int($0) }
    }
    let complex = try RegionComplex.enumerate(.init(network), window: try Fixture.square(2))
    #expect(complex.cellCount == faces(lines, radius: 2))
    #expect(complex.brokenInvariants() == [])
    #expect(complex.isCertified)
  }
}
