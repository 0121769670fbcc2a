import Linear
import Networks

/// Exact output maps and areas of cells, by their activation patterns, computed when first asked for.
struct ExactCells {
  private let window: Window
  private let outputCount: Int
  private let lastStage: Int
  private var path: FormPath<ExactForm>
  private var known: [ArraySlice<UInt64>: [ExactForm]] = [:]

  /// The most maps that are kept.
  private static let mostKept = 4096

  init(_ prepared: PreparedNetwork, window: Window) {
    self.window = window
    outputCount = prepared.network.outputCount
    lastStage = prepared.stages.count - 1
    path = FormPath(prepared)
  }

  /// The map of each output under a pattern.
  mutating func map(_ pattern: ArraySlice<UInt64>) -> [ExactForm] {
    if let map = known[pattern] { return map }
    if known.count >= Self.mostKept { known.removeAll() }
    let map = Self.withWords(pattern) { words in
      (0..<outputCount).map { path.value(stage: lastStage, index: $0, pattern: words) }
    }
    known[pattern] = map
    return map
  }

  /// a, b and c of each output under a pattern, each rounded once: infinite where it is beyond the range of doubles, never no number.
  mutating func roundedMap(_ pattern: ArraySlice<UInt64>) -> [Double] {
    map(pattern).flatMap { form in [form.a, form.b, form.c].map { $0.divided(by: form.denominator) } }
  }

  /// Each output at a point, rounded once.
  mutating func values(_ pattern: ArraySlice<UInt64>, at point: Window.Point) -> [Double] {
    let (x, y) = (Dyadic(point.x), Dyadic(point.y))
    return map(pattern).map { ($0.a * x + $0.b * y + $0.c).divided(by: $0.denominator) }
  }

  /// The area of a cell under a pattern, of which the lines of the sides are given in the order of its border; rounded once.
  mutating func area(sides: [Patch.Origin], pattern: ArraySlice<UInt64>) -> Double {
    let lines = Self.withWords(pattern) { words in
      sides.map { side in
        side.stage < 0 ? ExactForm(from: window.corners[Int(side.row)], to: window.cornerAfter(Int(side.row))) : path.line(side, words)
      }
    }
    return PolygonArea.exact(lines)
  }

  /// The words of a pattern in memory; a network that never bends has none.
  private static func withWords<T>(_ pattern: ArraySlice<UInt64>, _ body: (UnsafePointer<UInt64>) -> T) -> T {
    (pattern.isEmpty ? [0] : pattern).withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
