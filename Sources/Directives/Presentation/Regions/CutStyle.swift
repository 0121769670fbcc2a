import Figures
import Regions

/// How the cuts of a layer look: a colour and, because colour alone is not enough, a width.
struct CutStyle {
  let color: Color
  let width: Double

  /// The layer counts from 1; the first has the widest lines.
  init(_ layer: Int) {
    color = CategoricalColors.classes(layer - 1)
    width = max(1, 2.2 - 0.3 * Double(layer - 1))
  }

  func cut(_ lines: [(Point, Point)]) -> TileLayer.Cut { TileLayer.Cut(color: color, width: width, lines: lines) }
}
