/// A figure as a picture that nothing has been written of yet: shapes in drawing order on a canvas.
package struct Scene: Sendable {
  /// The size of the canvas in CSS pixels.
  package var width: Double
  package var height: Double
  package var shapes: [Shape]
  /// Whether a narrow page shows it at its size and lets it scroll: for drawings with names too close to shrink.
  package var keepsSize: Bool

  package init(width: Double, height: Double, shapes: [Shape] = [], keepsSize: Bool = false) {
    self.keepsSize = keepsSize
    self.width = width
    self.height = height
    self.shapes = shapes
  }
}

/// One thing to draw.
package enum Shape: Sendable {
  /// Open or closed polylines that share a style; filled ones by the nonzero rule.
  case lines([Polyline], Style)
  case circle(centre: Point, radius: Double, Style)
  case text(String, at: Point, TextStyle)
  /// A picture of pixels that fills a rectangle.
  case image(Raster, in: Rectangle)
  /// Shapes that belong together, under the CSS class of a group.
  indirect case group([Shape], class: String)
}

/// Points joined by straight lines, in CSS pixels.
package struct Polyline: Sendable {
  package var points: [Point]
  package var isClosed: Bool

  package init(_ points: [Point], isClosed: Bool = false) {
    self.points = points
    self.isClosed = isClosed
  }
}

/// How lines and areas look. What has a CSS class takes its colours from the theme; the rest is given here.
package struct Style: Sendable {
  /// The theme's class, such as `tick-line`.
  package var cssClass: String?
  package var fill: Color?
  package var stroke: Color?
  /// In CSS pixels.
  package var strokeWidth: Double?

  package init(class cssClass: String? = nil, fill: Color? = nil, stroke: Color? = nil, strokeWidth: Double? = nil) {
    self.cssClass = cssClass
    self.fill = fill
    self.stroke = stroke
    self.strokeWidth = strokeWidth
  }
}

/// How a line of text stands at its point.
package struct TextStyle: Sendable {
  package enum Anchor: String, Sendable { case start, middle, end }

  package var cssClass: String
  package var anchor: Anchor
  /// Degrees, clockwise about the text's point.
  package var rotation: Double

  package init(class cssClass: String, anchor: Anchor = .start, rotation: Double = 0) {
    self.cssClass = cssClass
    self.anchor = anchor
    self.rotation = rotation
  }
}
