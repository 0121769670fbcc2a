/// The exact area of each pixel that a polygon covers.
///
/// Every edge adds its signed trapezoid to the cells that it passes: the area to its right within the pixel and the height that
/// it covers of all pixels further right; a running sum along the row gives the coverage. (The accumulation that font
/// rasterisers use; exact up to the rounding of floats.)
struct Coverage {
  private let width: Int
  private let height: Int
  /// Differences of coverage along each row; one more column than pixels. All zero between polygons.
  private var differences: [Float]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    differences = [Float](repeating: 0, count: (width + 2) * height)
  }

  /// Calls `body` with each pixel's number and coverage from 0 to 1, row by row. The polygon may lie partly outside.
  mutating func forEachPixel(of polygon: [Point], _ body: (Int, Float) -> Void) {
    let points = polygon.filter { $0.x.isFinite && $0.y.isFinite }
    guard points.count >= 3, points.count == polygon.count else { return }
    let top = Int(min(max(points.map(\.y).min()!.rounded(.down), 0), Double(height)))
    let bottom = Int(min(max(points.map(\.y).max()!.rounded(.up), 0), Double(height)))
    let left = Int(min(max(points.map(\.x).min()!.rounded(.down), 0), Double(width)))
    let right = Int(min(max(points.map(\.x).max()!.rounded(.up), 0), Double(width)))
    guard top < bottom else { return }
    for (i, p) in points.enumerated() { add(p, points[i + 1 == points.count ? 0 : i + 1]) }
    for row in top..<bottom {
      var sum: Float = 0
      for column in left..<max(left, right) {
        let index = row * (width + 2) + column
        sum += differences[index]
        differences[index] = 0
        let amount = min(abs(sum), 1)
        if amount > 1e-6 { body(row * width + column, amount) }
      }
      for column in max(left, right)..<min(max(left, right) + 2, width + 2) { differences[row * (width + 2) + column] = 0 }
    }
  }

  /// Adds one edge, row by row.
  private mutating func add(_ p: Point, _ q: Point) {
    guard p.y != q.y else { return }
    let direction: Double = p.y < q.y ? 1 : -1
    let (upper, lower) = p.y < q.y ? (p, q) : (q, p)
    let slope = (lower.x - upper.x) / (lower.y - upper.y)
    let first = max(upper.y, 0), last = min(lower.y, Double(height))
    guard first < last else { return }
    for row in Int(first)..<min(Int(last.rounded(.up)), height) {
      let y0 = max(first, Double(row)), y1 = min(last, Double(row + 1))
      guard y0 < y1 else { continue }
      let x0 = upper.x + (y0 - upper.y) * slope, x1 = upper.x + (y1 - upper.y) * slope
      addSlice(row: row, from: min(x0, x1), to: max(x0, x1), share: (y1 - y0) * direction)
    }
  }

  /// Adds the part of an edge within one row: it runs from x0 to x1 ≥ x0 and covers `share` of the row, with its sign.
  ///
  /// The share of the slice left of x is F(x) = (x − x0)/(x1 − x0), clipped to 0…1; a pixel's coverage is the integral of F over it.
  private mutating func addSlice(row: Int, from x0: Double, to x1: Double, share: Double) {
    guard x0 < Double(width) else { return }
    func integral(_ x: Double) -> Double {
      if x <= x0 { return 0 }
      return x >= x1 ? (x1 - x0) / 2 + (x - x1) : (x - x0) * (x - x0) / (2 * (x1 - x0))
    }
    let base = row * (width + 2)
    let first = Int(max(x0, 0))
    let last = max(first, Int(min(max(x1, 0), Double(width - 1))))
    var covered = 0.0
    for column in first...last {
      let amount = integral(Double(column + 1)) - integral(Double(column))
      differences[base + column] += Float(share * (amount - covered))
      covered = amount
    }
    differences[base + last + 1] += Float(share * (1 - covered))
  }
}
