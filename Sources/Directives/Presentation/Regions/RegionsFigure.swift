import Figures
import Regions

/// Draws a region complex: cells in colour, the lines between them, the decision boundary, points of data, axes and legend; below it the
/// pictures of a slice and windows magnified.
struct RegionsFigure {
  let computation: RegionsComputation
  let points: [ScatterPoint]
  let through: SlicePoints?
  let options: Options

  private var survey: RegionSurvey { computation.survey }

  var scene: Scene {
    let coloring = RegionColoring([computation.complex].compactMap(\.self) + computation.insets.map(\.complex), options: options)
    let width = FigureOptions.canvasWidth(options)
    let frame = frame
    var legend = legend(coloring)
    let insets = InsetLayout(
      main: frame, windows: computation.insets.map(\.complex.window), width: width, top: frame.canvasHeight + (through?.stripHeight ?? 0))
    var (shapes, bars) = drawMain(frame, coloring)
    if let through {
      shapes.append(through.markers(in: frame))
      shapes.append(through.strip(at: Point(frame.area.x, frame.canvasHeight + 12), width: frame.area.width))
    }
    for (inset, panel) in zip(computation.insets, insets.panels) {
      let (drawn, more) = draw(inset.complex, inset.boundary, panel.frame, coloring)
      shapes += drawn
      bars += more
    }
    if !insets.panels.isEmpty { shapes.append(insets.connections) }
    shapes.append(frame.axes(xLabel: options.axes.x, yLabel: options.axes.y))
    for (inset, panel) in zip(computation.insets, insets.panels) {
      shapes.append(panel.frame.axes(xLabel: options.axes.x, yLabel: options.axes.y))
      shapes.append(panel.title(cellCount: inset.complex.cellCount))
    }
    legend.bars = unique(bars)
    let beside = legend.shapes(beside: frame.area)
    let height = max(insets.bottom, frame.area.y + beside.height + 10)
    return Scene(width: width, height: height, shapes: shapes + beside.shapes)
  }

  /// The main plot, with room for a legend where there will be one.
  private var frame: PlotFrame {
    let (low, high) = (survey.window.minimum, survey.window.maximum)
    func frame(_ legendWidth: Double) -> PlotFrame {
      PlotFrame(x: low.x...high.x, y: low.y...high.y, width: FigureOptions.canvasWidth(options), legendWidth: legendWidth)
    }
    let isPlain = ["random", "pattern"].contains(options.text("color")) && !options.boolean("boundary") && classNames.isEmpty
    let plain = frame(0)
    return isPlain && !DensityLayer.isNeeded(survey.cellCount, in: plain.area) ? plain : frame(Legend.width + 20)
  }

  /// Whether the main plot shows the density of cells.
  private var isDense: Bool { computation.complex == nil || DensityLayer.isNeeded(survey.cellCount, in: frame.area) }

  /// The whole window: its cells, or their density where they are not held.
  private func drawMain(_ frame: PlotFrame, _ coloring: RegionColoring) -> (shapes: [Shape], bars: [RegionColoring.Bar]) {
    switch computation.content {
    case .cells(let complex, _, let boundary): return draw(complex, boundary, frame, coloring)
    case .density(let density):
      let (shape, bar) = RegionPanel.density(density.layer(in: frame.area), frame, options)
      return ([shape, RegionPanel.markers(points, classes: classNames, in: frame)], [bar])
    }
  }

  private func draw(
    _ complex: RegionComplex, _ boundary: [BoundaryLine], _ frame: PlotFrame, _ coloring: RegionColoring
  ) -> (shapes: [Shape], bars: [RegionColoring.Bar]) {
    let panel = RegionPanel(complex: complex, frame: frame, coloring: coloring, options: options)
    let cells = panel.cells()
    var shapes = cells.shapes
    if options.boolean("boundary") { shapes.append(panel.boundary(boundary)) }
    shapes.append(panel.markers(points, classes: classNames))
    if coloring.classes != nil {
      let marks = points.map { frame.place($0.x, $0.y) } + (through?.places(in: frame) ?? [])
      shapes.append(panel.classLabels(avoiding: marks))
    }
    return (shapes, [cells.density ?? coloring.legend].compactMap(\.self))
  }

  /// Bars that differ; windows of one figure share most of them.
  private func unique(_ bars: [RegionColoring.Bar]) -> [RegionColoring.Bar] {
    bars.enumerated().filter { index, bar in
      !bars[..<index].contains { $0.title == bar.title && $0.low == bar.low && $0.high == bar.high }
    }.map(\.element)
  }

  private var classNames: [String] { Set(points.map(\.className)).subtracting([""]).sorted() }

  private func legend(_ coloring: RegionColoring) -> RegionLegend {
    var legend = RegionLegend()
    if options.boolean("boundary"), computation.complex != nil || !computation.insets.isEmpty {
      legend.addLine("boundary", Style(class: "boundary"))
    }
    for (index, name) in classNames.enumerated() { legend.addMarker("class \(name)", index) }
    // A density has no colours of cells and no lines between them.
    guard !isDense || !computation.insets.isEmpty else { return legend }
    for swatch in coloring.swatches { legend.addSwatch(swatch.name, swatch.color) }
    if options.text("color") == "layer" {
      let layers = options.integers("layers") ?? Array(1...max(1, survey.cellsPerLayer.count))
      for layer in layers.sorted() where layer <= survey.cellsPerLayer.count {
        let style = CutStyle(layer)
        legend.addLine("layer \(layer)", Style(class: "cut", stroke: style.color, strokeWidth: style.width))
      }
    }
    return legend
  }
}

extension RegionsFigure {
  /// What the figure does not show as asked.
  var notes: [String] {
    guard isDense else { return [] }
    return [
      "There are \(NumberFormat.grouped(survey.cellCount)) cells, more than one for every four pixels, so that the figure shows how many there are "
        + "per unit of area, on a logarithmic scale, instead of each in a colour of its own."
    ]
      + (computation.complex == nil
        ? [
          "More than \(NumberFormat.grouped(PlanarPreparation.mostHeld)) cells are counted and measured, but not kept: there is no boundary and no list of them."
        ]
        : [])
  }
}
