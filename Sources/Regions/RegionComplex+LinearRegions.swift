import Linear
import Networks

extension RegionComplex {
  /// The linear regions: maximal unions of cells, joined through edges, on which the output map is exactly the same.
  ///
  /// Returns for each cell the number of its linear region, numbered in the order of their first cells.
  package func linearRegions() -> [Int] {
    var parent = Array(0..<cellCount)
    func root(_ cell: Int) -> Int {
      var cell = cell
      while parent[cell] != cell {
        parent[cell] = parent[parent[cell]]
        cell = parent[cell]
      }
      return cell
    }
    var comparison = MapComparison(self)
    for edge in edges {
      guard let left = edge.left, let right = edge.right else { continue }
      let (a, b) = (root(left), root(right))
      if a != b, comparison.isSame(left, right) { parent[max(a, b)] = min(a, b) }
    }
    var numbers: [Int: Int] = [:]
    return (0..<cellCount).map { cell in
      let representative = root(cell)
      if let number = numbers[representative] { return number }
      numbers[representative] = numbers.count
      return numbers.count - 1
    }
  }
}

/// Decides exactly whether two cells have the same output map.
private struct MapComparison {
  private let complex: RegionComplex
  private let layers: [LayeredNetwork.Layer]
  private let extent: Window.Point
  private var exactMaps: [Int: [ExactForm]] = [:]

  init(_ complex: RegionComplex) {
    self.complex = complex
    layers = complex.network.layers
    extent = complex.window.extent
  }

  mutating func isSame(_ left: Int, _ right: Int) -> Bool {
    if differsCertainly(left, right) { return false }
    if isUntouched(left, right) { return true }
    return exactMap(left) == exactMap(right)
  }

  /// Whether doubles prove that some output differs: the distance of two forms is more than both error bounds.
  private func differsCertainly(_ left: Int, _ right: Int) -> Bool {
    (0..<complex.network.outputCount).contains { output in
      let f = complex.cells.form(left, output: output), g = complex.cells.form(right, output: output)
      let distance = abs(f.a - g.a) * extent.x + abs(f.b - g.b) * extent.y + abs(f.c - g.c)
      let magnitude = (abs(f.a) + abs(g.a)) * extent.x + (abs(f.b) + abs(g.b)) * extent.y + abs(f.c) + abs(g.c)
      return distance > (f.error + g.error + RoundingError.gamma(8) * magnitude) * (1 + RoundingError.gamma(8))
    }
  }

  /// Whether no unit that differs reaches the output through weights that aren't zero: a proof without arithmetic, which covers
  /// the ordinary case of a dead layer.
  private func isUntouched(_ left: Int, _ right: Int) -> Bool {
    let patterns = (complex.pattern(of: left), complex.pattern(of: right))
    var changed: Set<Int> = []
    var rectified = 0
    for layer in layers {
      let reached = changed
      changed = []
      for j in 0..<layer.outputCount where reached.contains(where: { layer.weights[j, $0] != 0 }) { changed.insert(j) }
      guard layer.isRectified else { continue }
      let (l, r) = (patterns.0[rectified], patterns.1[rectified])
      changed = changed.filter { l[$0] || r[$0] }
      for j in 0..<layer.outputCount where l[j] != r[j] { changed.insert(j) }
      rectified += 1
    }
    return changed.isEmpty
  }

  private mutating func exactMap(_ cell: Int) -> [ExactForm] {
    if let known = exactMaps[cell] { return known }
    var forms = ExactForms(complex.network)
    let pattern = complex.pattern(of: cell)
    var rectified = 0
    var last: [Bool] = []
    for (index, layer) in layers.enumerated() {
      last = layer.isRectified ? pattern[rectified] : [Bool](repeating: true, count: layer.outputCount)
      rectified += layer.isRectified ? 1 : 0
      forms.setActive(last, layer: index)
    }
    let map = (0..<complex.network.outputCount).map { last[$0] ? forms.form(layer: layers.count - 1, unit: $0) : .zero }
    exactMaps[cell] = map
    return map
  }
}
