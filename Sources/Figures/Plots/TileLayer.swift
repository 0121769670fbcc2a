/// Polygons that tile an area, drawn as SVG paths while they are few and as one picture of pixels when they are many.
package struct TileLayer: Sendable {
  package var tiles: [(polygon: [Point], color: Color)]
  /// The lines between tiles.
  package var edges: [(Point, Point)]

  package init(tiles: [(polygon: [Point], color: Color)], edges: [(Point, Point)]) {
    self.tiles = tiles
    self.edges = edges
  }

  /// The most polygons that are drawn as paths.
  package static let mostPaths = 2000
  /// Pixels of a raster for each CSS pixel.
  package static let pixelRatio = 2.0

  /// The layer as shapes within an area of the canvas.
  package func shapes(in area: Rectangle) -> [Shape] {
    tiles.count <= Self.mostPaths ? paths() : [.image(raster(area), in: area)]
  }

  private func paths() -> [Shape] {
    let cells = tiles.map { Shape.lines([Polyline($0.polygon, isClosed: true)], Style(fill: $0.color, stroke: $0.color)) }
    let lines = edges.map { Polyline([$0.0, $0.1]) }
    return [.group(cells, class: "cells"), .lines(lines, Style(class: "cell-edge"))]
  }

  private func raster(_ area: Rectangle) -> Raster {
    let ratio = Self.pixelRatio
    func place(_ point: Point) -> Point { Point((point.x - area.x) * ratio, (point.y - area.y) * ratio) }
    var raster = Raster(width: max(1, Int((area.width * ratio).rounded())), height: max(1, Int((area.height * ratio).rounded())))
    raster.addTiles(tiles.map { ($0.polygon.map(place), $0.color) })
    // The more cells there are, the thinner and fainter the lines, or the lines would be all there is to see.
    let density = min(1, (area.width * area.height / Double(max(tiles.count, 1))).squareRoot() / 10)
    let lines = edges.map { (place($0.0), place($0.1)) }
    raster.stroke(lines, width: max(0.6, 1.2 * density), Color(0x1A1A1A), opacity: 0.55 * density)
    return raster
  }
}
