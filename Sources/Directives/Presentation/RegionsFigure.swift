import Figures
import Regions

/// Draws a region complex: cells in colour, the lines between them, the decision boundary, points of data, axes and legend.
struct RegionsFigure {
  let complex: RegionComplex
  let decisionBoundary: [BoundaryLine]
  let points: [ScatterPoint]
  let options: Options

  var scene: Scene {
    let (low, high) = (complex.window.minimum, complex.window.maximum)
    let classes = classNames
    let coloring = RegionColoring(complex, options: options)
    let hasLegend = coloring.legend != nil || !coloring.swatches.isEmpty || !classes.isEmpty || options.boolean("boundary")
    let width = FigureOptions.canvasWidth(options)
    let frame = PlotFrame(
      x: low.x...high.x, y: low.y...high.y, width: width, legendWidth: hasLegend ? Legend.width + 20 : 0)
    var scene = Scene(width: width, height: frame.canvasHeight)
    scene.shapes = tiles(coloring, frame).shapes(in: frame.area)
    if options.boolean("boundary") { scene.shapes.append(boundary(frame)) }
    scene.shapes.append(.group(markers(classes, frame), class: "points"))
    scene.shapes.append(frame.axes(xLabel: "x₁", yLabel: "x₂"))
    scene.shapes += legend(coloring, classes, frame)
    return scene
  }

  private var classNames: [String] { Set(points.map(\.className)).subtracting([""]).sorted() }

  private func tiles(_ coloring: RegionColoring, _ frame: PlotFrame) -> TileLayer {
    let tiles = (0..<complex.cellCount).map { cell in
      (polygon: complex.polygon(of: cell).map { frame.place($0.x, $0.y) }, color: coloring.color(of: cell))
    }
    let inner = options.boolean("edges") ? complex.edges.filter { $0.unit != nil } : []
    let edges = inner.map { edge in
      let (p, q) = (complex.vertices[edge.from], complex.vertices[edge.to])
      return (frame.place(p.x, p.y), frame.place(q.x, q.y))
    }
    return TileLayer(tiles: tiles, edges: edges)
  }

  /// The boundary twice: a wide line in the paper's colour under a narrower one in the ink's, so that it shows on every cell.
  private func boundary(_ frame: PlotFrame) -> Shape {
    let lines = decisionBoundary.map { line in
      Polyline(line.points.map { frame.place($0.x, $0.y) }, isClosed: line.isClosed)
    }
    return .group([.lines(lines, Style(class: "boundary-halo")), .lines(lines, Style(class: "boundary"))], class: "decision")
  }

  private func markers(_ classes: [String], _ frame: PlotFrame) -> [Shape] {
    points.compactMap { point in
      guard frame.x.contains(point.x), frame.y.contains(point.y) else { return nil }
      let index = classes.firstIndex(of: point.className) ?? 0
      return Marker(index: index).shape(at: frame.place(point.x, point.y), radius: 3.2, fill: CategoricalColors.okabeIto(index))
    }
  }

  private func legend(_ coloring: RegionColoring, _ classes: [String], _ frame: PlotFrame) -> [Shape] {
    var entries: [(sample: (Point) -> Shape, name: String)] = []
    if options.boolean("boundary") {
      entries.append(
        (
          sample: { .lines([Polyline([Point($0.x - 9, $0.y), Point($0.x + 7, $0.y)])], Style(class: "boundary")) }, name: "boundary"
        ))
    }
    for (index, name) in classes.enumerated() {
      entries.append(
        (
          sample: { Marker(index: index).shape(at: $0, radius: 4.5, fill: CategoricalColors.okabeIto(index)) }, name: "class \(name)"
        ))
    }
    for entry in coloring.swatches {
      entries.append(
        (
          sample: { point in
            let square = Rectangle(x: point.x - 6, y: point.y - 6, width: 12, height: 12)
            return .lines([Polyline(square.corners, isClosed: true)], Style(fill: entry.color))
          }, name: entry.name
        ))
    }
    var shapes: [Shape] = []
    var offset = 0.0
    if let bar = coloring.legend {
      shapes.append(Legend.bar(bar.map, from: bar.low, to: bar.high, title: bar.title, beside: frame.area))
      offset = min(frame.area.height, 220) + 24
    }
    if !entries.isEmpty { shapes.append(Legend.swatches(entries, beside: frame.area, from: offset)) }
    return shapes
  }
}
