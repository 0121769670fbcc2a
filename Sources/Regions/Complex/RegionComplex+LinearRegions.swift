import Linear
import Networks

extension RegionComplex {
  /// The linear regions: maximal unions of cells, joined through edges, on which the output map is exactly the same.
  ///
  /// Returns for each cell the number of its linear region, numbered in the order of their first cells.
  package func linearRegions() -> [Int] {
    var sets = DisjointSets(count: cellCount)
    var comparison = MapComparison(self)
    for edge in edgeRecords where edge.left >= 0 && edge.right >= 0 {
      if comparison.differsCertainly(Int(edge.left), Int(edge.right)) { continue }
      if sets.root(edge.left) == sets.root(edge.right) { continue }
      if comparison.isSame(Int(edge.left), Int(edge.right)) { sets.join(edge.left, edge.right) }
    }
    var numbers = [Int](repeating: -1, count: cellCount)
    var count = 0
    return (0..<cellCount).map { cell in
      let representative = Int(sets.root(Int32(cell)))
      if numbers[representative] < 0 {
        numbers[representative] = count
        count += 1
      }
      return numbers[representative]
    }
  }
}

/// Decides exactly whether two cells have the same output map.
struct MapComparison {
  private let complex: RegionComplex
  private let extent: Window.Point
  private let outputCount: Int
  private var path: ExactPath
  private var exactMaps: [Int: [ExactForm]] = [:]

  init(_ complex: RegionComplex) {
    self.complex = complex
    extent = complex.window.extent
    outputCount = complex.network.outputCount
    path = ExactPath(complex.prepared)
  }

  /// Whether doubles prove that some output differs: the distance of two forms is more than both error bounds.
  func differsCertainly(_ left: Int, _ right: Int) -> Bool {
    let errors = complex.cells.mapErrors[left] + complex.cells.mapErrors[right]
    for output in 0..<outputCount {
      let f = complex.form(left, output: output), g = complex.form(right, output: output)
      let distance = abs(f.a - g.a) * extent.x + abs(f.b - g.b) * extent.y + abs(f.c - g.c)
      let magnitude = (abs(f.a) + abs(g.a)) * extent.x + (abs(f.b) + abs(g.b)) * extent.y + abs(f.c) + abs(g.c)
      if distance > (errors + WalkFrame.gamma8 * magnitude) * (1 + WalkFrame.gamma8) { return true }
    }
    return false
  }

  /// Whether the exact maps are the same.
  mutating func isSame(_ left: Int, _ right: Int) -> Bool { exactMap(left) == exactMap(right) }

  private mutating func exactMap(_ cell: Int) -> [ExactForm] {
    if let known = exactMaps[cell] { return known }
    let last = complex.prepared.stages.count - 1
    let map = Array(complex.pattern(words: cell)).withUnsafeBufferPointer { words in
      withUnsafePointer(to: UInt64(0)) { empty in
        (0..<outputCount).map { path.value(stage: last, index: $0, pattern: words.baseAddress ?? empty) }
      }
    }
    exactMaps[cell] = map
    return map
  }
}
