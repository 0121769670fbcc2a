/// A plane with two axes: maps data to the canvas and draws frame, ticks and labels.
package struct PlotFrame: Sendable {
  package let x: ClosedRange<Double>
  package let y: ClosedRange<Double>
  /// The part of the canvas that shows the data.
  package let area: Rectangle

  private static let margin = (left: 58.0, top: 10.0, bottom: 44.0)
  private static let gap = 14.0

  /// A frame for a range of data in a canvas of a width in CSS pixels, with room on the right for a legend.
  ///
  /// One unit is as long on both axes, unless one range is over 50 times the other. The area is at most `mostAspect` times as tall as the canvas has room in width; one that is
  /// narrower for that reason stands in the middle. `origin` is the upper left corner of the frame's part of the canvas.
  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, width: Double, legendWidth: Double, mostAspect: Double = 0.75,
    origin: Point = Point(0, 0)
  ) {
    self.x = x
    self.y = y
    let available = max(40, width - Self.margin.left - Self.gap - legendWidth)
    let ratio = (y.upperBound - y.lowerBound) / (x.upperBound - x.lowerBound)
    let safe = ratio.isFinite && ratio > 0 ? min(max(ratio, 0.02), 50) : 1
    let height = min(available * safe, available * mostAspect)
    let left = origin.x + Self.margin.left + ((available - height / safe) / 2).rounded(.down)
    area = Rectangle(x: left, y: origin.y + Self.margin.top, width: (height / safe).rounded(), height: height.rounded())
  }

  /// A frame whose axes count different things, so that each has a scale of its own: as wide as there is room, `aspect` times as tall.
  package init(x: ClosedRange<Double>, y: ClosedRange<Double>, width: Double, legendWidth: Double, aspect: Double) {
    self.x = x
    self.y = y
    let available = max(40, width - Self.margin.left - Self.gap - legendWidth)
    area = Rectangle(x: Self.margin.left, y: Self.margin.top, width: available.rounded(), height: (available * aspect).rounded())
  }

  /// A frame in a given area, the axes independent of each other.
  package init(x: ClosedRange<Double>, y: ClosedRange<Double>, area: Rectangle) {
    self.x = x
    self.y = y
    self.area = area
  }

  /// The height of a canvas that holds the frame and the labels below it.
  package var canvasHeight: Double { area.y + area.height + Self.margin.bottom }

  /// Where a point of data lies on the canvas.
  package func place(_ px: Double, _ py: Double) -> Point {
    Point(
      area.x + (px - x.lowerBound) / (x.upperBound - x.lowerBound) * area.width,
      area.y + area.height - (py - y.lowerBound) / (y.upperBound - y.lowerBound) * area.height)
  }

  /// The frame, its ticks with numbers, and the names of the axes.
  package func axes(xLabel: String, yLabel: String) -> Shape {
    var shapes: [Shape] = [.lines([Polyline(area.corners, isClosed: true)], Style(class: "frame"))]
    let bottom = area.y + area.height
    var marks: [Polyline] = []
    let xTicks = Ticks(from: x.lowerBound, to: x.upperBound, count: max(2, Int(area.width / 90)))
    let xOffset = xTicks.offsetLabels(axis: xLabel)
    for (index, value) in xTicks.values.enumerated() {
      let at = place(value, y.lowerBound).x
      marks.append(Polyline([Point(at, bottom), Point(at, bottom + 5)]))
      let label = xOffset?.labels[index] ?? xTicks.label(value)
      shapes.append(.text(label, at: Point(at, bottom + 18), TextStyle(class: "tick-text tick-x", anchor: .middle)))
    }
    let yTicks = Ticks(from: y.lowerBound, to: y.upperBound, count: max(2, Int(area.height / 70)))
    let yOffset = yTicks.offsetLabels(axis: yLabel)
    var longest = 0
    for (index, value) in yTicks.values.enumerated() {
      let at = place(x.lowerBound, value).y
      marks.append(Polyline([Point(area.x - 5, at), Point(area.x, at)]))
      let label = yOffset?.labels[index] ?? yTicks.label(value)
      longest = max(longest, label.count)
      shapes.append(.text(label, at: Point(area.x - 9, at + 4), TextStyle(class: "tick-text", anchor: .end)))
    }
    shapes.append(.lines(marks, Style(class: "tick-line")))
    let middle = Point(area.x + area.width / 2, bottom + 37)
    shapes.append(.text(xOffset?.axis ?? xLabel, at: middle, TextStyle(class: "label-text label-x", anchor: .middle)))
    // Beside numbers of five characters or more the name stands as far out as the margin allows.
    let side = Point(area.x - (longest > 4 ? 50 : 46), area.y + area.height / 2)
    shapes.append(.text(yOffset?.axis ?? yLabel, at: side, TextStyle(class: "label-text label-y", anchor: .middle, rotation: -90)))
    return .group(shapes, class: "axes")
  }
}
