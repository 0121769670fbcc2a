/// What colours mean: a bar for an order, swatches for kinds. Legends stand at the right of a plot's area.
package enum Legend {
  /// The width that a colour bar or a list of swatches takes, in CSS pixels.
  package static let width = 92.0
  /// From one line of names to the next, in CSS pixels: room for the letters of a drawing that a telephone shows small, Chinese ones too.
  package static let rowHeight = 24.0

  /// A vertical bar from the least value at the bottom to the greatest at the top, with ticks and a title; `offset` below the area's
  /// top and `height` with the title, in CSS pixels.
  package static func bar(
    _ map: ColorMap, from low: Double, to high: Double, title: String, beside area: Rectangle, offset: Double = 0, height: Double = 220
  ) -> Shape {
    let x = area.x + area.width + 22
    let top = area.y + offset
    let height = min(area.height, height)
    let bottom = top + height
    let steps = 48
    var shapes: [Shape] = [.text(title, at: Point(x, top + 10), TextStyle(class: "legend-text"))]
    let tall = height - 22
    for step in 0..<steps {
      // Each step reaches a little under the next, so that no seam shows between them.
      let y = bottom - tall * Double(step + 1) / Double(steps)
      let reach = tall / Double(steps) + (step == 0 ? 0 : 0.5)
      let color = map.color(at: (Double(step) + 0.5) / Double(steps))
      shapes.append(.lines([Polyline(Rectangle(x: x, y: y, width: 12, height: reach).corners, isClosed: true)], Style(fill: color)))
    }
    let ticks = Ticks(from: low, to: high, count: 4)
    for value in ticks.values where high > low {
      let y = bottom - tall * (value - low) / (high - low)
      shapes.append(.lines([Polyline([Point(x + 12, y), Point(x + 16, y)])], Style(class: "tick-line")))
      shapes.append(.text(ticks.label(value), at: Point(x + 20, y + 4), TextStyle(class: "tick-text")))
    }
    return .group(shapes, class: "legend")
  }

  /// A sample of each kind with its name, one under the other.
  package static func swatches(_ entries: [(sample: (Point) -> Shape, name: String)], beside area: Rectangle, from offset: Double = 0)
    -> Shape
  {
    let x = area.x + area.width + 28
    let shapes = entries.enumerated().flatMap { index, entry -> [Shape] in
      let y = area.y + 10 + offset + rowHeight * Double(index)
      return [entry.sample(Point(x, y - 4)), .text(entry.name, at: Point(x + 12, y), TextStyle(class: "legend-text"))]
    }
    return .group(shapes, class: "legend")
  }
}
