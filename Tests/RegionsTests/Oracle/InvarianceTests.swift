import Networks
import Regions
import Testing

/// What must not change the complex does not change it. The engine counts wherever it can take the network; the oracle counts the
/// others, which proves that the changes themselves are right.
@Suite struct InvarianceTests {
  typealias Window = [(x: Double, y: Double)]

  static let blocks = 20
  static let networksPerBlock = 20

  private static func networks(ofBlock block: Int) -> [RandomNetwork] {
    (block * networksPerBlock..<(block + 1) * networksPerBlock).map { RandomNetwork(seed: 10_000 + $0) }
  }

  /// Cells, vertices, edges and linear regions.
  private func counts(_ network: PiecewiseLinearNetwork, _ window: Window) throws -> [Int] {
    let complex = try EngineAdapter.complex(network, window: window)
    return [complex.cellCount, complex.vertices.count, complex.edgeCount, Set(complex.linearRegions()).count]
  }

  @Test("the order of units, and of the rows of a maximum, does not matter", arguments: 0..<blocks)
  func permutation(block: Int) throws {
    for random in Self.networks(ofBlock: block) {
      var numbers = RandomNumbers(seed: block)
      let counts = (try counts(random.network, random.window), try counts(random.network.permuted(&numbers), random.window))
      #expect(counts.0 == counts.1, "\(random.description)")
    }
  }

  @Test("units may be multiplied by powers of two and divided by them where they are used", arguments: 0..<blocks)
  func scale(block: Int) throws {
    for random in Self.networks(ofBlock: block) {
      var numbers = RandomNumbers(seed: block)
      let counts = (try counts(random.network, random.window), try counts(random.network.rescaled(&numbers), random.window))
      #expect(counts.0 == counts.1, "\(random.description)")
    }
  }

  @Test(
    "linear regions are those of the function: written with ReLUs and sums alone, it has as many, with the same areas", arguments: 0..<blocks)
  func rectification(block: Int) throws {
    for random in Self.networks(ofBlock: block) {
      let one = try areasOfLinearRegions(random.network, random.window)
      let other = try areasOfLinearRegions(random.network.rectified, random.window)
      #expect(one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < 1e-9 }, "\(random.description)")
    }
  }

  /// The areas of the linear regions in ascending order.
  private func areasOfLinearRegions(_ network: PiecewiseLinearNetwork, _ window: Window) throws -> [Double] {
    let complex = try EngineAdapter.complex(network, window: window)
    let areas = (0..<complex.cellCount).map(complex.area)
    return zip(complex.linearRegions(), areas).reduce(into: [:]) { $0[$1.0, default: 0.0] += $1.1 }.values.sorted()
  }

  @Test("the complex turns with the network and the window", arguments: 0..<blocks)
  func rotation(block: Int) throws {
    for random in Self.networks(ofBlock: block) {
      let window = random.window.map { (x: -$0.y, y: $0.x) }
      #expect(try counts(random.network, random.window) == counts(random.network.rotated, window), "\(random.description)")
    }
  }

  @Test("the complex moves with the network and the window, where that needs no rounding", arguments: 0..<blocks)
  func translation(block: Int) throws {
    // Multiples of 9, so that averages by 3 and by 9 move by exact numbers.
    let t = (x: 9.0, y: -18.0)
    var moved = 0
    for random in Self.networks(ofBlock: block) {
      let window = random.window.map { (x: $0.x + t.x, y: $0.y + t.y) }
      let isExact = zip(window, random.window).allSatisfy { $0.x - t.x == $1.x && $0.y - t.y == $1.y }
      guard isExact, let network = random.network.translated(by: t) else { continue }
      moved += 1
      #expect(try counts(random.network, random.window) == counts(network, window), "\(random.description)")
    }
    #expect(moved >= 5)
  }
}
