import Diagnostics

extension Operands {
  /// Pads each axis at its beginning and end; negative pads take elements away.
  func pad(_ mode: Operation.Padding) throws(Diagnostic) -> Formula {
    let shape = try checked(shape(0))
    let pads = try integers(1)
    let axes = try axes(isGiven(3) ? try integers(3) : Array(shape.indices), rank: shape.count)
    guard pads.count == 2 * axes.count, pads.allSatisfy({ abs($0) <= 1 << 26 }) else {
      throw fail("has \(pads.count) pads for \(axes.count) axes of shape \(shape)")
    }
    var sizes = shape
    for (index, axis) in axes.enumerated() { sizes[axis] += pads[index] + pads[index + axes.count] }
    guard sizes.allSatisfy({ $0 >= 0 }) else {
      throw fail("takes more from shape \(shape) than there is: pads \(pads)", fix: "use pads that leave something of each axis")
    }
    sizes = try checked(sizes)
    var positions = shape.map { Array(0..<$0) }
    for (index, axis) in axes.enumerated() {
      guard shape[axis] > 0 || mode == .constant || sizes[axis] == 0 else { throw fail("pads an axis of shape \(shape) that has no elements") }
      positions[axis] = (0..<sizes[axis]).map { Self.source(of: $0 - pads[index], size: shape[axis], mode) }
    }
    let selected = selection(positions)
    guard mode == .constant, isGiven(2), case .rearrangement(let numbers) = selected.steps[0] else { return selected }
    guard self[2].count == 1 else { throw fail("pads with a tensor of shape \(self.shape(2)); it should hold one number") }
    return Formula(selected.shape, .rearrangement(numbers.map { $0 < 0 ? offsets[2] : $0 }))
  }

  /// Whether nothing is added to an axis and nothing taken away, at either end.
  func padKeepsPlaces(along axis: Int) throws(Diagnostic) -> Bool {
    let pads = try integers(1), rank = shape(0).count
    let axes = try axes(isGiven(3) ? try integers(3) : Array(0..<rank), rank: rank)
    return axes.indices.allSatisfy { axes[$0] != axis || pads[$0] == 0 && pads[$0 + axes.count] == 0 }
  }

  /// The position of an axis that fills one before its beginning or after its end; −1 for none.
  private static func source(of position: Int, size: Int, _ mode: Operation.Padding) -> Int {
    if (0..<size).contains(position) { return position }
    switch mode {
    case .constant: return -1
    case .edge: return min(max(position, 0), size - 1)
    case .wrap: return ((position % size) + size) % size
    case .reflect:
      if size == 1 { return 0 }
      let period = 2 * (size - 1)
      let rest = ((position % period) + period) % period
      return min(rest, period - rest)
    }
  }
}
