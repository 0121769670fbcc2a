import Networks
import Regions
import Testing

/// A window cut in two: the cells of both halves, joined again where they are one, are those of the whole.
@Suite struct SeamTests {
  typealias Point = (x: Double, y: Double)

  /// The corners of the cells.
  private func cells(_ network: PiecewiseLinearNetwork, _ window: [Point]) throws -> [[Point]] {
    let complex = try EngineAdapter.complex(network, window: window)
    return (0..<complex.cellCount).map { complex.polygon(of: $0).map { ($0.x, $0.y) } }
  }

  /// The pattern of the network at a point: signs of rows that bend and the rows that maxima take. In doubles, which are exact enough
  /// inside the cells of networks of short numbers; what is less than 1e-10 is zero.
  private func pattern(_ network: PiecewiseLinearNetwork, at point: Point) -> [Int] {
    zip(network.stages, network.preactivations([point.x, point.y])).flatMap { stage, z -> [Int] in
      switch stage.bend {
      case .none: []
      case .slopes(let negative, let positive):
        z.indices.map { negative[$0] == positive[$0] || abs(z[$0]) < 1e-10 ? 0 : z[$0] < 0 ? -1 : 1 }
      case .maximum(let starts):
        zip(starts, starts.dropFirst()).map { start, end in z.indices[start..<end].first { z[$0] > z[start..<end].max()! - 1e-10 }! }
      }
    }
  }

  /// The patterns of the cells with a side on the line through two points, in the order of their sides along it.
  private func patterns(_ network: PiecewiseLinearNetwork, _ cells: [[Point]], along seam: (from: Point, to: Point)) -> [[Int]] {
    let (dx, dy) = (seam.to.x - seam.from.x, seam.to.y - seam.from.y)
    var sides: [(place: Double, pattern: [Int])] = []
    for cell in cells {
      let onSeam = cell.filter { abs(($0.x - seam.from.x) * dy - ($0.y - seam.from.y) * dx) < 1e-11 }
      guard onSeam.count == 2 else { continue }
      let sum = cell.reduce((x: 0.0, y: 0.0)) { ($0.x + $1.x, $0.y + $1.y) }
      let centre = (x: sum.x / Double(cell.count), y: sum.y / Double(cell.count))
      sides.append((onSeam.reduce(0) { $0 + $1.x * dx + $1.y * dy }, pattern(network, at: centre)))
    }
    return sides.sorted { $0.place < $1.place }.map(\.pattern)
  }

  @Test("two halves of a window have the cells of the whole, those with one pattern on both sides of the seam counted once", arguments: 0..<20)
  func halves(block: Int) throws {
    for seed in block * 20..<(block + 1) * 20 {
      // Where lines of any doubles nearly meet at a corner there are cells as thin as rounding errors, whose sides the doubles here
      // can't tell apart: only networks and windows of short numbers are meant.
      let random = RandomNetwork(seed: 20_000 + seed)
      guard [0, 1, 2, 4, 5].contains(seed % 8), random.window.allSatisfy({ $0.x == $0.x.rounded() && $0.y == $0.y.rounded() }) else { continue }
      // From a corner to the next but one, or to the middle of the opposite side of a triangle.
      let corners = random.window
      let middle = ((corners[1].x + corners[2].x) / 2, (corners[1].y + corners[2].y) / 2)
      let end = corners.count == 3 ? middle : corners[2]
      let halves = [[corners[0], corners[1], end], [corners[0], end] + (corners.count == 3 ? [corners[2]] : Array(corners[3...]))]
      let parts = try halves.map { try cells(random.network, $0) }
      let sides = parts.map { patterns(random.network, $0, along: (corners[0], end)) }
      #expect(sides[0].count == sides[1].count, "\(random.description)")
      let joined = zip(sides[0], sides[1]).count { $0 == $1 }
      #expect(try cells(random.network, corners).count == parts[0].count + parts[1].count - joined, "\(random.description)")
    }
  }
}
