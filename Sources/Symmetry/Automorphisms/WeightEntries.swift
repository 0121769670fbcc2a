import Networks

/// The numbers of a weight that are not zero, one by one, each with its places along the axes that move.
struct WeightEntries {
  let tensor: WeightTensor
  let elements: [Double]
  private let walk: ElementWalk

  init(_ tensor: WeightTensor, _ constant: Tensor) {
    self.tensor = tensor
    elements = constant.elements
    walk = ElementWalk(tensor)
  }

  /// For each number its place in the constant, the element of each site, and the number of its place along the other axes.
  func forEach(_ body: (_ place: Int, _ elements: UnsafePointer<Int>, _ still: Int) -> Void) {
    walk.forEach { place, places in
      if elements[place] != 0 { body(place, places, places[tensor.sites.count]) }
    }
  }
}
