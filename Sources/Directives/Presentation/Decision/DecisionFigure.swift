import Figures
import Regions

/// Draws the regions of the classes in pale colours, each with its name, the boundary between them, points of data, axes and legend.
struct DecisionFigure {
  let computation: DecisionTopologyDirective.Computation
  let names: [String]
  let points: [ScatterPoint]
  let options: Options

  /// The most corners of outlines that are drawn as paths; beyond, pieces are drawn as pixels.
  private static let mostCorners = 20_000
  /// The most corners and points among which room for a name is looked for.
  private static let mostObstacles = 5000
  /// The longest name that the legend shows whole.
  private static let longestName = 16

  private var decision: DecisionComplex { computation.decision }

  var scene: Scene {
    let (low, high) = (decision.regions.window.minimum, decision.regions.window.maximum)
    let width = FigureOptions.canvasWidth(options)
    let frame = PlotFrame(x: low.x...high.x, y: low.y...high.y, width: width, legendWidth: Legend.width + 20)
    var scene = Scene(width: width, height: frame.canvasHeight)
    scene.shapes = regions(frame)
    scene.shapes.append(RegionPanel.boundary(computation.boundary, in: frame))
    scene.shapes.append(.group(labels(frame), class: "class-names"))
    scene.shapes.append(RegionPanel.markers(points, classes: pointClasses, in: frame))
    if let through = options.through("through") { scene.shapes.append(SlicePoints(through: through).markers(in: frame)) }
    scene.shapes.append(frame.axes(xLabel: options.axes.x, yLabel: options.axes.y))
    scene.shapes += legend.shapes(beside: frame.area).shapes
    return scene
  }

  private func color(_ number: Int) -> Color { CategoricalColors.paleClass(number) }

  private func regions(_ frame: PlotFrame) -> [Shape] {
    let corners = computation.outlines.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } }
    guard corners <= Self.mostCorners else {
      let tiles = (0..<decision.pieceCount).map { piece in
        (polygon: decision.polygon(of: piece).map { frame.place($0.x, $0.y) }, color: color(decision.classNumber(of: piece)))
      }
      return TileLayer(tiles: tiles, edges: []).shapes(in: frame.area)
    }
    // Holes turn the other way, so the nonzero rule leaves them out. The stroke closes the seam between neighbours.
    let shapes = names.indices.compactMap { number -> Shape? in
      let rings = computation.outlines.filter { $0.classNumber == number }.flatMap(\.rings)
      let paths = rings.map { ring in Polyline(ring.map { frame.place($0.x, $0.y) }, isClosed: true) }
      return paths.isEmpty ? nil : .lines(paths, Style(fill: color(number), stroke: color(number)))
    }
    return [.group(shapes, class: "cells")]
  }

  /// The name of each class in its largest component, where there is room.
  private func labels(_ frame: PlotFrame) -> [Shape] {
    let outlines = computation.outlines.map { ($0, $0.rings.map { $0.map { frame.place($0.x, $0.y) } }) }
    let points = points.map { frame.place($0.x, $0.y) }
    return names.enumerated().compactMap { number, name in
      let own = outlines.filter { $0.0.classNumber == number }.map(\.1)
      guard let largest = own.max(by: { Self.extent($0[0]) < Self.extent($1[0]) }),
        largest.reduce(points.count, { $0 + $1.count }) <= Self.mostObstacles,
        let middle = LabelPlace(text: name).middle(in: largest, avoiding: points)
      else { return nil }
      return .text(name, at: Point(middle.x, middle.y + 4), TextStyle(class: "class-name", anchor: .middle))
    }
  }

  /// The area of a ring's box: enough to tell which component is the largest to look at.
  private static func extent(_ ring: [Point]) -> Double {
    let (x, y) = (ring.map(\.x), ring.map(\.y))
    return ((x.max() ?? 0) - (x.min() ?? 0)) * ((y.max() ?? 0) - (y.min() ?? 0))
  }

  /// The classes of the points in the order of their markers: first those that are classes of the network, by name or number.
  private var pointClasses: [String] {
    let used = Set(points.map(\.className)).subtracting([""])
    let known = names.indices.map { used.contains("\($0)") ? "\($0)" : names[$0] }
    return known + used.subtracting(known).sorted()
  }

  private var legend: RegionLegend {
    var legend = RegionLegend()
    for (number, name) in names.enumerated() {
      legend.addSwatch(name.count <= Self.longestName ? name : name.prefix(Self.longestName - 1) + "…", color(number))
    }
    legend.addLine("boundary", Style(class: "boundary"))
    let used = Set(points.map(\.className)).subtracting([""])
    for (index, name) in pointClasses.enumerated() where used.contains(name) { legend.addMarker("data \(name)", index) }
    return legend
  }
}
