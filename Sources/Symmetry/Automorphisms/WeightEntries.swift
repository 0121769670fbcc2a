import Networks

/// The numbers of a weight one by one, each with its places along the axes that move.
struct WeightEntries {
  let tensor: WeightTensor
  let elements: [Double]
  /// For each site the steps of its element's number for a step along each axis of the view.
  private let steps: [[Int]]
  /// The axes that no site follows.
  private let stillAxes: [Int]

  init(_ tensor: WeightTensor, _ constant: Tensor) {
    self.tensor = tensor
    elements = constant.elements
    steps = tensor.sites.map { site in
      var steps = [Int](repeating: 0, count: tensor.view.count)
      var step = 1
      for axis in site.axes.reversed() {
        steps[axis] = step
        step *= tensor.view[axis]
      }
      return steps
    }
    stillAxes = tensor.view.indices.filter { axis in !tensor.sites.contains { $0.axes.contains(axis) } }
  }

  /// Every number that is not zero: its place in the constant, the element of each site, and the number of its place along still axes.
  func forEach(_ body: (_ place: Int, _ elements: [Int], _ still: Int) -> Void) {
    var index = [Int](repeating: 0, count: tensor.view.count)
    var elementsOfSites = [Int](repeating: 0, count: steps.count)
    for place in elements.indices {
      if elements[place] != 0 {
        for site in steps.indices {
          var element = 0
          for axis in index.indices { element += steps[site][axis] * index[axis] }
          elementsOfSites[site] = element
        }
        body(place, elementsOfSites, stillAxes.reduce(0) { $0 * tensor.view[$1] + index[$1] })
      }
      for axis in index.indices.reversed() {
        index[axis] += 1
        if index[axis] < tensor.view[axis] { break }
        index[axis] = 0
      }
    }
  }
}
