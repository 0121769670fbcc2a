/// Writes a scene as SVG: the same scene, the same bytes.
///
/// Text stays text; colours that belong to the theme are left to CSS classes. Coordinates have two decimals.
package struct SVGWriter {
  /// What a browser shows as the picture's name, and assistive technology reads.
  package var label: String
  /// Gives the address of the n-th raster of the scene.
  package var imageAddress: (Int) -> String
  /// Style rules to put inside, for a file that stands alone.
  package var styleSheet: String?

  package init(label: String, styleSheet: String? = nil, imageAddress: @escaping (Int) -> String) {
    self.label = label
    self.styleSheet = styleSheet
    self.imageAddress = imageAddress
  }

  /// The SVG element as text, with a line feed at the end.
  package func write(_ scene: Scene) -> String {
    let (width, height) = (number(scene.width), number(scene.height))
    var output =
      "<svg class=\"plot\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
      + "height=\"\(height)\" role=\"img\" aria-label=\"\(Self.escape(label))\">\n"
    if let styleSheet { output += "<style>\n\(styleSheet)</style>\n" }
    var images = 0
    for shape in scene.shapes { write(shape, to: &output, images: &images) }
    return output + "</svg>\n"
  }

  private func write(_ shape: Shape, to output: inout String, images: inout Int) {
    switch shape {
    case .lines(let lines, let style):
      output += "<path\(attributes(style)) d=\"\(lines.map(path).joined())\"/>\n"
    case .circle(let centre, let radius, let style):
      output += "<circle\(attributes(style)) cx=\"\(number(centre.x))\" cy=\"\(number(centre.y))\" r=\"\(number(radius))\"/>\n"
    case .text(let text, let point, let style):
      let (x, y) = (number(point.x), number(point.y))
      let anchor = style.anchor == .start ? "" : " text-anchor=\"\(style.anchor.rawValue)\""
      let turn = style.rotation == 0 ? "" : " transform=\"rotate(\(number(style.rotation)) \(x) \(y))\""
      output += "<text class=\"\(Self.escape(style.cssClass))\" x=\"\(x)\" y=\"\(y)\"\(anchor)\(turn)>\(Self.escape(text))</text>\n"
    case .image(_, let frame):
      output +=
        "<image href=\"\(Self.escape(imageAddress(images)))\" x=\"\(number(frame.x))\" y=\"\(number(frame.y))\" "
        + "width=\"\(number(frame.width))\" height=\"\(number(frame.height))\"/>\n"
      images += 1
    case .group(let shapes, let cssClass):
      output += "<g class=\"\(Self.escape(cssClass))\">\n"
      for shape in shapes { write(shape, to: &output, images: &images) }
      output += "</g>\n"
    }
  }

  private func attributes(_ style: Style) -> String {
    var text = style.cssClass.map { " class=\"\(Self.escape($0))\"" } ?? ""
    if let fill = style.fill { text += " fill=\"\(fill.hexadecimal)\"" }
    if let stroke = style.stroke { text += " stroke=\"\(stroke.hexadecimal)\"" }
    if let width = style.strokeWidth { text += " stroke-width=\"\(number(width))\"" }
    return text
  }

  private func path(_ line: Polyline) -> String {
    guard let first = line.points.first else { return "" }
    let rest = line.points.dropFirst().map { "L\(number($0.x)) \(number($0.y))" }.joined()
    return "M\(number(first.x)) \(number(first.y))\(rest)\(line.isClosed ? "Z" : "")"
  }

  private func number(_ value: Double) -> String { FixedPoint.trimmed(value, places: 2) }

  /// Text made safe for markup; control characters that XML does not allow become U+FFFD.
  package static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        let isForbidden = scalar.value < 32 && scalar != "\t" && scalar != "\n" && scalar != "\r" || scalar.value & 0xFFFE == 0xFFFE
        result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}

extension Scene {
  /// The pictures of pixels in the scene, in drawing order: what `SVGWriter.imageAddress` counts.
  package var rasters: [Raster] {
    func collect(_ shapes: [Shape]) -> [Raster] {
      shapes.flatMap { shape -> [Raster] in
        switch shape {
        case .image(let raster, _): [raster]
        case .group(let inner, _): collect(inner)
        default: []
        }
      }
    }
    return collect(shapes)
  }
}
