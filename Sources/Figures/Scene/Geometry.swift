/// A point of a figure in CSS pixels, x to the right and y down; or of data, as the context says.
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle of a figure, in CSS pixels.
package struct Rectangle: Sendable, Hashable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var corners: [Point] { [Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)] }
}
