import Diagnostics
import Linear
import Networks
import Regions
import Testing

/// The plain count in single precision, which agrees where it is easy and must not be believed.
@Suite struct SinglePrecisionTests {
  private static func lines(_ weights: [[Double]], _ bias: [Double]) -> PiecewiseLinearNetwork {
    PiecewiseLinearNetwork(
      LayeredNetwork(layers: [
        LayeredNetwork.Layer(
          weights: Matrix(rows: weights.count, columns: 2, elements: weights.flatMap { $0 }), bias: bias, isRectified: true)
      ]))
  }

  @Test("three lines in general position make seven cells in any arithmetic")
  func easy() throws {
    let network = Self.lines([[1, 0.4], [-0.6, 1], [0.8, 1]], [0.3, 0.35, -0.2])
    let window = try Fixture.square(1)
    #expect(try SinglePrecisionCells.count(network, window: window) == 7)
    #expect(try RegionComplex.enumerate(network, window: window).cellCount == 7)
  }

  @Test("small random networks have as many cells in single precision", arguments: 1...8 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    let network = PiecewiseLinearNetwork(Fixture.random([2, 5, 4, 1], SeededWeights(seed).uniform))
    let window = try Fixture.square(1)
    let exact = try RegionComplex.enumerate(network, window: window).cellCount
    #expect(try SinglePrecisionCells.count(network, window: window) == exact)
  }

  @Test("lines that differ by less than single precision are one line to it")
  func close() throws {
    let network = Self.lines([[1, 0], [1, 0]], [-0.25, (-0.25).nextDown])
    let window = try Fixture.square(1)
    #expect(try RegionComplex.enumerate(network, window: window).cellCount == 3)
    #expect(try SinglePrecisionCells.count(network, window: window) == 2)
  }

  @Test("maxima and too many cells are errors")
  func refusals() throws {
    let window = try Fixture.square(1)
    let lines = Self.lines([[1, 0.4], [-0.6, 1]], [0, 0])
    #expect(throws: Diagnostic.self) { try SinglePrecisionCells.count(lines, window: window, mostCells: 3) }
    var map = AffineMap(columnCount: 2)
    for row in [[1.0, 0], [0, 1]] { map.appendRow(row.enumerated().map { ($0.offset, $0.element) }) }
    let pooled = PiecewiseLinearNetwork(
      inputCount: 2, stages: [PiecewiseLinearNetwork.Stage(name: "pool", sources: [0], map: map, bend: .maximum(starts: [0, 2]))])
    #expect(throws: Diagnostic.self) { try SinglePrecisionCells.count(pooled, window: window) }
  }
}
