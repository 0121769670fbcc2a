/// Which inputs meet which places of a kernel along one axis, for each output position: an evenly spaced run of both.
struct AxisTaps {
  struct Run {
    var input = 0
    var inputStep = 0
    var kernel = 0
    var kernelStep = 0
    var count = 0
  }

  let runs: [Run]

  /// A sliding window: output o meets input o · stride − pad + k · dilation at place k.
  static func sliding(outputs: Int, inputs: Int, kernel: Int, stride: Int, dilation: Int, pad: Int) -> AxisTaps {
    AxisTaps(
      runs: (0..<outputs).map { output in
        let start = output * stride - pad
        // The first place not before the beginning, and the last not after the end.
        let first = start >= 0 ? 0 : (-start + dilation - 1) / dilation
        let last = start < inputs ? min(kernel - 1, (inputs - 1 - start) / dilation) : -1
        guard first <= last else { return Run() }
        return Run(input: start + first * dilation, inputStep: dilation, kernel: first, kernelStep: 1, count: last - first + 1)
      })
  }

  /// The transpose: output o meets input i at place k wherever i · stride − pad + k · dilation = o.
  static func transposed(outputs: Int, inputs: Int, kernel: Int, stride: Int, dilation: Int, pad: Int) -> AxisTaps {
    AxisTaps(
      runs: (0..<outputs).map { output in
        var run = Run()
        for place in 0..<kernel {
          let (input, rest) = (output + pad - place * dilation).quotientAndRemainder(dividingBy: stride)
          guard rest == 0, (0..<inputs).contains(input) else { continue }
          // Places that meet an input are evenly spaced, because both conditions are.
          if run.count == 0 { (run.input, run.kernel) = (input, place) }
          if run.count == 1 { (run.inputStep, run.kernelStep) = (input - run.input, place - run.kernel) }
          run.count += 1
        }
        return run
      })
  }
}

/// The taps of a window over several axes.
struct WindowTaps {
  let axes: [AxisTaps]
  let inputs: [Int]
  let kernel: [Int]
  let outputs: [Int]

  /// The runs along the last axis, for every combination of places along the others; `body` gets the numbers of the first input and
  /// of the first place of the kernel with the steps between them.
  func forEachRun(_ output: Int, _ body: (_ input: Int, _ inputStep: Int, _ place: Int, _ placeStep: Int, _ count: Int) -> Void) {
    var rest = output
    var index = [Int](repeating: 0, count: outputs.count)
    for axis in outputs.indices.reversed() { (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: outputs[axis]) }
    visit(0, index, 0, 0, body)
  }

  private func visit(_ axis: Int, _ index: [Int], _ input: Int, _ place: Int, _ body: (Int, Int, Int, Int, Int) -> Void) {
    if axis == axes.count { return body(input, 0, place, 0, 1) }
    let run = axes[axis].runs[index[axis]]
    let inputBase = input * inputs[axis], placeBase = place * kernel[axis]
    if axis == axes.count - 1 {
      if run.count > 0 { body(inputBase + run.input, run.inputStep, placeBase + run.kernel, run.kernelStep, run.count) }
      return
    }
    for step in 0..<run.count {
      visit(axis + 1, index, inputBase + run.input + step * run.inputStep, placeBase + run.kernel + step * run.kernelStep, body)
    }
  }
}
