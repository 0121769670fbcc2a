import Diagnostics

/// Operators that pick, join and repeat elements.
extension Operands {
  func transpose(_ order: [Int]?) throws(Diagnostic) -> Formula {
    let shape = shape(0)
    let order = try axes(order ?? shape.indices.reversed(), rank: shape.count)
    guard order.count == shape.count else { throw fail("orders \(order.count) axes, but its input has shape \(shape)") }
    let strides = Strided.strides(shape)
    let result = order.map { shape[$0] }
    return Formula(result, .rearrangement(Strided.indices(shape: result, strides: order.map { strides[$0] })))
  }

  func expand() throws(Diagnostic) -> Formula {
    let target = try checked(try integers(1))
    guard let shape = Broadcast.shape(shape(0), target) else { throw fail("expands shape \(shape(0)) to \(target)") }
    return Formula(try checked(shape), .rearrangement(numbers(0, to: shape)))
  }

  func concat(axis: Int) throws(Diagnostic) -> Formula {
    var result = shape(0)
    let axis = try self.axis(axis, rank: result.count)
    for index in list.indices.dropFirst() {
      var other = shape(index)
      guard other.count == result.count else { throw fail("joins shapes \(result) and \(other)") }
      (result[axis], other[axis]) = (result[axis] + other[axis], result[axis] + other[axis])
      guard result == other else { throw fail("joins shapes \(shape(0)) and \(shape(index)) along axis \(axis)") }
    }
    result = try checked(result)
    let outer = result[..<axis].reduce(1, *), inner = result[(axis + 1)...].reduce(1, *)
    var numbers: [Int] = []
    numbers.reserveCapacity(result.reduce(1, *))
    for block in 0..<outer {
      for index in list.indices {
        let size = shape(index)[axis] * inner
        numbers.append(contentsOf: offsets[index] + block * size..<offsets[index] + (block + 1) * size)
      }
    }
    return Formula(result, .rearrangement(numbers))
  }

  func split(axis: Int, parts: Int) throws(Diagnostic) -> [Formula] {
    let shape = try checked(shape(0))
    let axis = try self.axis(axis, rank: shape.count)
    let even = (shape[axis] + parts - 1) / parts
    var sizes = (0..<parts).map { max(0, min(even, shape[axis] - $0 * even)) }
    if isGiven(1) {
      sizes = try integers(1)
    }
    guard sizes.count == parts, sizes.allSatisfy({ (0...shape[axis]).contains($0) }), sizes.reduce(0, +) == shape[axis] else {
      throw fail("splits axis \(axis) of shape \(shape) into \(parts) parts of sizes \(sizes)")
    }
    var formulas: [Formula] = []
    var start = 0
    for size in sizes {
      formulas.append(selection(shape.enumerated().map { $0 == axis ? Array(start..<start + size) : Array(0..<$1) }))
      start += size
    }
    return formulas
  }

  /// The elements of the first operand at the given positions of each axis; a position of −1 gives zeros.
  func selection(_ positions: [[Int]]) -> Formula {
    let strides = Strided.strides(shape(0))
    let tables = zip(positions, strides).map { list, stride in list.map { $0 < 0 ? -1 : $0 * stride } }
    return Formula(positions.map(\.count), .rearrangement(Strided.combine(tables)))
  }

  func slice() throws(Diagnostic) -> Formula {
    let shape = try checked(shape(0))
    let starts = try integers(1), ends = try integers(2)
    let axes = try axes(isGiven(3) ? try integers(3) : Array(starts.indices), rank: shape.count)
    let steps = isGiven(4) ? try integers(4) : [Int](repeating: 1, count: starts.count)
    guard starts.count == axes.count, ends.count == axes.count, steps.count == axes.count, !steps.contains(0) else {
      throw fail("slices axes \(axes) from \(starts) to \(ends) by steps \(steps)")
    }
    var positions = shape.map { Array(0..<$0) }
    for (index, axis) in axes.enumerated() {
      let size = shape[axis], step = steps[index]
      let start = starts[index] < 0 ? starts[index] + size : starts[index]
      let end = ends[index] < 0 ? ends[index] + size : ends[index]
      positions[axis] =
        step > 0
        ? Array(stride(from: min(max(start, 0), size), to: min(max(end, 0), size), by: step))
        : Array(stride(from: min(max(start, 0), size - 1), to: min(max(end, -1), size - 1), by: step))
    }
    return selection(positions)
  }

  func gather(axis: Int) throws(Diagnostic) -> Formula {
    let shape = try checked(shape(0))
    let axis = try self.axis(axis, rank: shape.count)
    var picked: [Int] = []
    for index in try integers(1) {
      guard (-shape[axis]..<shape[axis]).contains(index) else { throw fail("takes element \(index) along axis \(axis) of shape \(shape)") }
      picked.append(index < 0 ? index + shape[axis] : index)
    }
    let result = try checked(shape[..<axis] + self.shape(1) + shape[(axis + 1)...])
    var positions = shape.map { Array(0..<$0) }
    positions[axis] = picked
    return Formula(result, steps: selection(positions).steps)
  }

  func select() throws(Diagnostic) -> Formula {
    let shape = try broadcast(0..<3, verb: "chooses between")
    let condition = try elements(0)
    let which = numbers(0, to: shape), one = numbers(1, to: shape), other = numbers(2, to: shape)
    return Formula(shape, .rearrangement(which.indices.map { condition[which[$0]] != 0 ? one[$0] : other[$0] }))
  }
}
