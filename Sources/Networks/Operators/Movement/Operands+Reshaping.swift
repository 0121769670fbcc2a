import Diagnostics

/// Operators that keep all elements in their order.
extension Operands {
  func flatten(axis: Int) throws(Diagnostic) -> Formula {
    let shape = shape(0)
    let split = axis < 0 ? axis + shape.count : axis
    guard (0...shape.count).contains(split) else { throw fail("has axis \(axis), but its input has rank \(shape.count)") }
    return Formula(try checked([shape[..<split].reduce(1, *), shape[split...].reduce(1, *)]), .passing)
  }

  func reshape(allowZero: Bool) throws(Diagnostic) -> Formula {
    let shape = shape(0)
    let target = try integers(1)
    var result: [Int] = []
    for (axis, size) in target.enumerated() {
      guard size >= -1 else { throw fail("asks for the shape \(target)") }
      guard size != 0 || allowZero || axis < shape.count else { throw fail("keeps axis \(axis) of shape \(shape)") }
      result.append(size == 0 && !allowZero ? shape[axis] : size)
    }
    let asked = result
    if let open = result.firstIndex(of: -1) {
      result[open] = 1
      let known = result.reduce(1.0) { $0 * Double($1) }
      guard asked.count(where: { $0 == -1 }) == 1, known > 0, known <= 0x1p48, self[0].count % Int(known) == 0 else {
        throw fail("can't turn shape \(shape) into \(asked)")
      }
      result[open] = self[0].count / Int(known)
    }
    // Axes of size 0 hide the others from the product, but not from what is computed with the shape later.
    guard result.count <= 64, result.reduce(1.0, { $0 * Double(max($1, 1)) }) <= 0x1p26, result.reduce(1, *) == self[0].count else {
      throw fail("can't turn shape \(shape) into \(asked)")
    }
    return Formula(result, .passing)
  }

  func squeeze() throws(Diagnostic) -> Formula {
    let shape = shape(0)
    let axes = isGiven(1) ? try axes(try integers(1), rank: shape.count) : shape.indices.filter { shape[$0] == 1 }
    for axis in axes where shape[axis] != 1 { throw fail("removes axis \(axis) of shape \(shape), whose size is not 1") }
    return Formula(shape.indices.filter { !axes.contains($0) }.map { shape[$0] }, .passing)
  }

  func unsqueeze() throws(Diagnostic) -> Formula {
    let added = try integers(1)
    let rank = shape(0).count + added.count
    guard rank <= 64 else { throw fail("would make a tensor of rank \(rank)") }
    let axes = try axes(added, rank: rank)
    var rest = shape(0)[...]
    return Formula((0..<rank).map { axes.contains($0) ? 1 : rest.removeFirst() }, .passing)
  }
}
