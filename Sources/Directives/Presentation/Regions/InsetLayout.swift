import Figures
import Regions

/// Where the magnified windows of a figure stand: in rows below the main plot, each joined by lines to the place that it shows.
struct InsetLayout {
  /// One magnified window.
  struct Panel {
    let frame: PlotFrame
    let window: Window
    /// How many times narrower the window is than the main one.
    let magnification: Double
    /// The panel that it magnifies a part of; `nil` for the main plot.
    let parent: Int?

    /// Magnification and number of cells, above the frame.
    func title(cellCount: Int) -> Shape {
      let factor = (magnification >= 1000 ? NumberFormat.grouped(Self.rounded(magnification)) : NumberFormat.readable(magnification)) + "×"
      return .text(
        "\(factor), \(NumberFormat.grouped(cellCount)) cell\(cellCount == 1 ? "" : "s")",
        at: Point(frame.area.x + frame.area.width / 2, frame.area.y - 7), TextStyle(class: "inset-title", anchor: .middle))
    }

    /// A large factor to three digits: differences of doubles that are close are not round.
    private static func rounded(_ factor: Double) -> Int {
      var (digits, unit) = (min(factor, 1e15).rounded(), 1.0)
      while digits >= 1000 { (digits, unit) = (digits / 10, unit * 10) }
      return Int(digits.rounded() * unit)
    }
  }

  let main: PlotFrame
  private(set) var panels: [Panel] = []
  /// How far down the figure reaches.
  private(set) var bottom: Double

  private static let titleHeight = 34.0

  /// `top` is where the first row may begin, in CSS pixels.
  init(main: PlotFrame, windows: [Window], width: Double, top: Double) {
    self.main = main
    bottom = top
    let columns = min(windows.count, width > 800 ? 3 : 2)
    let wide = columns == 1 ? width * 0.62 : width / Double(max(columns, 1))
    var rowTop = top
    for (index, window) in windows.enumerated() {
      if index > 0, index % columns == 0 { rowTop = bottom }
      let left = columns == 1 ? main.area.x + (main.area.width - wide) / 2 - 22 : wide * Double(index % columns)
      let (low, high) = (window.minimum, window.maximum)
      let frame = PlotFrame(
        x: low.x...high.x, y: low.y...high.y, width: wide, legendWidth: 0, mostAspect: 1,
        origin: Point(max(0, left), rowTop + Self.titleHeight))
      let scale = (main.x.upperBound - main.x.lowerBound) / (high.x - low.x)
      let parent = windows[..<index].indices.filter { windows[$0].contains(window) }.min { windows[$0].area < windows[$1].area }
      panels.append(Panel(frame: frame, window: window, magnification: scale, parent: parent))
      bottom = max(bottom, frame.canvasHeight)
    }
  }

  /// A frame's part that shows a window, at least some pixels wide so that it can be seen.
  private func box(of window: Window, in frame: PlotFrame) -> Rectangle {
    let p = frame.place(window.minimum.x, window.maximum.y), q = frame.place(window.maximum.x, window.minimum.y)
    let (width, height) = (max(q.x - p.x, 6), max(q.y - p.y, 6))
    return Rectangle(x: (p.x + q.x - width) / 2, y: (p.y + q.y - height) / 2, width: width, height: height)
  }

  /// The window in a frame, or a box around it where it would be too small to see.
  private func outline(of window: Window, in frame: PlotFrame) -> Polyline {
    let corners = window.corners.map { frame.place($0.x, $0.y) }
    let box = box(of: window, in: frame)
    return Polyline(box.width > 6 && box.height > 6 ? corners : box.corners, isClosed: true)
  }

  /// Outlines of the magnified windows in the panels that hold them, and lines from outlines to the windows.
  var connections: Shape {
    let lines = panels.flatMap { panel -> [Polyline] in
      let box = box(of: panel.window, in: panel.parent.map { panels[$0].frame } ?? main)
      let area = panel.frame.area
      // Beside one another the facing sides are joined, below one another the box's lower corners and the window's upper ones.
      if let parent = panel.parent, panels[parent].frame.area.y == area.y, box.x + box.width < area.x {
        return [
          Polyline([Point(box.x + box.width, box.y), Point(area.x, area.y)]),
          Polyline([Point(box.x + box.width, box.y + box.height), Point(area.x, area.y + area.height)]),
        ]
      }
      return [
        Polyline([Point(box.x, box.y + box.height), Point(area.x, area.y)]),
        Polyline([Point(box.x + box.width, box.y + box.height), Point(area.x + area.width, area.y)]),
      ]
    }
    let boxes = panels.map { outline(of: $0.window, in: $0.parent.map { panels[$0].frame } ?? main) }
    return .group(
      [
        .lines(lines, Style(class: "inset-line-halo")), .lines(lines, Style(class: "inset-line")),
        .lines(boxes, Style(class: "inset-halo")), .lines(boxes, Style(class: "inset-frame")),
      ], class: "insets")
  }
}
