import Diagnostics

extension Operands {
  func resize(_ resizing: Resizing) throws(Diagnostic) -> Formula {
    let axes = try resizedAxes(resizing)
    let shape = try checked(axes.map(\.outputs))
    guard shape.allSatisfy({ $0 > 0 }) else { throw fail("resizes shape \(self.shape(0)) to \(shape)") }
    let taps = axes.map(resizing.taps)
    let strides = Strided.strides(self.shape(0))
    if resizing.interpolation == .nearest, taps.allSatisfy({ axis in axis.allSatisfy { $0 != nil } }) {
      let tables = zip(taps, strides).map { axis, stride in axis.map { ($0?.first?.input ?? 0) * stride } }
      return Formula(shape, .rearrangement(Strided.combine(tables)))
    }
    let count = shape.reduce(1, *)
    return Formula(
      shape,
      .linear(
        LinearForm(count) { row, terms in
          var rest = row
          var combined: [(input: Int, weight: Double)] = [(0, 1)]
          for axis in shape.indices.reversed() {
            let place = rest % shape[axis]
            rest /= shape[axis]
            guard let here = taps[axis][place] else { return terms.bias = resizing.extrapolation }
            combined = here.flatMap { tap in combined.map { ($0.input + tap.input * strides[axis], $0.weight * tap.weight) } }
          }
          for tap in combined { terms.add(tap.input, factor: tap.weight) }
        }))
  }

  /// Whether every element stays at its place along an axis.
  func resizeKeepsPlaces(_ resizing: Resizing, along axis: Int) throws(Diagnostic) -> Bool {
    let axis = try resizedAxes(resizing)[axis]
    guard axis.outputs == axis.size else { return false }
    return resizing.taps(axis).enumerated().allSatisfy { place, taps in taps?.count == 1 && taps?[0].input == place && taps?[0].weight == 1 }
  }

  /// Sizes and scales of all axes, from whichever of the two is given.
  private func resizedAxes(_ resizing: Resizing) throws(Diagnostic) -> [Resizing.Axis] {
    let shape = shape(0)
    guard self[0].count > 0 else { throw fail("resizes shape \(shape), which has no elements") }
    let named = try axes(resizing.axes ?? Array(shape.indices), rank: shape.count)
    let region = isGiven(1) && resizing.coordinates == .cropAndResize ? try elements(1) : []
    guard region.isEmpty || region.count == 2 * named.count else { throw fail("has \(region.count) bounds for \(named.count) axes") }
    let scales = isGiven(2) ? try elements(2) : []
    let sizes = isGiven(3) ? try integers(3) : []
    guard scales.isEmpty != sizes.isEmpty, scales.isEmpty ? sizes.count == named.count : scales.count == named.count else {
      throw fail("has \(scales.count) scales and \(sizes.count) sizes for \(named.count) axes of shape \(shape)")
    }
    var result = shape.map { Resizing.Axis(size: $0, outputs: $0, scale: 1, region: (0, 1)) }
    for (index, axis) in named.enumerated() {
      if !region.isEmpty { result[axis].region = (region[index], region[index + named.count]) }
      let length = region.isEmpty ? Double(shape[axis]) : Double(shape[axis]) * (result[axis].region.end - result[axis].region.start)
      if !scales.isEmpty {
        let outputs = (length * scales[index]).rounded(.down)
        guard outputs > 0, outputs <= 0x1p26 else { throw fail("scales axis \(axis) of shape \(shape) by \(scales[index])") }
        (result[axis].outputs, result[axis].scale) = (Int(outputs), scales[index])
      } else {
        (result[axis].outputs, result[axis].scale) = (sizes[index], Double(sizes[index]) / Double(shape[axis]))
      }
    }
    if !sizes.isEmpty, resizing.aspectRatio != .stretch { keepAspectRatio(&result, named, resizing.aspectRatio) }
    return result
  }

  /// One scale for all named axes: the largest that fits into the sizes, or the smallest that fills them.
  private func keepAspectRatio(_ axes: inout [Resizing.Axis], _ named: [Int], _ policy: Resizing.AspectRatio) {
    let scales = named.map { axes[$0].scale }
    let scale = (policy == .notLarger ? scales.min() : scales.max()) ?? 1
    for axis in named {
      axes[axis].scale = scale
      axes[axis].outputs = Int(min((Double(axes[axis].size) * scale + 0.5).rounded(.down), 0x1p27))
    }
  }
}
