/// Walks over the elements of a weight in order, and tells for each which element of every site's axis it is, and its number among the axes
/// that no site has.
struct ElementWalk: Sendable {
  private let view: [Int]
  private let siteCount: Int
  /// For each axis, for each site, what a step along the axis adds; the last entry is that of the rest.
  private let steps: [[Int]]

  init(_ tensor: WeightTensor) {
    view = tensor.view
    siteCount = tensor.sites.count
    var steps = [[Int]](repeating: [Int](repeating: 0, count: tensor.sites.count + 1), count: tensor.view.count)
    func fill(_ axes: [Int], _ column: Int) {
      var step = 1
      for axis in axes.reversed() {
        steps[axis][column] = step
        step *= tensor.view[axis]
      }
    }
    for (number, site) in tensor.sites.enumerated() { fill(site.axes, number) }
    let covered = Set(tensor.sites.flatMap(\.axes))
    fill(tensor.view.indices.filter { !covered.contains($0) }, tensor.sites.count)
    self.steps = steps
  }

  /// Calls `body` with the number of an element, its places along the sites' axes and, after those, its place in the rest.
  @inline(__always)
  func forEach(_ body: (_ element: Int, _ places: UnsafePointer<Int>) -> Void) {
    let inner = view.last ?? 1, outer = view.dropLast().reduce(1, *), count = siteCount + 1
    let innerSteps = steps.last ?? [Int](repeating: 0, count: count)
    var index = [Int](repeating: 0, count: max(view.count - 1, 0))
    withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { places in
      var start = [Int](repeating: 0, count: count)
      for row in 0..<outer {
        for k in 0..<count { places[k] = start[k] }
        for column in 0..<inner {
          body(row * inner + column, UnsafePointer(places.baseAddress!))
          for k in 0..<count { places[k] += innerSteps[k] }
        }
        for axis in index.indices.reversed() {
          index[axis] += 1
          for k in 0..<count { start[k] += steps[axis][k] }
          if index[axis] < view[axis] { break }
          for k in 0..<count { start[k] -= steps[axis][k] * view[axis] }
          index[axis] = 0
        }
      }
    }
  }
}
