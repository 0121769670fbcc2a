import Networks
import Regions
import Testing

/// A convolutional network with max pooling and zero padding on the plane through three test digits.
@Suite struct ConvolutionSliceTests {
  private static func slice(_ window: Window) throws -> (RegionComplex, PiecewiseLinearNetwork) {
    let images = try Fixture.array("digits/test.npz", name: "images")
    let points = [3, 17, 42].map { row in images.elements[row * 64..<(row + 1) * 64].map { $0 / 16 } }
    let network = try Fixture.graph("digits-cnn/model.onnx").piecewiseLinear().network.restricted(to: try Plane(through: points))
    return (try RegionComplex.enumerate(network, window: window, threads: 2), network)
  }

  @Test("its cells are certified and form a planar complex")
  func complex() throws {
    let (complex, _) = try Self.slice(try Window(x: 0.25...0.4, y: 0.25...0.4))
    #expect(complex.isCertified)
    #expect(complex.cellCount > 5000)
    #expect(complex.vertices.count - complex.edgeCount + complex.cellCount == 1)
    #expect(complex.brokenInvariants() == [])
  }

  @Test("every sampled point's pattern and outputs are those of direct evaluation")
  func evaluation() throws {
    let (complex, network) = try Self.slice(try Window(x: 0.1...0.25, y: 0.3...0.45))
    for cell in stride(from: 0, to: complex.cellCount, by: 7) where complex.area(of: cell) > 1e-12 {
      let point = complex.centroid(of: cell)
      let rows = network.preactivations([point.x, point.y])
      var patterns = complex.pattern(of: cell)[...]
      for (stage, z) in zip(network.stages, rows) where stage.bend != .none {
        let pattern = patterns.removeFirst()
        switch stage.bend {
        case .none: break
        case .slopes:
          for (value, isSet) in zip(z, pattern) where abs(value) > 1e-10 { #expect((value > 0) == isSet) }
        case .maximum(let starts):
          for (start, end) in zip(starts, starts.dropFirst()) {
            let winners = (start..<end).filter { pattern[$0] }
            #expect(winners.count == 1)
            for winner in winners { #expect(z[winner] >= z[start..<end].max()! - 1e-10) }
          }
        }
      }
      let found = complex.outputs(of: cell, at: point)
      for (value, expected) in zip(found, network.evaluate([point.x, point.y])) { #expect(abs(value - expected) < 1e-9) }
    }
  }
}
