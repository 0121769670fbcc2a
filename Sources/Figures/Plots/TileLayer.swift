/// Polygons that tile an area, drawn as SVG paths while they are few and as one picture of pixels when they are many.
package struct TileLayer: Sendable {
  /// Polygons in colour; none where only lines are to be seen.
  package var tiles: [(polygon: [Point], color: Color)]
  /// The lines between tiles, in the theme's colour.
  package var edges: [(Point, Point)]
  /// Lines with a colour and a width in CSS pixels of their own, painted in order.
  package var cuts: [Cut]
  /// How many tiles there are, whether they are in colour or not.
  package var tileCount: Int

  /// Lines of one kind.
  package struct Cut: Sendable {
    package var color: Color
    package var width: Double
    package var lines: [(Point, Point)]

    package init(color: Color, width: Double, lines: [(Point, Point)]) {
      self.color = color
      self.width = width
      self.lines = lines
    }
  }

  package init(tiles: [(polygon: [Point], color: Color)], edges: [(Point, Point)], cuts: [Cut] = [], tileCount: Int? = nil) {
    self.tiles = tiles
    self.edges = edges
    self.cuts = cuts
    self.tileCount = tileCount ?? tiles.count
  }

  /// The most polygons that are drawn as paths.
  package static let mostPaths = 2000
  /// Pixels of a raster for each CSS pixel.
  package static let pixelRatio = 2.0

  /// The layer as shapes within an area of the canvas.
  package func shapes(in area: Rectangle) -> [Shape] { tileCount <= Self.mostPaths ? paths() : [.image(raster(area), in: area)] }

  private func paths() -> [Shape] {
    let cells = tiles.map { Shape.lines([Polyline($0.polygon, isClosed: true)], Style(fill: $0.color, stroke: $0.color)) }
    var shapes: [Shape] = cells.isEmpty ? [] : [.group(cells, class: "cells")]
    if !edges.isEmpty { shapes.append(.lines(edges.map { Polyline([$0.0, $0.1]) }, Style(class: "cell-edge"))) }
    for cut in cuts {
      shapes.append(
        .lines(cut.lines.map { Polyline([$0.0, $0.1]) }, Style(class: "cut", stroke: cut.color, strokeWidth: cut.width)))
    }
    return shapes
  }

  private func raster(_ area: Rectangle) -> Raster {
    let ratio = Self.pixelRatio
    func place(_ point: Point) -> Point { Point((point.x - area.x) * ratio, (point.y - area.y) * ratio) }
    func place(_ lines: [(Point, Point)]) -> [(Point, Point)] { lines.map { (place($0.0), place($0.1)) } }
    var raster = Raster(width: max(1, Int((area.width * ratio).rounded())), height: max(1, Int((area.height * ratio).rounded())))
    raster.addTiles(tiles.map { ($0.polygon.map(place), $0.color) })
    // The more cells there are, the thinner and fainter the lines, or the lines would be all there is to see.
    let density = min(1, (area.width * area.height / Double(max(tileCount, 1))).squareRoot() / 10)
    raster.stroke(place(edges), width: max(0.6, 1.2 * density), Color(0x1A1A1A), opacity: 0.55 * density)
    for cut in cuts {
      raster.stroke(place(cut.lines), width: max(0.7, cut.width * ratio * density), cut.color, opacity: 0.5 + 0.5 * density)
    }
    return raster
  }
}
