import Regions
import Synchronization

/// Touches every cell of a survey as a picture would: counts them on a grid by their first corners.
final class CellCounter: Sendable {
  private let counts = Mutex([UInt32](repeating: 0, count: 1 << 20))

  func add(_ cells: PatchCells) {
    counts.withLock { counts in
      for cell in 0..<cells.cellCount {
        let corner = cells.corner(0, of: cell)
        let (column, row) = (Int(abs(corner.x) * 64) & 1023, Int(abs(corner.y) * 64) & 1023)
        counts[row * 1024 + column] += 1
      }
    }
  }
}
