import Figures
import Regions

/// Where in a plot the names of classes stand, so that colour is not all that tells them apart: for each class the place farthest from all
/// other classes and from the frame, found on a grid.
struct ClassLabels {
  private let frame: PlotFrame
  private let columns: Int
  private let rows: Int
  /// The class at the middle of each square of the grid, row by row from the top; −1 where there is none.
  private var classes: [Int]

  /// The side of a square in CSS pixels.
  private static let step = 8.0
  /// Classes that leave less room than this many squares around the place have no label.
  private static let leastRoom = 2

  /// `avoided` are places of the canvas that stand for no class, because something else is there.
  init(_ complex: RegionComplex, in frame: PlotFrame, avoiding avoided: [Point], decided: (Int) -> Int) {
    self.frame = frame
    columns = max(1, Int(frame.area.width / Self.step))
    rows = max(1, Int(frame.area.height / Self.step))
    classes = [Int](repeating: -1, count: columns * rows)
    for cell in 0..<complex.cellCount {
      mark(complex.polygon(of: cell).map { frame.place($0.x, $0.y) }, as: decided(cell))
    }
    for index in classes.indices {
      let middle = middle(of: index)
      if avoided.contains(where: { abs($0.x - middle.x) < 20 && abs($0.y - middle.y) < 20 }) { classes[index] = -1 }
    }
  }

  private func middle(of index: Int) -> Point {
    Point(frame.area.x + (Double(index % columns) + 0.5) * Self.step, frame.area.y + (Double(index / columns) + 0.5) * Self.step)
  }

  /// Enters the class of a convex polygon at the middles that it holds.
  private mutating func mark(_ polygon: [Point], as name: Int) {
    func range(_ values: [Double], _ origin: Double, _ count: Int) -> Range<Int> {
      let first = ((values.min() ?? 0) - origin) / Self.step - 0.5, last = ((values.max() ?? 0) - origin) / Self.step - 0.5
      let from = Int(min(max(first.rounded(.up), 0), Double(count))), to = Int(min(max(last.rounded(.down) + 1, 0), Double(count)))
      return from..<max(from, to)
    }
    let across = range(polygon.map(\.x), frame.area.x, columns)
    for row in range(polygon.map(\.y), frame.area.y, rows) {
      for column in across where contains(polygon, middle(of: row * columns + column)) { classes[row * columns + column] = name }
    }
  }

  private func contains(_ polygon: [Point], _ point: Point) -> Bool {
    var (isLeft, isRight) = (false, false)
    for (i, p) in polygon.enumerated() {
      let q = polygon[i + 1 == polygon.count ? 0 : i + 1]
      let turn = (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x)
      if turn > 0 { isLeft = true } else if turn < 0 { isRight = true }
    }
    return !(isLeft && isRight)
  }

  /// The class of each square, and the place of its name.
  var places: [(name: Int, at: Point)] {
    let room = room()
    var best: [Int: Int] = [:]
    for index in classes.indices where classes[index] >= 0 {
      if room[index] > best[classes[index]].map({ room[$0] }) ?? Self.leastRoom { best[classes[index]] = index }
    }
    return best.sorted { $0.key < $1.key }.map { ($0.key, middle(of: $0.value)) }
  }

  /// For each square how many squares around it, in every direction, have its class.
  private func room() -> [Int] {
    var room = classes.map { $0 < 0 ? 0 : 1 }
    var changed = true
    // In each round a square whose neighbours have as much room has one more.
    while changed {
      changed = false
      let before = room
      for row in 1..<max(2, rows) - 1 {
        for column in 1..<max(2, columns) - 1 {
          let index = row * columns + column
          let around = [
            index - columns - 1, index - columns, index - columns + 1, index - 1, index + 1, index + columns - 1, index + columns,
            index + columns + 1,
          ]
          if classes[index] >= 0, around.allSatisfy({ classes[$0] == classes[index] && before[$0] >= before[index] }) {
            room[index] = before[index] + 1
            changed = true
          }
        }
      }
    }
    return room
  }
}
