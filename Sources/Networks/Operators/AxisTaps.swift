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

/// The taps of a window over several axes: for each output, runs of inputs and places of the kernel along the last axis.
struct WindowTaps {
  private(set) var runs: [AxisTaps.Run] = []
  /// The runs of output o are at `starts[o]..<starts[o + 1]`.
  private(set) var starts = [0]

  /// One table for each axis, with the sizes of the input, the kernel and the outputs; outputs and runs in row-major order.
  init(axes: [AxisTaps], inputs: [Int], kernel: [Int], outputs: [Int]) {
    var index = [Int](repeating: 0, count: outputs.count)
    for output in 0..<outputs.reduce(1, *) {
      var rest = output
      for axis in outputs.indices.reversed() { (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: outputs[axis]) }
      append(0, index, AxisTaps.Run(), axes, inputs, kernel)
      starts.append(runs.count)
    }
  }

  /// Appends the runs of one output for every combination of places along the axes before the last.
  private mutating func append(
    _ axis: Int, _ index: [Int], _ base: AxisTaps.Run, _ axes: [AxisTaps], _ inputs: [Int], _ kernel: [Int]
  ) {
    var run = axes[axis].runs[index[axis]]
    let (input, place) = (base.input * inputs[axis] + run.input, base.kernel * kernel[axis] + run.kernel)
    if axis == axes.count - 1 {
      (run.input, run.kernel) = (input, place)
      if run.count > 0 { runs.append(run) }
      return
    }
    for step in 0..<run.count {
      let next = AxisTaps.Run(input: input + step * run.inputStep, kernel: place + step * run.kernelStep)
      append(axis + 1, index, next, axes, inputs, kernel)
    }
  }

  /// The runs of one output: the numbers of the first input and of the first place of the kernel, with the steps between them.
  @inline(__always)
  func forEachRun(_ output: Int, _ body: (_ input: Int, _ inputStep: Int, _ place: Int, _ placeStep: Int, _ count: Int) -> Void) {
    for index in starts[output]..<starts[output + 1] {
      let run = runs[index]
      body(run.input, run.inputStep, run.kernel, run.kernelStep, run.count)
    }
  }
}
