import Linear
import Networks
import Regions
import Testing

/// The oracle itself against answers that are known without it.
@Suite struct OracleKnownAnswersTests {
  typealias Topology = RegionOracle.DecisionRegions.Topology

  static func square(_ radius: Double) -> [(x: Double, y: Double)] {
    [(-radius, -radius), (radius, -radius), (radius, radius), (-radius, radius)]
  }

  private func counts(_ oracle: RegionOracle) -> [Int] {
    let complex = oracle.complex
    return [complex.loops.count, complex.vertices.count, complex.edges.count, Set(oracle.linearRegions(in: complex)).count]
  }

  @Test("the oracle finds the known counts of the degenerate network")
  func degenerate() throws {
    let oracle = RegionOracle(PiecewiseLinearNetwork(try Fixture.network("degenerate.json")), window: Self.square(1))
    #expect(counts(oracle) == [13, 18, 30, 11])
    #expect(oracle.brokenInvariants() == [])
  }

  @Test("the oracle finds the known counts of the trained network of the moons")
  func moons() throws {
    let oracle = RegionOracle(
      PiecewiseLinearNetwork(try Fixture.network("moons/model.onnx")), window: [(-1.5, -1), (2.5, -1), (2.5, 1.5), (-1.5, 1.5)])
    #expect(counts(oracle) == [457, 503, 959, 457])
    #expect(oracle.brokenInvariants() == [])
  }

  /// |x| + |y| · factor + bias, as one output.
  private func norm(_ factor: Double = 1, bias: Double = 0) -> NetworkSketch {
    var sketch = NetworkSketch()
    sketch.stage([[1, 0], [0, 1]], bend: .slopes(negative: [-1, -1], positive: [1, 1]))
    sketch.stage([[factor, factor]], bias: [bias])
    return sketch
  }

  @Test("|x| + |y| has the four quadrants as cells and as linear regions")
  func absolute() {
    #expect(counts(RegionOracle(norm().network, window: Self.square(1))) == [4, 9, 12, 4])
  }

  @Test("a ring between two squares has one component and one hole, and what is left of the window two components and a hole")
  func annulus() {
    // 1/4 − | |x| + |y| − 1 |: positive on a ring around the diamond |x| + |y| = 1.
    var sketch = norm(bias: -1)
    sketch.stage([[1]], bend: .slopes(negative: [-1], positive: [1]))
    sketch.stage([[-1]], bias: [0.25])
    let oracle = RegionOracle(sketch.network, window: Self.square(2))
    let regions = oracle.decisionRegions
    for topology in [regions.closed(1), regions.open(1)] { #expect(topology == Topology(euler: 0, components: 1)) }
    for topology in [regions.closed(0), regions.open(0)] { #expect(topology == Topology(euler: 1, components: 2)) }
    #expect(regions.closed(0).holes == 1)
    // The diamond of radius r has the area 2r².
    #expect(regions.area(of: 1).rational == Rational(2 * (1.25 * 1.25 - 0.75 * 0.75)))
    #expect(oracle.brokenInvariants() == [])
  }

  @Test("two quadrants that touch in a point are one closed region and two open ones")
  func touching() {
    // |x + y| − |x − y| is positive where x and y have the same sign.
    var sketch = NetworkSketch()
    sketch.stage([[1, 1], [1, -1]], bend: .slopes(negative: [-1, -1], positive: [1, 1]))
    sketch.stage([[1, -1]])
    let oracle = RegionOracle(sketch.network, window: Self.square(1))
    for number in 0..<2 {
      #expect(oracle.decisionRegions.closed(number) == Topology(euler: 1, components: 1))
      #expect(oracle.decisionRegions.open(number) == Topology(euler: 2, components: 2))
    }
  }

  @Test("four triangles in a ring that touch in points are a ring with a hole as a closed region and four open ones without")
  func ringOfTriangles() {
    // The diamond |x| + |y| < 1 touches the sides of the window and leaves its four corners.
    let regions = RegionOracle(norm(bias: -1).network, window: Self.square(1)).decisionRegions
    #expect(regions.closed(1) == Topology(euler: 0, components: 1))
    #expect(regions.open(1) == Topology(euler: 4, components: 4))
    for topology in [regions.closed(0), regions.open(0)] { #expect(topology == Topology(euler: 1, components: 1)) }
  }

  @Test("rows with equal slopes never split, repeated forms of a maximum count once, and one that only touches makes no piece")
  func quietRows() {
    var sketch = NetworkSketch()
    sketch.stage([[1, 0], [1, 0]], bend: .slopes(negative: [2, 1], positive: [2, 1]))
    #expect(counts(RegionOracle(sketch.network, window: Self.square(1))) == [1, 4, 4, 1])
    var maxima = NetworkSketch()
    maxima.stage([[1, 0], [1, 0], [-1, 0], [0, 0]], bend: .maximum(starts: [0, 4]))
    #expect(counts(RegionOracle(maxima.network, window: Self.square(1))) == [2, 6, 7, 2])
  }

  @Test("where outputs tie on an area the first of them is on top, and a class that never is has an empty region")
  func ties() {
    var sketch = NetworkSketch()
    sketch.stage([[1, 0], [1, 0], [0, 0], [-1, 0]])
    let regions = RegionOracle(sketch.network, window: Self.square(1)).decisionRegions
    #expect((0..<4).map { regions.area(of: $0).rational } == [2.0, 0, 0, 2].map { Rational($0) })
    #expect((0..<4).map { regions.closed($0).components } == [1, 0, 0, 1])
    #expect((0..<4).map { regions.open($0).euler } == [1, 0, 0, 1])
  }

  @Test("a dead layer leaves cells that one linear region joins")
  func dead() {
    var sketch = NetworkSketch()
    sketch.stage([[1, 0], [0, 1]], bend: .slopes(negative: [0, 0], positive: [1, 1]))
    sketch.stage([[-1, -1]], bend: .slopes(negative: [0], positive: [1]))
    let oracle = RegionOracle(sketch.network, window: Self.square(1))
    #expect(counts(oracle) == [4, 9, 12, 1])
    #expect(oracle.decisionRegions.area(of: 0).rational == Rational(4.0))
  }
}
