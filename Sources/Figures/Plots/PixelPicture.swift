/// A small grey picture whose pixels stay sharp squares at any size: dark for high values, as ink on paper.
package struct PixelPicture: Sendable {
  private let values: [Double]
  private let height: Int
  private let width: Int
  private let low: Double
  private let high: Double

  /// A picture of `height` rows of `width` values; `low` is white and `high` black.
  package init(values: [Double], height: Int, width: Int, low: Double, high: Double) {
    precondition(values.count == height * width, "\(values.count) values for \(height)×\(width) pixels")
    self.values = values
    self.height = height
    self.width = width
    self.low = low
    self.high = high
  }

  private static let mostSquares = 400
  private static let longestSide = 1 << 12

  /// The picture in a rectangle: squares while they are few, pixels otherwise.
  package func shapes(in box: Rectangle) -> [Shape] {
    guard height > 0, width > 0 else { return [] }
    if values.count <= Self.mostSquares { return [.group(squares(box), class: "pixels")] }
    guard max(height, width) <= Self.longestSide else { return [] }
    // A whole number of pixels for each value, so that browsers have nothing to smooth.
    let factor = max(1, 256 / max(height, width))
    var raster = Raster(width: width * factor, height: height * factor)
    raster.fill { pixel in
      let (row, column) = (pixel / (width * factor) / factor, pixel % (width * factor) / factor)
      return color(values[row * width + column])
    }
    return [.image(raster, in: box)]
  }

  private func color(_ value: Double) -> Color { ColorMap.gray.color(at: high > low ? 1 - (value - low) / (high - low) : 0.5) }

  /// One path for each shade.
  private func squares(_ box: Rectangle) -> [Shape] {
    let (w, h) = (box.width / Double(width), box.height / Double(height))
    var shades: [(color: Color, squares: [Polyline])] = []
    for (index, value) in values.enumerated() {
      let square = Rectangle(x: box.x + w * Double(index % width), y: box.y + h * Double(index / width), width: w, height: h)
      let line = Polyline(square.corners, isClosed: true)
      let shade = color(value)
      if let known = shades.firstIndex(where: { $0.color == shade }) {
        shades[known].squares.append(line)
      } else {
        shades.append((shade, [line]))
      }
    }
    return shades.map { .lines($0.squares, Style(fill: $0.color)) }
  }
}
