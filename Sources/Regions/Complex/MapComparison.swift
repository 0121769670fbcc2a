import Linear
import Networks

/// Decides exactly whether two cells have the same output map.
struct MapComparison {
  private let prepared: PreparedNetwork
  private let extent: Window.Point
  private let difference: PatternDifference
  /// Exact maps, and exact areas besides.
  var exact: ExactCells

  init(_ prepared: PreparedNetwork, window: Window) {
    self.prepared = prepared
    extent = window.extent
    difference = PatternDifference(prepared)
    exact = ExactCells(prepared, window: window)
  }

  /// Whether doubles prove that some output differs: the distance of two forms is more than both error bounds.
  @inline(__always)
  func differsCertainly(
    _ f: UnsafePointer<Double>, _ g: UnsafePointer<Double>, errors: Double
  ) -> Bool {
    for output in 0..<prepared.outputCount {
      let i = 3 * output
      let distance = abs(f[i] - g[i]) * extent.x + abs(f[i + 1] - g[i + 1]) * extent.y + abs(f[i + 2] - g[i + 2])
      let magnitude = (abs(f[i]) + abs(g[i])) * extent.x + (abs(f[i + 1]) + abs(g[i + 1])) * extent.y + abs(f[i + 2]) + abs(g[i + 2])
      if distance > (errors + WalkFrame.gamma8 * magnitude) * (1 + WalkFrame.gamma8) { return true }
    }
    return false
  }

  /// Whether the exact maps of two patterns are the same.
  mutating func isSame(_ one: ArraySlice<UInt64>, _ other: ArraySlice<UInt64>) -> Bool {
    difference.isUnseen(one, other) || exact.hasSameMap(one, other)
  }

  /// Whether a map in doubles, with the bound of its error, was computed without leaving their range: no coefficient is infinite or no number,
  /// and none of its outputs is so small that underflow may have taken most of it.
  @inline(__always)
  static func isInRange(_ map: UnsafeBufferPointer<Double>, error: Double) -> Bool {
    stride(from: 0, to: map.count, by: 3).allSatisfy { i in
      let size = max(abs(map[i]), abs(map[i + 1]), abs(map[i + 2]))
      return map[i].isFinite && map[i + 1].isFinite && map[i + 2].isFinite && (size > 0x1p-900 || error == 0)
    }
  }

  /// The Lipschitz constant of the exact map of a pattern.
  mutating func lipschitz(_ pattern: ArraySlice<UInt64>) -> Double {
    let map = exact.roundedMap(pattern)
    return PlaneNorms.largestSingularValue(stride(from: 0, to: map.count, by: 3).lazy.map { (map[$0], map[$0 + 1]) })
  }
}
