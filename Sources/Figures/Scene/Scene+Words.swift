extension Scene {
  /// The same drawing with each of its texts changed, as by a translation.
  package func changingTexts(_ change: (String) -> String) -> Scene {
    var copy = self
    copy.shapes = shapes.map { $0.changingTexts(change) }
    return copy
  }
}

extension Shape {
  fileprivate func changingTexts(_ change: (String) -> String) -> Shape {
    switch self {
    case .text(let text, let point, let style): .text(change(text), at: point, style)
    case .group(let shapes, let name): .group(shapes.map { $0.changingTexts(change) }, class: name)
    case .lines, .circle, .image: self
    }
  }
}
