import Linear
import Networks

/// Decides exactly whether two cells have the same output map.
struct MapComparison {
  private let prepared: PreparedNetwork
  private let extent: Window.Point
  private let difference: PatternDifference
  private var path: FormPath<ExactForm>
  private var exactMaps: [ArraySlice<UInt64>: [ExactForm]] = [:]

  /// The most exact maps that are kept.
  private static let mostKept = 4096

  init(_ prepared: PreparedNetwork, window: Window) {
    self.prepared = prepared
    extent = window.extent
    difference = PatternDifference(prepared)
    path = FormPath(prepared)
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
    difference.isUnseen(one, other) || exactMap(one) == exactMap(other)
  }

  private mutating func exactMap(_ pattern: ArraySlice<UInt64>) -> [ExactForm] {
    if let known = exactMaps[pattern] { return known }
    if exactMaps.count >= Self.mostKept { exactMaps.removeAll() }
    let last = prepared.stages.count - 1
    let map = (pattern.isEmpty ? [0] : Array(pattern)).withUnsafeBufferPointer { words in
      (0..<prepared.network.outputCount).map { path.value(stage: last, index: $0, pattern: words.baseAddress!) }
    }
    exactMaps[pattern] = map
    return map
  }
}
