import Figures
import Testing

@Suite struct ColorTests {
  @Test("colours are written as six hexadecimal digits, and maps begin and end where their papers say")
  func maps() {
    #expect(Color(0x0072B2).hexadecimal == "#0072b2")
    #expect(ColorMap.viridis.color(at: 0).hexadecimal == "#440154")
    #expect(ColorMap.viridis.color(at: 1).hexadecimal == "#fde725")
    #expect(ColorMap.gray.color(at: 0.5).hexadecimal == "#808080")
    #expect(ColorMap.diverging.color(at: .nan) == ColorMap.diverging.color(at: 0))
    #expect(ColorMap.cividis.color(at: 7) == ColorMap.cividis.color(at: 1))
  }

  @Test("white and black of OKLCH are those of sRGB")
  func oklch() {
    #expect(Color(lightness: 1, chroma: 0, hue: 0.3).hexadecimal == "#ffffff")
    #expect(Color(lightness: 0, chroma: 0, hue: 0).hexadecimal == "#000000")
  }
}

@Suite struct FixedPointTests {
  @Test(
    "numbers have the decimals asked for, rounded, without a negative zero",
    arguments: [(1.005, 1, "1.0"), (-0.04, 1, "0.0"), (12.5, 0, "13"), (0.1, 3, "0.100"), (1e30, 2, "1e+30"), (-2.25, 2, "-2.25")])
  func decimals(value: Double, places: Int, text: String) { #expect(FixedPoint.string(value, places: places) == text) }

  @Test("trailing zeros go when they are not asked for")
  func trimmed() {
    #expect(FixedPoint.trimmed(2.50, places: 2) == "2.5")
    #expect(FixedPoint.trimmed(-0.001, places: 2) == "0")
    #expect(FixedPoint.trimmed(.nan, places: 2) == "0")
  }
}

@Suite struct TicksTests {
  @Test("ticks are multiples of 1, 2 or 5 within the range, with the decimals they need")
  func ticks() {
    let ticks = Ticks(from: -1.5, to: 2.5, count: 5)
    #expect(ticks.values == [-1, 0, 1, 2])
    #expect(ticks.values.map(ticks.label) == ["−1", "0", "1", "2"])
    let fine = Ticks(from: 0.1, to: 0.1 + 1e-9, count: 4)
    #expect(fine.values.allSatisfy { $0 >= 0.1 - 1e-12 && $0 <= 0.1 + 1e-9 + 1e-12 })
    #expect(Ticks(from: 1, to: 1).values == [1])
    #expect(Ticks(from: .nan, to: 1).values == [])
    #expect(Ticks(from: -1e308, to: 1e308).values.isEmpty == false)
  }
}

@Suite struct RasterTests {
  /// The alpha of every pixel of one polygon, from the written file's pixels before encoding.
  private func coverage(_ polygon: [Point], width: Int, height: Int) -> [Float] {
    var raster = Raster(width: width, height: height)
    raster.addTiles([(polygon, Color(0xFFFFFF))])
    return raster.alphas
  }

  @Test("a pixel is covered by exactly the polygon's share of it")
  func exactShares() {
    let triangle = coverage([Point(0, 0), Point(2, 0), Point(0, 2)], width: 2, height: 2)
    #expect(triangle == [1, 0.5, 0.5, 0])
    let slab = coverage([Point(0.25, 0.5), Point(1.75, 0.5), Point(1.75, 1.5), Point(0.25, 1.5)], width: 2, height: 2)
    #expect(slab == [0.375, 0.375, 0.375, 0.375])
  }

  @Test("the sum over pixels is the polygon's area, whichever way round it goes, and only what lies inside counts")
  func area() {
    let polygon = [Point(1.3, 0.7), Point(18.2, 3.9), Point(14.4, 17.1), Point(4.6, 12.2)]
    var twice = 0.0
    for (i, p) in polygon.enumerated() {
      let q = polygon[(i + 1) % 4]
      twice += p.x * q.y - q.x * p.y
    }
    for corners in [polygon, polygon.reversed()] {
      let sum = coverage(corners, width: 20, height: 20).reduce(0) { $0 + Double($1) }
      #expect(abs(sum - twice / 2) < 1e-4)
    }
    let around = coverage([Point(-50, -50), Point(90, -50), Point(90, 90), Point(-50, 90)], width: 3, height: 2)
    #expect(around == [1, 1, 1, 1, 1, 1])
    #expect(coverage([Point(5, 5), Point(9, 5), Point(9, 9)], width: 3, height: 3).allSatisfy { $0 == 0 })
  }

  @Test("tiles that share edges leave no seam")
  func tiling() {
    let centre = Point(7.3, 6.1)
    let corners = [Point(0, 0), Point(16, 0), Point(16, 16), Point(0, 16)]
    var raster = Raster(width: 16, height: 16)
    raster.addTiles((0..<4).map { ([corners[$0], corners[($0 + 1) % 4], centre], CategoricalColors.okabeIto($0)) })
    #expect(raster.alphas.allSatisfy { abs($0 - 1) < 1e-5 })
  }

  @Test("a raster is written as a PNG of its size, the same bytes every time")
  func png() throws {
    var raster = Raster(width: 5, height: 3)
    raster.paint([[Point(0, 0), Point(5, 0), Point(0, 3)]], Color(0xCC3311), opacity: 0.5)
    let bytes = try #require(PNGWriter.write(raster))
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(bytes[16..<24] == [0, 0, 0, 5, 0, 0, 0, 3])
    #expect(bytes == PNGWriter.write(raster))
  }
}

@Suite struct SVGWriterTests {
  @Test("text and labels are escaped, and coordinates have at most two decimals")
  func escaping() {
    let scene = Scene(
      width: 100, height: 50.125,
      shapes: [
        .text("a < b & \"c\"\u{1}", at: Point(1.005, 2), TextStyle(class: "tick-text", anchor: .middle, rotation: -90)),
        .lines([Polyline([Point(0, 0), Point(1.0 / 3, 1)], isClosed: true)], Style(fill: Color(0xFF0000), strokeWidth: 0.5)),
      ])
    #expect(
      SVGWriter(label: "<x>") { _ in "" }.write(scene) == """
        <svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50.13" width="100" height="50.13" role="img" aria-label="&lt;x&gt;">
        <text class="tick-text" x="1" y="2" text-anchor="middle" transform="rotate(-90 1 2)">a &lt; b &amp; &quot;c&quot;\u{FFFD}</text>
        <path fill="#ff0000" stroke-width="0.5" d="M0 0L0.33 1Z"/>
        </svg>

        """)
  }

  @Test("up to two thousand tiles are paths, more are one picture at twice the size")
  func layers() {
    let square = Rectangle(x: 0, y: 0, width: 1, height: 1).corners
    let area = Rectangle(x: 10, y: 10, width: 30, height: 20)
    func rasters(_ count: Int) -> [Raster] {
      let tiles = [(polygon: [Point], color: Color)](repeating: (square, Color(0)), count: count)
      return Scene(width: 50, height: 40, shapes: TileLayer(tiles: tiles, edges: []).shapes(in: area)).rasters
    }
    #expect(rasters(2000).isEmpty)
    #expect(rasters(2001).map { [$0.width, $0.height] } == [[60, 40]])
  }
}
