import Linear
import Networks
import Regions
import Testing

/// Cells that are parts of one cell share a product of weights (`Walk.shareProduct`): what comes out has to stay within its bounds.
@Suite struct SharedProductTests {
  /// Sharing pays where many rows of a wide second layer are active all over a seed and few lines of the first cross it.
  private static let widths = [2, 40, 96, 8, 2]

  private static func network(seed: UInt64) -> LayeredNetwork {
    let weights = SeededWeights(seed)
    return Fixture.random(widths) { weights.uniform() }
  }

  /// A network whose first units come in pairs that differ by a 2⁻²⁰th and enter the second layer with weights of opposite signs and 2²⁰ times
  /// as large: the sums that the parts share cancel, and lose twenty bits.
  private static func cancelling(seed: UInt64) -> LayeredNetwork {
    let layers = network(seed: seed).layers, weights = SeededWeights(seed + 1)
    var (first, bias, second) = (layers[0].weights, layers[0].bias, layers[1].weights)
    for pair in stride(from: 0, to: widths[1], by: 2) {
      for column in 0..<2 { first[pair + 1, column] = first[pair, column] + weights.uniform() * 0x1p-20 }
      bias[pair + 1] = bias[pair] + weights.uniform() * 0x1p-20
      for row in 0..<widths[2] {
        second[row, pair] *= 0x1p20
        second[row, pair + 1] = -second[row, pair]
      }
    }
    return LayeredNetwork(
      layers: [
        LayeredNetwork.Layer(weights: first, bias: bias, isRectified: true),
        LayeredNetwork.Layer(weights: second, bias: layers[1].bias, isRectified: true),
      ] + layers[2...])
  }

  @Test("the maps of cells are as near the exact ones as they say", arguments: 0..<2 as Range<UInt64>, [false, true])
  func bounds(seed: UInt64, cancels: Bool) throws {
    let network = PiecewiseLinearNetwork(cancels ? Self.cancelling(seed: seed) : Self.network(seed: seed))
    let complex = try RegionComplex.enumerate(network, window: try Fixture.square(1))
    #expect(complex.isCertified && complex.brokenInvariants() == [])
    #expect(complex.cellCount > 300)
    for cell in stride(from: 0, to: complex.cellCount, by: complex.cellCount / 100) {
      let corners = complex.polygon(of: cell)
      let point = corners.reduce((x: 0.0, y: 0.0)) { ($0.x + $1.x / Double(corners.count), $0.y + $1.y / Double(corners.count)) }
      let expected = ExactEvaluation.outputs(of: network, at: [Rational(point.x), Rational(point.y)])
      for (form, value) in zip(complex.affineMap(of: cell), expected) {
        let found = Rational(form.a) * Rational(point.x) + Rational(form.b) * Rational(point.y) + Rational(form.c)
        let error = found - value
        #expect((error.sign < 0 ? -error.rounded : error.rounded) <= complex.mapError(of: cell), "cell \(cell)")
      }
    }
  }
}
