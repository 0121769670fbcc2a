/// NumPy's broadcasting: axes are matched from the last, and an axis of size 1 is repeated.
enum Broadcast {
  /// The common shape of two, or `nil` where they do not fit.
  static func shape(_ a: [Int], _ b: [Int]) -> [Int]? {
    var result: [Int] = []
    for back in 1...max(a.count, b.count, 1) {
      let left = back <= a.count ? a[a.count - back] : 1
      let right = back <= b.count ? b[b.count - back] : 1
      guard left == right || left == 1 || right == 1 else { return nil }
      if back <= max(a.count, b.count) { result.append(left == 1 ? right : left) }
    }
    return result.reversed()
  }

  /// The tensor repeated along its axes of size 1 to a shape that `shape(_:_:)` gave.
  static func expand(_ tensor: Tensor, to shape: [Int]) -> Tensor {
    if tensor.shape == shape { return tensor }
    let padded = [Int](repeating: 1, count: shape.count - tensor.rank) + tensor.shape
    var strides = [Int](repeating: 0, count: shape.count)
    var stride = 1
    for axis in shape.indices.reversed() {
      strides[axis] = padded[axis] == 1 ? 0 : stride
      stride *= padded[axis]
    }
    var elements: [Double] = []
    let count = shape.reduce(1, *)
    elements.reserveCapacity(count)
    var index = [Int](repeating: 0, count: shape.count)
    for _ in 0..<count {
      var offset = 0
      for axis in shape.indices { offset += index[axis] * strides[axis] }
      elements.append(tensor.elements[offset])
      for axis in shape.indices.reversed() {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}
