import Diagnostics

extension Operands {
  /// Checks X, W and B: shape [n, channels, …] with [a, b, …] weights; `outputs` is the axis of W that counts output channels.
  private func kernel(_ window: SlidingWindow) throws(Diagnostic) -> (input: [Int], weights: [Int]) {
    let input = shape(0), weights = shape(1)
    guard input.count >= 3, weights.count == input.count, weights.allSatisfy({ $0 > 0 }) else {
      throw fail("convolves shape \(input) with weights of shape \(weights)")
    }
    guard window.kernel.isEmpty || window.kernel == Array(weights.dropFirst(2)) else {
      throw fail("has the kernel shape \(window.kernel), but weights of shape \(weights)")
    }
    return (input, weights)
  }

  private func checkBias(_ channels: Int) throws(Diagnostic) {
    guard !isGiven(2) || shape(2) == [channels] else { throw fail("adds a bias of shape \(shape(2)) to \(channels) channels") }
  }

  func convolution(_ window: SlidingWindow, groups: Int) throws(Diagnostic) -> Formula {
    let (input, weights) = try kernel(window)
    guard groups > 0, weights[1].multipliedReportingOverflow(by: groups) == (input[1], false), weights[0] % groups == 0 else {
      throw fail("convolves shape \(input) with weights of shape \(weights) in \(groups) groups")
    }
    try checkBias(weights[0])
    let geometry = try slidingGeometry(window, inputs: Array(input.dropFirst(2)), kernel: Array(weights.dropFirst(2)))
    let shape = try checked([input[0], weights[0]] + geometry.outputs)
    let channelsPerGroup = weights[0] / groups, inputsPerGroup = weights[1]
    return channelSums(shape, geometry, geometry.taps) { channel in
      (channel / channelsPerGroup * inputsPerGroup, inputsPerGroup, channel * inputsPerGroup, 1)
    }
  }

  func transposedConvolution(_ window: SlidingWindow, groups: Int, outputPadding: [Int], outputShape: [Int]) throws(Diagnostic) -> Formula {
    let (input, weights) = try kernel(window)
    guard groups > 0, weights[0] == input[1], input[1] % groups == 0, groups <= 1 << 20 else {
      throw fail("convolves shape \(input) with weights of shape \(weights) in \(groups) groups")
    }
    let channels = weights[1] * groups
    try checkBias(channels)
    var geometry = try geometry(window, inputs: Array(input.dropFirst(2)), kernel: Array(weights.dropFirst(2)))
    try spread(&geometry, window, outputPadding, outputShape)
    try checkTaps(geometry)
    let shape = try checked([input[0], channels] + geometry.outputs)
    let inputsPerGroup = input[1] / groups, outputsPerGroup = weights[1]
    return channelSums(shape, geometry, geometry.transposedTaps) { channel in
      let (group, place) = channel.quotientAndRemainder(dividingBy: outputsPerGroup)
      return (group * inputsPerGroup, inputsPerGroup, group * inputsPerGroup * outputsPerGroup + place, outputsPerGroup)
    }
  }

  /// For each output the sum, over the input channels that its channel meets, of the products of taps and kernel, and the bias.
  ///
  /// `meetings` tells for an output channel the first input channel and how many there are, and the number of the first of their kernels with
  /// the step to the next.
  private func channelSums(
    _ shape: [Int], _ geometry: WindowGeometry, _ taps: WindowTaps,
    _ meetings: @escaping (_ channel: Int) -> (input: Int, count: Int, kernel: Int, step: Int)
  ) -> Formula {
    let (inputs, channels) = (self.shape(0)[1], shape[1])
    let size = geometry.inputs.reduce(1, *), area = geometry.kernel.reduce(1, *), positions = geometry.outputs.reduce(1, *)
    let second = offsets[1], third = isGiven(2) ? offsets[2] : -1
    return Formula(
      shape,
      .linear(
        LinearForm(shape.reduce(1, *)) { row, terms in
          let (block, position) = row.quotientAndRemainder(dividingBy: positions)
          let (image, channel) = block.quotientAndRemainder(dividingBy: channels)
          let meeting = meetings(channel)
          for inner in 0..<meeting.count {
            let base = (image * inputs + meeting.input + inner) * size
            let kernel = second + (meeting.kernel + inner * meeting.step) * area
            taps.forEachRun(position) { input, inputStep, place, placeStep, count in
              terms.add(from: base + input, stride: inputStep, times: kernel + place, stride: placeStep, count: count)
            }
          }
          if third >= 0 { terms.add(third + channel) }
        }))
  }

  /// The outputs of a transposed convolution, and the pads where they follow from them.
  private func spread(
    _ geometry: inout WindowGeometry, _ window: SlidingWindow, _ outputPadding: [Int], _ outputShape: [Int]
  ) throws(Diagnostic) {
    let rank = geometry.inputs.count
    let extra = outputPadding.isEmpty ? [Int](repeating: 0, count: rank) : outputPadding
    guard extra.count == rank, extra.allSatisfy({ (0...1 << 20).contains($0) }), outputShape.isEmpty || outputShape.count == rank,
      outputShape.allSatisfy({ (0...1 << 26).contains($0) })
    else { throw fail("has the output padding \(extra) and the output shape \(outputShape) for \(rank) spatial axes") }
    for axis in 0..<rank {
      let full = geometry.strides[axis] * (geometry.inputs[axis] - 1) + extra[axis] + geometry.reach(axis)
      var wanted: Int?
      if !outputShape.isEmpty {
        wanted = outputShape[axis]
      } else if window.automaticPadding == .sameUpper || window.automaticPadding == .sameLower {
        wanted = geometry.inputs[axis] * geometry.strides[axis]
      } else if window.automaticPadding == .valid {
        wanted = full
      }
      if let wanted {
        let total = full - wanted
        // Rounded down, also where the outputs reach further than the kernel: the rest of them is at the end.
        let half = total >> 1
        geometry.padsBefore[axis] = window.automaticPadding == .sameUpper ? half : total - half
        geometry.padsAfter[axis] = total - geometry.padsBefore[axis]
      }
      let outputs = full - geometry.padsBefore[axis] - geometry.padsAfter[axis]
      guard outputs > 0 else { throw fail("would make \(outputs) outputs along axis \(axis + 2)") }
      geometry.outputs.append(outputs)
    }
  }
}
