import Figures
import Regions
import Synchronization

/// Counts the cells of a survey in small squares of the window, while they are there: what is left to draw of more cells than can be held.
///
/// A cell counts where its corners' mean lies. Counts are whole numbers, so the order in which patches come does not matter.
final class CellDensity: Sendable {
  let width: Int
  let height: Int
  private let low: Window.Point
  private let high: Window.Point
  private let counts: Mutex<[UInt32]>

  /// Squares along the longer side of the window.
  private static let resolution = 640.0

  init(_ window: Window) {
    (low, high) = (window.minimum, window.maximum)
    let (x, y) = (high.x - low.x, high.y - low.y)
    width = max(1, Int((Self.resolution * min(1, x / y)).rounded()))
    height = max(1, Int((Self.resolution * min(1, y / x)).rounded()))
    counts = Mutex([UInt32](repeating: 0, count: width * height))
  }

  /// Counts the cells of a patch.
  func add(_ cells: PatchCells) {
    let places = (0..<cells.cellCount).map { place(of: $0, in: cells) }
    counts.withLock { counts in for place in places { counts[place] += 1 } }
  }

  private func place(of cell: Int, in cells: PatchCells) -> Int {
    let count = cells.cornerCount(of: cell)
    var (x, y) = (0.0, 0.0)
    for i in 0..<count {
      let corner = cells.corner(i, of: cell)
      x += corner.x
      y += corner.y
    }
    let column = Int((x / Double(count) - low.x) / (high.x - low.x) * Double(width))
    let row = Int((high.y - y / Double(count)) / (high.y - low.y) * Double(height))
    return min(max(row, 0), height - 1) * width + min(max(column, 0), width - 1)
  }

  /// The density as a layer of a figure.
  func layer(in area: Rectangle) -> DensityLayer {
    DensityLayer(width: width, height: height, counts: counts.withLock { $0.map(Double.init) }, in: area)
  }
}
