import Figures
import Symmetry

/// Draws the rank against the number of points, for a network and its control, under the line of the maximum.
struct RankFigure {
  let found: FunctionalDimension
  let options: Options

  var scene: Scene {
    let curves = [found.network, found.control]
    // What comes after the last growth of both adds nothing but a straight line.
    let last = curves.map(\.lastGrowth).max() ?? 1
    let end = Double(max(min(last + max(last / 8, 1), curves.map(\.points).max() ?? 1), 2))
    let frame = PlotFrame(
      x: 0...end, y: 0...Double(found.maximum) * 1.06, width: FigureOptions.canvasWidth(options), legendWidth: Legend.width, aspect: 0.55)
    var scene = Scene(width: FigureOptions.canvasWidth(options), height: frame.canvasHeight)
    let bound = Polyline([frame.place(0, Double(found.maximum)), frame.place(end, Double(found.maximum))])
    scene.shapes = [
      frame.axes(xLabel: "points", yLabel: "rank"), .lines([bound], Style(class: "curve curve-bound")),
      .lines([Self.stairs(found.control, end, frame)], Style(class: "curve curve-2")),
      .lines([Self.stairs(found.network, end, frame)], Style(class: "curve curve-1")),
      Legend.swatches(
        [("curve-1", "network"), ("curve-2", "control"), ("curve-bound", "maximum")].map { style, name in
          (
            sample: { point in
              Shape.lines([Polyline([Point(point.x - 10, point.y), Point(point.x + 7, point.y)])], Style(class: "curve \(style)"))
            }, name: name
          )
        }, beside: frame.area),
    ]
    return scene
  }

  private static func stairs(_ growth: RankGrowth, _ end: Double, _ frame: PlotFrame) -> Polyline {
    var points = [frame.place(0, 0)]
    var rank = 0.0
    for step in growth.steps {
      points.append(frame.place(Double(step.points), rank))
      rank = Double(step.rank)
      points.append(frame.place(Double(step.points), rank))
    }
    points.append(frame.place(end, rank))
    return Polyline(points)
  }
}
