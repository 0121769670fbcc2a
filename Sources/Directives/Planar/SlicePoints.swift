import Figures
import Networks

/// The three points that a slice goes through: markers in the plot, and the pictures that they are, if they are pictures.
struct SlicePoints {
  let through: ThroughOption
  /// The points' places in the plane.
  static let places = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
  private static let names = ["a", "b", "c"]

  /// Where the points are on the canvas.
  func places(in frame: PlotFrame) -> [Point] { Self.places.map { frame.place($0.0, $0.1) } }

  /// Markers with letters at the points that lie in the frame.
  func markers(in frame: PlotFrame) -> Shape {
    let shapes = zip(Self.places, Self.names).flatMap { place, name -> [Shape] in
      guard frame.x.contains(place.0), frame.y.contains(place.1) else { return [] }
      let point = frame.place(place.0, place.1)
      // Letters keep to the inside of the frame.
      let isFarRight = point.x > frame.area.x + frame.area.width - 24
      let isFarUp = point.y < frame.area.y + 20
      let text = Shape.text(
        name, at: Point(point.x + (isFarRight ? -9 : 9), point.y + (isFarUp ? 16 : -7)),
        TextStyle(class: "slice-letter", anchor: isFarRight ? .end : .start))
      return [.circle(centre: point, radius: 4.5, Style(class: "slice-point")), text]
    }
    return .group(shapes, class: "slice-points")
  }

  /// The height of the strip of pictures, in CSS pixels; 0 where the points are no pictures.
  var stripHeight: Double { through.imageSize == nil ? 0 : Self.side + 42 }

  private static let side = 88.0

  /// The pictures in a row, each in a frame with its letter and name under it.
  func strip(at corner: Point, width: Double) -> Shape {
    guard let size = through.imageSize else { return .group([], class: "slice-images") }
    let values = through.points.flatMap { $0 }
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let step = min(width / 3, Self.side + 60)
    let shapes = through.points.indices.flatMap { index -> [Shape] in
      let box = Self.box(size, at: Point(corner.x + step * Double(index) + (step - Self.side) / 2, corner.y))
      let picture = PixelPicture(values: through.points[index], height: size.height, width: size.width, low: low, high: high)
      return picture.shapes(in: box) + [
        .lines([Polyline(box.corners, isClosed: true)], Style(class: "frame")),
        .text(
          "\(Self.names[index]): \(through.names[index])", at: Point(box.x + box.width / 2, corner.y + Self.side + 18),
          TextStyle(class: "legend-text tick-x", anchor: .middle)),
      ]
    }
    return .group(shapes, class: "slice-images")
  }

  /// A box of the picture's proportions within a square.
  private static func box(_ size: ThroughOption.ImageSize, at corner: Point) -> Rectangle {
    let longer = Double(max(size.height, size.width, 1))
    let (width, height) = (side * Double(size.width) / longer, side * Double(size.height) / longer)
    return Rectangle(x: corner.x + (side - width) / 2, y: corner.y + (side - height) / 2, width: width, height: height)
  }
}
