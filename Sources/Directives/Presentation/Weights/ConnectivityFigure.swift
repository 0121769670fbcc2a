import Figures

/// Draws loss (left) and accuracy (right) along segments: dashed for the networks as they are, solid for aligned ones; the curves of the last set
/// of data are heavier and carry marks.
struct ConnectivityFigure {
  /// What was measured on one set of data along one segment.
  struct Curve: Sendable {
    /// Of the set of data.
    let name: String
    let isAligned: Bool
    let isHeavy: Bool
    let alphas: [Double]
    let losses: [Double]
    let accuracies: [Double]

    var label: String { (isAligned ? "aligned" : "as they are") + (name == "data" ? "" : ", \(name)") }
    var state: String { isAligned ? "segment-aligned" : "segment-naive" }
  }

  let curves: [Curve]
  let options: Options

  private static let margin = (left: 58.0, right: 14.0, bottom: 46.0)
  private static let sample = 30.0
  /// About how many marks a curve has.
  private static let marks = 9

  var scene: Scene {
    let width = FigureOptions.canvasWidth(options)
    let side = (width / 2 - Self.margin.left - Self.margin.right).rounded(.down)
    let top = 20 + Legend.rowHeight * Double((curves.count + 1) / 2)
    let height = min((side * 0.85).rounded(), 320)
    let panels = [
      (x: Self.margin.left, label: "loss, nats", values: curves.map(\.losses), range: lossRange),
      (x: width / 2 + Self.margin.left, label: "accuracy", values: curves.map(\.accuracies), range: accuracyRange),
    ]
    var scene = Scene(width: width, height: top + height + Self.margin.bottom)
    scene.shapes = panels.map { panel in
      let frame = PlotFrame(x: 0...1, y: panel.range, area: Rectangle(x: panel.x, y: top, width: side, height: height))
      let lines = zip(curves, panel.values).flatMap { line($0, $1, in: frame) }
      return .group([frame.axes(xLabel: "α (0: a, 1: b)", yLabel: panel.label)] + lines, class: "panel")
    }
    scene.shapes.append(.group(legend(width), class: "legend"))
    return scene
  }

  private var lossRange: ClosedRange<Double> {
    let most = curves.flatMap(\.losses).max() ?? 1
    return 0...(most > 0 ? most * 1.06 : 1)
  }

  private var accuracyRange: ClosedRange<Double> {
    let least = curves.flatMap(\.accuracies).min() ?? 0
    return max(0, least - max(0.06 * (1 - least), 0.005))...1.005
  }

  private func line(_ curve: Curve, _ values: [Double], in frame: PlotFrame) -> [Shape] {
    let points = zip(curve.alphas, values).map { frame.place($0, $1) }
    var shapes: [Shape] = [.lines([Polyline(points)], style(curve))]
    guard curve.isHeavy else { return shapes }
    let step = max(1, (points.count - 1) / (Self.marks - 1))
    for index in stride(from: 0, to: points.count, by: step) { shapes.append(mark(curve, at: points[index])) }
    return shapes
  }

  private func style(_ curve: Curve) -> Style { Style(class: "segment \(curve.state)\(curve.isHeavy ? " segment-heavy" : "")") }

  private func mark(_ curve: Curve, at point: Point) -> Shape {
    let style = Style(class: "segment-mark \(curve.state)-mark")
    guard curve.isAligned else {
      let square = Rectangle(x: point.x - 3.2, y: point.y - 3.2, width: 6.4, height: 6.4)
      return .lines([Polyline(square.corners, isClosed: true)], style)
    }
    return .circle(centre: point, radius: 3.6, style)
  }

  /// Samples with names above the panels, two in a row.
  private func legend(_ width: Double) -> [Shape] {
    curves.enumerated().flatMap { number, curve -> [Shape] in
      // One column for each segment, one row for each set of data.
      let sets = max(curves.count { $0.isAligned == curves[0].isAligned }, 1)
      let x = Self.margin.left + Double(number / sets) * width / 2, y = 14 + Legend.rowHeight * Double(number % sets)
      var shapes: [Shape] = [.lines([Polyline([Point(x, y), Point(x + Self.sample, y)])], style(curve))]
      if curve.isHeavy { shapes.append(mark(curve, at: Point(x + Self.sample / 2, y))) }
      return shapes + [.text(curve.label, at: Point(x + Self.sample + 8, y + 4.5), TextStyle(class: "legend-text"))]
    }
  }
}
