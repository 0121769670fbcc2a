import Linear
import Networks
import Regions
import Testing

/// Cells so thin that their areas are computed from the lines of their sides.
@Suite struct SliverTests {
  /// A ReLU network of two random hidden layers and a third whose units come in pairs that bend along nearly the same line.
  private func network(seed: UInt64) -> PiecewiseLinearNetwork {
    let numbers = SeededWeights(seed)
    let layers = Fixture.random([2, 14, 14, 7, 1], numbers.uniform).layers
    let (pairs, last) = (layers[2], layers[3])
    func twice(_ row: Int) -> [Double] { (0..<14).map { pairs.weights[row, $0] } }
    let doubled = LayeredNetwork.Layer(
      weights: Matrix(rows: 14, columns: 14, elements: (0..<7).flatMap { twice($0) + twice($0).map { $0 * (1 + 1e-14 * numbers.uniform()) } }),
      bias: (0..<7).flatMap { [pairs.bias[$0], pairs.bias[$0] * (1 + 0x1p-48)] }, isRectified: true)
    let output = LayeredNetwork.Layer(
      weights: Matrix(rows: 1, columns: 14, elements: (0..<14).map { _ in numbers.uniform() }), bias: last.bias, isRectified: false)
    return PiecewiseLinearNetwork(LayeredNetwork(layers: [layers[0], layers[1], doubled, output]))
  }

  @Test("areas of slivers do not depend on which cells were measured before", arguments: 0..<3)
  func history(seed: Int) throws {
    let (network, window) = (network(seed: UInt64(8000 + seed)), try Fixture.square(4))
    let complex = try RegionComplex.enumerate(network, window: window)
    #expect(complex.isCertified)
    // Each cell by itself, and all of a patch in one go.
    let expected = complex.measures
    let slivers = (0..<complex.cellCount).count { complex.area(of: $0) < 1e-11 }
    #expect(slivers > 50)
    for threads in [1, 3] {
      let found = try RegionSurvey.run(network, window: window, threads: threads).measures
      #expect(found.cellCount == expected.cellCount && found.smallestArea == expected.smallestArea && found.smallestArea > 0)
      for share in [0.001, 0.01, 0.1, 0.3] { #expect(found.areaQuantile(share) == expected.areaQuantile(share)) }
    }
  }
}
