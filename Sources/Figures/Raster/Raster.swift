/// A picture of pixels in linear light with premultiplied alpha, which polygons are painted on with exact area coverage.
///
/// Pixel (column, row) covers the square from (column, row) to (column + 1, row + 1); rows go down.
package struct Raster: Sendable {
  package let width: Int
  package let height: Int
  /// Red, green, blue and alpha of each pixel, row by row, 0 to 1.
  private(set) var pixels: [Float]

  /// A transparent picture of at least one pixel and at most 2²⁶.
  package init(width: Int, height: Int) {
    precondition(width > 0 && height > 0 && width <= 1 << 13 && height <= 1 << 13, "a raster of \(width)×\(height) pixels")
    self.width = width
    self.height = height
    pixels = [Float](repeating: 0, count: 4 * width * height)
  }

  /// The opacity of each pixel, row by row.
  package var alphas: [Float] { stride(from: 3, to: pixels.count, by: 4).map { pixels[$0] } }

  /// Adds polygons that do not overlap: each pixel gets each colour by the part of it that the polygon covers, so that edges
  /// that two of them share show no seam.
  package mutating func addTiles(_ tiles: [(polygon: [Point], color: Color)]) {
    var coverage = Coverage(width: width, height: height)
    for (polygon, color) in tiles {
      let light = Light(color)
      coverage.forEachPixel(of: polygon) { pixel, amount in
        pixels[4 * pixel] += light.red * amount
        pixels[4 * pixel + 1] += light.green * amount
        pixels[4 * pixel + 2] += light.blue * amount
        pixels[4 * pixel + 3] += amount
      }
    }
  }

  /// Paints polygons over what is there, one after the other; `opacity` from 0 to 1.
  package mutating func paint(_ polygons: [[Point]], _ color: Color, opacity: Double) {
    var coverage = Coverage(width: width, height: height)
    let light = Light(color)
    for polygon in polygons {
      coverage.forEachPixel(of: polygon) { pixel, amount in
        let alpha = min(amount * Float(opacity), 1)
        pixels[4 * pixel] = light.red * alpha + pixels[4 * pixel] * (1 - alpha)
        pixels[4 * pixel + 1] = light.green * alpha + pixels[4 * pixel + 1] * (1 - alpha)
        pixels[4 * pixel + 2] = light.blue * alpha + pixels[4 * pixel + 2] * (1 - alpha)
        pixels[4 * pixel + 3] = alpha + pixels[4 * pixel + 3] * (1 - alpha)
      }
    }
  }

  /// Paints straight lines of a width in pixels.
  package mutating func stroke(_ segments: [(Point, Point)], width lineWidth: Double, _ color: Color, opacity: Double) {
    let quads = segments.compactMap { p, q -> [Point]? in
      let (dx, dy) = (q.x - p.x, q.y - p.y)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0 else { return nil }
      let (nx, ny) = (-dy / length * lineWidth / 2, dx / length * lineWidth / 2)
      return [Point(p.x + nx, p.y + ny), Point(q.x + nx, q.y + ny), Point(q.x - nx, q.y - ny), Point(p.x - nx, p.y - ny)]
    }
    paint(quads, color, opacity: opacity)
  }

  /// Makes a pixel opaque.
  mutating func set(_ pixel: Int, _ light: Light) {
    (pixels[4 * pixel], pixels[4 * pixel + 1], pixels[4 * pixel + 2], pixels[4 * pixel + 3]) = (light.red, light.green, light.blue, 1)
  }

  /// A colour in linear light.
  struct Light {
    let red: Float
    let green: Float
    let blue: Float

    init(_ color: Color) {
      red = Float(Color.linear(color.red))
      green = Float(Color.linear(color.green))
      blue = Float(Color.linear(color.blue))
    }
  }
}
