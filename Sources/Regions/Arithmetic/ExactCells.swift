import Linear
import Networks

/// Exact output maps of cells, and areas, by their activation patterns, computed when first asked for.
struct ExactCells {
  private let window: Window
  private let outputCount: Int
  private let lastStage: Int
  private var path: FormPath<ExactForm>
  private var closePath: FormPath<DoubleDoubleForm>
  private var known: [ArraySlice<UInt64>: [ExactForm]] = [:]

  /// The most maps that are kept.
  private static let mostKept = 4096

  init(_ prepared: PreparedNetwork, window: Window) {
    self.window = window
    outputCount = prepared.network.outputCount
    lastStage = prepared.stages.count - 1
    path = FormPath(prepared)
    closePath = FormPath(prepared)
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

  /// Whether two patterns have the same map: not where double-doubles prove that some output differs, else by exact maps, which take a wide
  /// network seconds.
  mutating func hasSameMap(_ one: ArraySlice<UInt64>, _ other: ArraySlice<UInt64>) -> Bool {
    if known[one] == nil || known[other] == nil, differsCertainly(one, other) { return false }
    return map(one) == map(other)
  }

  private mutating func differsCertainly(_ one: ArraySlice<UInt64>, _ other: ArraySlice<UInt64>) -> Bool {
    func map(_ pattern: ArraySlice<UInt64>) -> [DoubleDoubleForm] {
      Self.withWords(pattern) { words in
        (0..<outputCount).map { closePath.value(stage: lastStage, index: $0, pattern: words) }
      }
    }
    return zip(map(one), map(other)).contains { f, g in
      let difference = f - g
      return [difference.a, difference.b, difference.c].contains { $0.sign != nil && $0.sign != 0 }
    }
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

  /// The area of a cell under a pattern, of which the lines of the sides are given in the order of its border.
  ///
  /// In double-doubles where the bound of their error is at most `accuracy` times the area, for exact lines of the last stage of a wide network
  /// take seconds; else exact and rounded once.
  mutating func area(sides: [Patch.Origin], pattern: ArraySlice<UInt64>, accuracy: Double) -> Double {
    // A side may be in several pieces.
    let sides = sides.indices.filter { sides[$0] != sides[$0 == 0 ? sides.count - 1 : $0 - 1] }.map { sides[$0] }
    let close = PolygonArea.close(lines(of: sides, pattern, &closePath))
    if let close, close.error <= accuracy * close.area { return close.area }
    return PolygonArea.exact(lines(of: sides, pattern, &path))
  }

  private func lines<Form: PathForm>(of sides: [Patch.Origin], _ pattern: ArraySlice<UInt64>, _ path: inout FormPath<Form>) -> [Form] {
    Self.withWords(pattern) { words in
      sides.map { side in
        side.stage < 0 ? Form(from: window.corners[Int(side.row)], to: window.cornerAfter(Int(side.row))) : path.line(side, words)
      }
    }
  }

  /// The words of a pattern in memory; a network that never bends has none.
  private static func withWords<T>(_ pattern: ArraySlice<UInt64>, _ body: (UnsafePointer<UInt64>) -> T) -> T {
    (pattern.isEmpty ? [0] : pattern).withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
