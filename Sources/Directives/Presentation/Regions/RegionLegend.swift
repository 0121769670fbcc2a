import Figures

/// What stands at the right of a figure of regions: colour bars and samples, one under the other.
struct RegionLegend {
  var bars: [RegionColoring.Bar] = []
  var entries: [(sample: (Point) -> Shape, name: String)] = []

  var isEmpty: Bool { bars.isEmpty && entries.isEmpty }

  mutating func addLine(_ name: String, _ style: Style) {
    entries.append((sample: { .lines([Polyline([Point($0.x - 9, $0.y), Point($0.x + 7, $0.y)])], style) }, name: name))
  }

  mutating func addMarker(_ name: String, _ index: Int) {
    entries.append((sample: { Marker(index: index).shape(at: $0, radius: 4.5, fill: CategoricalColors.okabeIto(index)) }, name: name))
  }

  mutating func addSwatch(_ name: String, _ color: Color) {
    let sample = { (point: Point) -> Shape in
      let square = Rectangle(x: point.x - 6, y: point.y - 6, width: 12, height: 12)
      return .lines([Polyline(square.corners, isClosed: true)], Style(fill: color))
    }
    entries.append((sample: sample, name: name))
  }

  /// The legend beside an area, and how far down it reaches from the area's top.
  func shapes(beside area: Rectangle) -> (shapes: [Shape], height: Double) {
    var shapes: [Shape] = []
    var offset = 0.0
    let height = bars.count > 1 ? 150.0 : 220
    for bar in bars {
      shapes.append(Legend.bar(bar.map, from: bar.low, to: bar.high, title: bar.title, beside: area, offset: offset, height: height))
      offset += min(area.height, height) + 24
    }
    if !entries.isEmpty { shapes.append(Legend.swatches(entries, beside: area, from: offset)) }
    return (shapes, offset + Legend.rowHeight * Double(entries.count))
  }
}
