/// NumPy's broadcasting: axes are matched from the last, and an axis of size 1 is repeated.
enum Broadcast {
  /// The common shape of two, or `nil` where they do not fit.
  static func shape(_ a: [Int], _ b: [Int]) -> [Int]? {
    let rank = max(a.count, b.count)
    var result = [Int](repeating: 1, count: rank)
    for axis in 0..<rank {
      let left = axis - (rank - a.count), right = axis - (rank - b.count)
      let one = left >= 0 ? a[left] : 1
      let other = right >= 0 ? b[right] : 1
      guard one == other || one == 1 || other == 1 else { return nil }
      result[axis] = one == 1 ? other : one
    }
    return result
  }

  /// For each element of a shape that `shape(_:_:)` gave, the number of the element of a tensor that is broadcast to it.
  static func indices(_ shape: [Int], to target: [Int], from offset: Int = 0) -> [Int] {
    if shape == target { return Array(offset..<offset + shape.reduce(1, *)) }
    var strides = [Int](repeating: 0, count: target.count)
    var stride = 1
    for axis in shape.indices.reversed() {
      strides[axis + target.count - shape.count] = shape[axis] == 1 ? 0 : stride
      stride *= shape[axis]
    }
    return Strided.indices(shape: target, strides: strides, from: offset)
  }
}

/// Walks over the elements of a tensor in row-major order.
enum Strided {
  /// The step from one element to the next along each axis of a dense tensor.
  static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    return strides
  }

  /// offset + Σ index · stride for every index of a shape, the last axis running fastest.
  static func indices(shape: [Int], strides: [Int], from offset: Int = 0) -> [Int] {
    let count = shape.reduce(1, *)
    var result: [Int] = []
    result.reserveCapacity(count)
    var index = [Int](repeating: 0, count: shape.count)
    var position = offset
    for _ in 0..<count {
      result.append(position)
      for axis in shape.indices.reversed() {
        index[axis] += 1
        position += strides[axis]
        if index[axis] < shape[axis] { break }
        position -= strides[axis] * shape[axis]
        index[axis] = 0
      }
    }
    return result
  }

  /// The sum of one entry of each table for every combination, the last table running fastest; −1 where an entry is −1.
  static func combine(_ tables: [[Int]], from offset: Int = 0) -> [Int] {
    var result = [offset]
    for table in tables {
      var next: [Int] = []
      next.reserveCapacity(result.count * table.count)
      for base in result {
        for entry in table { next.append(base < 0 || entry < 0 ? -1 : base + entry) }
      }
      result = next
    }
    return result
  }
}
