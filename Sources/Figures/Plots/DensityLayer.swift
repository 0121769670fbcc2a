/// How many polygons there are per area, as a picture: for tilings so fine that their own colours would be noise.
///
/// Each polygon counts as one, spread evenly over its own area, so that the sum over all pixels is the number of polygons.
package struct DensityLayer: Sendable {
  /// Pixels along each side; one for each CSS pixel of the area where the polygons are counted here.
  package let width: Int
  package let height: Int
  /// Polygons for each pixel, row by row.
  package let counts: [Double]
  private let area: Rectangle

  /// Whether `count` tiles are more than one for every four pixels of the picture that would show them.
  package static func isNeeded(_ count: Int, in area: Rectangle) -> Bool {
    4 * Double(count) > area.width * area.height * TileLayer.pixelRatio * TileLayer.pixelRatio
  }

  /// Counts `count` polygons, given one by one on the canvas, within an area of it.
  package init(count: Int, in area: Rectangle, polygon: (Int) -> [Point]) {
    self.area = area
    width = max(1, Int(area.width.rounded()))
    height = max(1, Int(area.height.rounded()))
    var counts = [Double](repeating: 0, count: width * height)
    var coverage = Coverage(width: width, height: height)
    for index in 0..<count {
      let corners = polygon(index).map { Point($0.x - area.x, $0.y - area.y) }
      if let pixel = Self.onlyPixel(of: corners, width, height) {
        counts[pixel] += 1
        continue
      }
      var sum: Float = 0
      coverage.forEachPixel(of: corners) { _, amount in sum += amount }
      guard sum > 0 else { continue }
      coverage.forEachPixel(of: corners) { pixel, amount in counts[pixel] += Double(amount / sum) }
    }
    self.counts = counts
  }

  /// A layer of counts that were made elsewhere, row by row from the top, stretched over the area.
  package init(width: Int, height: Int, counts: [Double], in area: Rectangle) {
    self.width = width
    self.height = height
    self.counts = counts
    self.area = area
  }

  /// The pixel that a polygon lies in, if it is only one.
  private static func onlyPixel(of corners: [Point], _ width: Int, _ height: Int) -> Int? {
    guard let first = corners.first, first.x.isFinite, first.y.isFinite else { return nil }
    let column = first.x.rounded(.down), row = first.y.rounded(.down)
    guard column >= 0, row >= 0, column < Double(width), row < Double(height),
      corners.allSatisfy({ $0.x >= column && $0.x <= column + 1 && $0.y >= row && $0.y <= row + 1 })
    else { return nil }
    return Int(row) * width + Int(column)
  }

  /// The picture, and the logarithms of the density at the ends of the map: 1 % of the pixels with cells lie beyond each.
  ///
  /// `pixelArea` is the area of a pixel in the units of the data.
  package func picture(_ map: ColorMap, pixelArea: Double) -> (shape: Shape, low: Double, high: Double) {
    let logarithms = counts.map { $0 > 0 ? LogScale.logarithm($0 / pixelArea) : -.infinity }
    let sorted = logarithms.filter(\.isFinite).sorted()
    let cut = sorted.count / 100
    let (low, high) = sorted.isEmpty ? (0, 1) : (sorted[cut], sorted[sorted.count - 1 - cut])
    var raster = Raster(width: width, height: height)
    raster.fill { map.color(at: high > low ? (logarithms[$0] - low) / (high - low) : 0.5) }
    return (.image(raster, in: area), low, high)
  }
}
