import Figures
import Regions

/// One window of a figure of regions: its cells in colour or as a density, cuts, decision boundary, and markers.
struct RegionPanel {
  let complex: RegionComplex
  let frame: PlotFrame
  let coloring: RegionColoring
  let options: Options

  /// Whether there are so many cells that only their density can be shown.
  var isDense: Bool { DensityLayer.isNeeded(complex.cellCount, in: frame.area) }

  private func place(_ point: Window.Point) -> Point { frame.place(point.x, point.y) }

  /// The cells, and the bar of the density if that is what they are shown by.
  func cells() -> (shapes: [Shape], density: RegionColoring.Bar?) {
    guard isDense else { return (tiles().shapes(in: frame.area), nil) }
    let layer = DensityLayer(count: complex.cellCount, in: frame.area) { complex.polygon(of: $0).map(place) }
    let (shape, bar) = Self.density(layer, frame, options)
    return ([shape], bar)
  }

  /// A density in a frame, and what its colours mean.
  static func density(_ layer: DensityLayer, _ frame: PlotFrame, _ options: Options) -> (shape: Shape, bar: RegionColoring.Bar) {
    let map = options.text("colormap").flatMap(ColorMap.init(rawValue:)) ?? .viridis
    let (width, height) = (frame.x.upperBound - frame.x.lowerBound, frame.y.upperBound - frame.y.lowerBound)
    let picture = layer.picture(map, pixelArea: width / Double(layer.width) * (height / Double(layer.height)))
    return (picture.shape, RegionColoring.Bar(map: map, low: picture.low, high: picture.high, title: "log₁₀ density"))
  }

  private func tiles() -> TileLayer {
    let tiles = (0..<complex.cellCount).compactMap { cell in
      coloring.color(of: cell, in: complex).map { (polygon: complex.polygon(of: cell).map(place), color: $0) }
    }
    let isByLayer = options.text("color") == "layer"
    let drawn = isByLayer || options.boolean("edges") ? edges() : []
    return TileLayer(
      tiles: tiles, edges: isByLayer ? [] : drawn.flatMap(\.lines),
      cuts: isByLayer ? drawn.map { CutStyle($0.layer).cut($0.lines) } : [], tileCount: complex.cellCount)
  }

  /// The edges within the window by the layers of their units, only those of `layers` if the option is given; deep layers first, so that
  /// the cuts of the first lie on top.
  private func edges() -> [(layer: Int, lines: [(Point, Point)])] {
    let chosen = options.integers("layers")
    var lines = [[(Point, Point)]](repeating: [], count: complex.cellsPerLayer.count + 1)
    for number in 0..<complex.edgeCount {
      let layer = complex.layer(ofEdge: number)
      guard layer > 0, chosen?.contains(layer) ?? true else { continue }
      let edge = complex.edge(number)
      lines[layer].append((place(complex.vertices[edge.from]), place(complex.vertices[edge.to])))
    }
    return lines.indices.reversed().filter { !lines[$0].isEmpty }.map { ($0, lines[$0]) }
  }

  /// The boundary twice: a wide line in the paper's colour under a narrower one in the ink's, so that it shows on every cell.
  func boundary(_ lines: [BoundaryLine]) -> Shape { Self.boundary(lines, in: frame) }

  static func boundary(_ lines: [BoundaryLine], in frame: PlotFrame) -> Shape {
    let lines = lines.map { line in Polyline(line.points.map { frame.place($0.x, $0.y) }, isClosed: line.isClosed) }
    return .group([.lines(lines, Style(class: "boundary-halo")), .lines(lines, Style(class: "boundary"))], class: "decision")
  }

  /// The names of the classes on their areas, where cells are coloured by class.
  func classLabels(avoiding places: [Point]) -> Shape {
    guard !isDense, let classes = coloring.classes else { return .group([], class: "class-names") }
    let labels = ClassLabels(complex, in: frame, avoiding: places) { classes.of(complex, $0) }
    return .group(
      labels.places.map { .text(classes.name($0.name), at: Point($0.at.x, $0.at.y + 5), TextStyle(class: "class-name", anchor: .middle)) },
      class: "class-names")
  }

  /// The points of data that lie in the window, each class with a marker of its own.
  func markers(_ points: [ScatterPoint], classes: [String]) -> Shape { Self.markers(points, classes: classes, in: frame) }

  static func markers(_ points: [ScatterPoint], classes: [String], in frame: PlotFrame) -> Shape {
    let shapes = points.compactMap { point -> Shape? in
      guard frame.x.contains(point.x), frame.y.contains(point.y) else { return nil }
      let index = classes.firstIndex(of: point.className) ?? 0
      return Marker(index: index).shape(at: frame.place(point.x, point.y), radius: 3.2, fill: CategoricalColors.okabeIto(index))
    }
    return .group(shapes, class: "points")
  }
}
