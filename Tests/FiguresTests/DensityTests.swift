import Figures
import Testing

@Suite struct DensityTests {
  private let area = Rectangle(x: 10, y: 10, width: 8, height: 8)

  @Test("density takes over when there are more tiles than a quarter of the pixels")
  func threshold() {
    #expect(!DensityLayer.isNeeded(64, in: area))
    #expect(DensityLayer.isNeeded(65, in: area))
  }

  @Test("every polygon counts once, spread over its area")
  func counts() {
    let big = Rectangle(x: 10, y: 10, width: 4, height: 8).corners
    let small = Rectangle(x: 16.25, y: 12.25, width: 0.5, height: 0.5).corners
    let layer = DensityLayer(count: 3, in: area) { $0 == 0 ? big : small }
    #expect(abs(layer.counts.reduce(0, +) - 3) < 1e-6)
    #expect(layer.counts[2 * 8 + 6] == 2)
    #expect(abs(layer.counts[0] - 1.0 / 32) < 1e-6)
    #expect(layer.counts[7] == 0)
  }

  @Test("colours follow the logarithm of the density")
  func picture() throws {
    let layer = DensityLayer(count: 110, in: area) { index in
      Rectangle(x: index < 10 ? 10.25 : 15.25, y: 10.25, width: 0.25, height: 0.25).corners
    }
    let picture = layer.picture(.viridis, pixelArea: 0.1)
    #expect(abs(picture.low - 2) < 1e-12 && abs(picture.high - 3) < 1e-12)
  }

  @Test("logarithms have the digits that colours need")
  func logarithms() {
    for (value, expected) in [(1.0, 0.0), (1000, 3), (0.01, -2), (2, 0.301029995663981)] {
      #expect(abs(LogScale.logarithm(value) - expected) < 1e-12)
    }
    #expect(LogScale.logarithm(0) == -300)
  }
}

@Suite struct AxisTests {
  private func texts(_ shape: Shape) -> [String] {
    switch shape {
    case .text(let text, _, _): [text]
    case .group(let shapes, _): shapes.flatMap(texts)
    default: []
    }
  }

  @Test("ticks too close for plain numbers count from an offset")
  func offsets() {
    let frame = PlotFrame(x: 0.3001...0.3002, y: -1...1, width: 300, legendWidth: 0)
    let labels = texts(frame.axes(xLabel: "s", yLabel: "t"))
    #expect(labels == ["−5", "0", "5", "−1", "0", "1", "(s − 0.30015) · 10⁵", "t"])
  }

  @Test("pictures of few pixels are squares, of many a raster")
  func pictures() {
    let box = Rectangle(x: 0, y: 0, width: 80, height: 80)
    let small = PixelPicture(values: [0, 0.5, 0.5, 1], height: 2, width: 2, low: 0, high: 1)
    #expect(Scene(width: 80, height: 80, shapes: small.shapes(in: box)).rasters.isEmpty)
    let large = PixelPicture(values: [Double](repeating: 0, count: 900), height: 30, width: 30, low: 0, high: 1)
    #expect(Scene(width: 80, height: 80, shapes: large.shapes(in: box)).rasters.map(\.width) == [240])
  }
}
