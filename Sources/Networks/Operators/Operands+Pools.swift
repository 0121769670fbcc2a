import Diagnostics

extension Operands {
  /// The geometry of a pool: windows over the axes after the first two.
  private func poolGeometry(_ window: SlidingWindow) throws(Diagnostic) -> WindowGeometry {
    let shape = shape(0)
    guard shape.count >= 3 else { throw fail("pools shape \(shape), which has no spatial axes") }
    let geometry = try slidingGeometry(window, inputs: Array(shape.dropFirst(2)), kernel: window.kernel)
    let outputs = try checked(Array(shape.prefix(2)) + geometry.outputs).reduce(1, *)
    guard geometry.kernel.reduce(Double(outputs), { $0 * Double($1) }) <= 0x1p28 else {
      throw fail(
        "has too many windows of \(geometry.kernel) elements on shape \(shape)",
        fix: "use a smaller input or kernel: all windows together may have 2²⁸ elements")
    }
    return geometry
  }

  func averagePool(_ window: SlidingWindow, countsPadding: Bool) throws(Diagnostic) -> Formula {
    let geometry = try poolGeometry(window)
    let taps = geometry.taps
    let shape = Array(shape(0).prefix(2)) + geometry.outputs
    let positions = geometry.outputs.reduce(1, *), size = geometry.inputs.reduce(1, *)
    return Formula(
      shape,
      .linear(
        LinearForm(shape.reduce(1, *)) { row, terms in
          let (plane, position) = row.quotientAndRemainder(dividingBy: positions)
          var total = 0
          taps.forEachRun(position) { input, step, _, _, count in
            terms.add(from: plane * size + input, stride: step, count: count)
            total += count
          }
          // An average of nothing is taken as 0.
          terms.divisor = Double(max(countsPadding ? geometry.paddedCount(position) : total, 1))
        }))
  }

  /// Maxima, and their indices in the input as the second output.
  func maxPool(_ window: SlidingWindow, isColumnMajor: Bool) throws(Diagnostic) -> [Formula] {
    let geometry = try poolGeometry(window)
    let taps = geometry.taps
    let shape = Array(shape(0).prefix(2)) + geometry.outputs
    let size = geometry.inputs.reduce(1, *)
    var groups = Groups()
    for plane in 0..<shape[0] * shape[1] {
      for position in 0..<geometry.outputs.reduce(1, *) {
        var members: [Int] = []
        taps.forEachRun(position) { input, step, _, _, count in
          for place in 0..<count { members.append(plane * size + input + place * step) }
        }
        groups.append(members)
      }
    }
    let all = groups
    let inputs = geometry.inputs
    let indices = Step.curved(reason: "an index is a step function") { z in
      let places = all.arguments(z)
      return places.indices.map { group in
        guard !all[group].isEmpty else { return -1 }
        let index = all[group][all[group].startIndex + places[group]]
        return Double(isColumnMajor ? Self.columnMajor(index, inputs) : index)
      }
    }
    return [Formula(shape, .maximum(groups)), Formula(shape, indices)]
  }

  /// The number of an element when the first spatial axis runs fastest.
  private static func columnMajor(_ index: Int, _ shape: [Int]) -> Int {
    let size = shape.reduce(1, *)
    var rest = index % size
    var coordinates: [Int] = []
    for length in shape.reversed() {
      coordinates.append(rest % length)
      rest /= length
    }
    return zip(coordinates, shape.reversed()).reduce(index / size) { $0 * $1.1 + $1.0 }
  }

  /// The average or the maximum of all elements of each channel.
  func globalPool(isMaximum: Bool) throws(Diagnostic) -> Formula {
    let shape = shape(0)
    let size = shape.dropFirst(2).reduce(1, *)
    guard shape.count >= 2, size > 0 else { throw fail("pools shape \(shape), which has no spatial elements") }
    let result = shape.prefix(2) + [Int](repeating: 1, count: shape.count - 2)
    let channels = result.reduce(1, *)
    if isMaximum {
      var groups = Groups()
      for channel in 0..<channels { groups.append(channel * size..<(channel + 1) * size) }
      return Formula(Array(result), .maximum(groups))
    }
    return Formula(
      Array(result),
      .linear(
        LinearForm(channels) { row, terms in
          terms.add(from: row * size, stride: 1, count: size)
          terms.divisor = Double(size)
        }))
  }
}
