import Diagnostics
import Linear
import Networks
import Regions
import Testing

/// Measures of networks whose numbers, or whose squares, leave the range of doubles.
@Suite struct RangeTests {
  /// Two units whose lines are those of x and y, then one output of the given slopes.
  private func network(_ first: Double, _ second: [Double], _ third: Double? = nil) -> PiecewiseLinearNetwork {
    var layers = [
      LayeredNetwork.Layer(weights: Matrix(rows: 2, columns: 2, elements: [first, 0, 0, first]), bias: [0, 0], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: second), bias: [0], isRectified: false),
    ]
    if let third {
      layers.append(LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 1, elements: [third]), bias: [0], isRectified: false))
    }
    return PiecewiseLinearNetwork(LayeredNetwork(layers: layers))
  }

  private func measures(_ network: PiecewiseLinearNetwork) throws -> [RegionMeasures] {
    let window = try Fixture.square(1)
    let complex = try RegionComplex.enumerate(network, window: window)
    #expect(complex.cellCount == 4 && complex.isCertified && complex.brokenInvariants() == [])
    return [complex.measures, try RegionSurvey.run(network, window: window).measures]
  }

  @Test("Lipschitz constants are right where their squares overflow or underflow", arguments: [1e-300, 1e-160, 1e-80, 1, 1e80, 1e160, 1e300])
  func squares(size: Double) throws {
    for measures in try measures(network(1, [3 * size, 4 * size])) {
      #expect(abs(measures.largestLipschitz / (5 * size) - 1) < 1e-14)
      #expect(abs(measures.meanLipschitz / (3 * size) - 1) < 1e-14)
    }
  }

  @Test("maps that overflow or underflow on the way and end as doubles are those doubles", arguments: [1e200, 1e-200])
  func onTheWay(size: Double) throws {
    for measures in try measures(network(size, [3 * size, 4 * size], 1 / size)) {
      #expect(abs(measures.largestLipschitz / (5 * size) - 1) < 1e-14)
    }
    let complex = try RegionComplex.enumerate(network(size, [3 * size, 4 * size], 1 / size), window: try Fixture.square(1))
    let slopes = (0..<4).map { complex.slopeNorm(of: $0) / size }.sorted()
    for (found, expected) in zip(slopes, [0.0, 3, 4, 5]) { #expect(abs(found - expected) < 1e-14) }
  }

  @Test("what no double holds is infinite and never no number")
  func beyond() throws {
    for measures in try measures(network(1e200, [3e200, -4e200])) {
      #expect(measures.largestLipschitz == .infinity && measures.meanLipschitz == .infinity)
    }
    let complex = try RegionComplex.enumerate(network(1e200, [3e200, -4e200]), window: try Fixture.square(1))
    #expect(!complex.hasFiniteMaps)
    for cell in 0..<4 {
      #expect(complex.affineMap(of: cell).allSatisfy { !$0.a.isNaN && !$0.b.isNaN && !$0.c.isNaN })
      #expect(!complex.outputs(of: cell, at: complex.centroid(of: cell))[0].isNaN && !complex.slopeNorm(of: cell).isNaN)
    }
    // 3·0.5 − 4·0.5 is negative, however large both are.
    let both = try #require((0..<4).first { complex.pattern(of: $0) == [[true, true]] })
    #expect(complex.outputs(of: both, at: Window.Point(x: 0.5, y: 0.5)) == [-.infinity])
    #expect(try complex.decisionBoundary().count == 1)
  }

  @Test("a window's size does not matter to the mean of the Lipschitz constants", arguments: [1e-90, 1e90])
  func windows(size: Double) throws {
    let measures = try RegionComplex.enumerate(network(1, [3e200, 4e200]), window: try Fixture.square(size)).measures
    #expect(abs(measures.meanLipschitz / 3e200 - 1) < 1e-14)
  }

  @Test(
    "the area of a cell that is thinner than the distance of doubles is exact",
    arguments: [[3, 0, -0.75 - 0x1p-53], [3, -0x1p-53, -0.75 - 0x1p-53]])
  func slivers(line: [Double]) throws {
    // A strip from x = 1/4 to x = 1/4 + 2⁻⁵³/3, and a triangle from there to twice as far at y = 1; in doubles both are nothing.
    let layers = [
      LayeredNetwork.Layer(
        weights: Matrix(rows: 2, columns: 2, elements: [3, 0, line[0], line[1]]), bias: [-0.75, line[2]], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, 1]), bias: [0], isRectified: false),
    ]
    let network = PiecewiseLinearNetwork(LayeredNetwork(layers: layers))
    let window = try Fixture.square(1)
    let complex = try RegionComplex.enumerate(network, window: window)
    for measures in [complex.measures, try RegionSurvey.run(network, window: window).measures] {
      #expect(measures.cellCount == 3 && abs(measures.smallestArea / (0x1p-52 / 3) - 1) < 1e-15)
    }
  }

  @Test("the area of a strip is right however thin it is", arguments: [40, 60, 90, 120, 300])
  func strips(power: Int) throws {
    // The second layer's lines are x = 1/4 and x = 1/4 + 2⁻ᵖ; beyond p = 53 no double tells them apart, beyond 106 no double-double.
    let width = Double(sign: .plus, exponent: -power, significand: 1)
    let layers = [
      LayeredNetwork.Layer(weights: Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 0]), bias: [0, 1], isRectified: true),
      LayeredNetwork.Layer(
        weights: Matrix(rows: 2, columns: 2, elements: [1, -0.25, 0x1p20, -0x1p18]), bias: [0, -0x1p20 * width], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, 1]), bias: [0], isRectified: false),
    ]
    let network = PiecewiseLinearNetwork(LayeredNetwork(layers: layers))
    let window = try Fixture.square(1)
    let complex = try RegionComplex.enumerate(network, window: window)
    for measures in [complex.measures, try RegionSurvey.run(network, window: window).measures] {
      #expect(measures.cellCount == 4 && abs(measures.smallestArea / (2 * width) - 1) < 1e-15)
    }
  }

  @Test("no cell of fans of lines through nearly one point has an area below zero, and the areas add up", arguments: 0..<8)
  func fans(seed: Int) throws {
    let numbers = SeededWeights(UInt64(7000 + seed))
    let rows: [Double] = (0..<24).map { _ in numbers.uniform() }
    // Rounded biases put the lines an ulp or so beside the point (0.3, 0.7).
    let bias: [Double] = (0..<12).map { row in
      let (a, b) = (rows[2 * row], rows[2 * row + 1])
      return -(a * 0.3 + b * 0.7)
    }
    let network = PiecewiseLinearNetwork(
      LayeredNetwork(layers: [
        LayeredNetwork.Layer(weights: Matrix(rows: 12, columns: 2, elements: rows), bias: bias, isRectified: true),
        LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 12, elements: [Double](repeating: 1, count: 12)), bias: [0], isRectified: false),
      ]))
    let complex = try RegionComplex.enumerate(network, window: try Fixture.square(1))
    #expect((0..<complex.cellCount).allSatisfy { complex.area(of: $0) > 0 })
    #expect(complex.brokenInvariants() == [])
    let survey = try RegionSurvey.run(network, window: try Fixture.square(1)).measures
    #expect(abs(survey.smallestArea / complex.measures.smallestArea - 1) < 0.003)
  }
}
