import Diagnostics

/// A window whose defaults are filled in for an input.
struct WindowGeometry {
  let inputs: [Int]
  let kernel: [Int]
  let strides: [Int]
  let dilations: [Int]
  var padsBefore: [Int]
  var padsAfter: [Int]
  var outputs: [Int]

  /// How far the kernel reaches along an axis.
  func reach(_ axis: Int) -> Int { (kernel[axis] - 1) * dilations[axis] + 1 }

  var taps: WindowTaps {
    WindowTaps(
      axes: inputs.indices.map {
        .sliding(
          outputs: outputs[$0], inputs: inputs[$0], kernel: kernel[$0], stride: strides[$0], dilation: dilations[$0], pad: padsBefore[$0])
      }, inputs: inputs, kernel: kernel, outputs: outputs)
  }

  var transposedTaps: WindowTaps {
    WindowTaps(
      axes: inputs.indices.map {
        .transposed(
          outputs: outputs[$0], inputs: inputs[$0], kernel: kernel[$0], stride: strides[$0], dilation: dilations[$0], pad: padsBefore[$0])
      }, inputs: inputs, kernel: kernel, outputs: outputs)
  }

  /// The number of places of the window at an output that lie inside the padded input.
  func paddedCount(_ output: Int) -> Int {
    var rest = output
    var count = 1
    for axis in outputs.indices.reversed() {
      let start = rest % outputs[axis] * strides[axis] - padsBefore[axis]
      rest /= outputs[axis]
      let end = inputs[axis] + padsAfter[axis]
      count *= start < end ? min(kernel[axis], (end - 1 - start) / dilations[axis] + 1) : 0
    }
    return count
  }
}

extension Operands {
  /// Refuses windows whose table of taps would be too large: more than 2²⁴ runs.
  func checkTaps(_ geometry: WindowGeometry) throws(Diagnostic) {
    let rows = geometry.kernel.dropLast().reduce(1.0) { $0 * Double($1) }
    guard geometry.outputs.reduce(rows, { $0 * Double($1) }) <= 0x1p24 else {
      throw fail(
        "has too many windows of \(geometry.kernel) elements on shape \(shape(0))",
        fix: "use a smaller input or kernel: 2²⁴ rows of elements are possible in all windows")
    }
  }

  /// Fills in strides, dilations and pads, but not yet the outputs. Numbers are bounded so that no product of them overflows.
  func geometry(_ window: SlidingWindow, inputs: [Int], kernel: [Int]) throws(Diagnostic) -> WindowGeometry {
    let rank = inputs.count
    let ones = [Int](repeating: 1, count: rank)
    let strides = window.strides.isEmpty ? ones : window.strides
    let dilations = window.dilations.isEmpty ? ones : window.dilations
    let pads = window.pads.isEmpty ? [Int](repeating: 0, count: 2 * rank) : window.pads
    guard rank > 0, kernel.count == rank, strides.count == rank, dilations.count == rank, pads.count == 2 * rank else {
      throw fail(
        "has \(kernel.count) kernel sizes, \(strides.count) strides, \(dilations.count) dilations and \(pads.count) pads "
          + "for \(rank) spatial axes of shape \(shape(0))")
    }
    let limit = 1 << 20
    guard (kernel + strides + dilations).allSatisfy({ (1...limit).contains($0) }), pads.allSatisfy({ (-limit...limit).contains($0) }) else {
      throw fail(
        "has a window of kernel \(kernel), strides \(strides), dilations \(dilations) and pads \(pads)",
        fix: "use kernel sizes, strides and dilations from 1 to \(limit), and pads of at most \(limit)")
    }
    return WindowGeometry(
      inputs: inputs, kernel: kernel, strides: strides, dilations: dilations, padsBefore: Array(pads.prefix(rank)),
      padsAfter: Array(pads.suffix(rank)), outputs: [])
  }

  /// The geometry of a window that slides over the input, with its outputs.
  func slidingGeometry(_ window: SlidingWindow, inputs: [Int], kernel: [Int]) throws(Diagnostic) -> WindowGeometry {
    var geometry = try geometry(window, inputs: inputs, kernel: kernel)
    for axis in inputs.indices {
      let stride = geometry.strides[axis], reach = geometry.reach(axis)
      switch window.automaticPadding {
      case .none: break
      case .valid: (geometry.padsBefore[axis], geometry.padsAfter[axis]) = (0, 0)
      case .sameUpper, .sameLower:
        let outputs = (inputs[axis] + stride - 1) / stride
        let total = max((outputs - 1) * stride + reach - inputs[axis], 0)
        let small = total / 2, large = total - small
        let isUpper = window.automaticPadding == .sameUpper
        (geometry.padsBefore[axis], geometry.padsAfter[axis]) = isUpper ? (small, large) : (large, small)
      }
      let room = inputs[axis] + geometry.padsBefore[axis] + geometry.padsAfter[axis] - reach
      guard room >= 0 else {
        throw fail(
          "has a window that reaches over \(reach) elements of axis \(axis + 2), more than shape \(shape(0)) with its pads has",
          fix: "use a larger input, a smaller kernel or more pads")
      }
      var outputs = (room + (window.roundsUp ? stride - 1 : 0)) / stride + 1
      // A window that would start behind the input and its first pads is left out.
      if window.roundsUp, (outputs - 1) * stride >= inputs[axis] + geometry.padsBefore[axis] { outputs -= 1 }
      geometry.outputs.append(outputs)
    }
    try checkTaps(geometry)
    return geometry
  }
}
