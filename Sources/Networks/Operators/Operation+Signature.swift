extension Operation {
  /// The ONNX name of the operator.
  package var name: String {
    switch self {
    case .gemm: "Gemm"
    case .matMul: "MatMul"
    case .conv: "Conv"
    case .convTranspose: "ConvTranspose"
    case .batchNormalization: "BatchNormalization"
    case .averagePool: "AveragePool"
    case .maxPool: "MaxPool"
    case .globalAveragePool: "GlobalAveragePool"
    case .globalMaxPool: "GlobalMaxPool"
    case .add: "Add"
    case .sub: "Sub"
    case .mul: "Mul"
    case .div: "Div"
    case .neg: "Neg"
    case .sum: "Sum"
    case .mean: "Mean"
    case .maximum: "Max"
    case .minimum: "Min"
    case .relu: "Relu"
    case .leakyRelu: "LeakyRelu"
    case .prelu: "PRelu"
    case .absolute: "Abs"
    case .clip: "Clip"
    case .hardSigmoid: "HardSigmoid"
    case .hardSwish: "HardSwish"
    case .sigmoid: "Sigmoid"
    case .tanh: "Tanh"
    case .gelu: "Gelu"
    case .softmax: "Softmax"
    case .logSoftmax: "LogSoftmax"
    case .argMax: "ArgMax"
    case .reduce(let reduction, _, _): "Reduce\(reduction == .sum ? "Sum" : reduction == .mean ? "Mean" : "Max")"
    default: movementName
    }
  }

  private var movementName: String {
    switch self {
    case .flatten: "Flatten"
    case .reshape: "Reshape"
    case .cast: "Cast"
    case .transpose: "Transpose"
    case .squeeze: "Squeeze"
    case .unsqueeze: "Unsqueeze"
    case .expand: "Expand"
    case .concat: "Concat"
    case .split: "Split"
    case .slice: "Slice"
    case .gather: "Gather"
    case .pad: "Pad"
    case .resize: "Resize"
    case .shape: "Shape"
    case .constantOfShape: "ConstantOfShape"
    case .range: "Range"
    case .select: "Where"
    case .equal: "Equal"
    case .floor: "Floor"
    case .mod: "Mod"
    default: "Identity"
    }
  }

  /// Whether constants that feed the operation are weights (the shape that feeds a Reshape isn't).
  package var hasParameters: Bool {
    switch self {
    case .gemm, .matMul, .conv, .convTranspose, .batchNormalization, .prelu: true
    case .add, .sub, .mul, .div, .sum, .mean, .maximum, .minimum: true
    default: false
    }
  }

  /// How many inputs the operation takes; those up to the lower bound can't be left out.
  package var inputCounts: ClosedRange<Int> {
    switch self {
    case .gemm, .conv, .convTranspose: 2...3
    case .matMul, .add, .sub, .mul, .div, .reshape, .prelu, .expand, .gather, .equal, .mod, .unsqueeze: 2...2
    case .batchNormalization: 5...5
    case .sum, .mean, .maximum, .minimum, .concat: 1...Int.max
    case .clip: 1...3
    case .reduce, .split, .squeeze: 1...2
    case .slice: 3...5
    case .pad: 2...4
    case .resize: 1...4
    case .range, .select: 3...3
    default: 1...1
    }
  }

  /// The most outputs that the operation has.
  package var outputCount: Int {
    switch self {
    case .maxPool: 2
    case .split(_, let parts): parts
    default: 1
    }
  }

  /// The inputs that say how elements are moved (shapes, axes, pads, indices, …) and so may not depend on a network's input.
  package var controlInputs: Range<Int> {
    switch self {
    case .reshape, .squeeze, .unsqueeze, .expand, .split, .gather, .reduce: 1..<2
    case .slice: 1..<5
    case .pad: 1..<2
    case .resize: 1..<4
    case .constantOfShape, .select: 0..<1
    case .range: 0..<3
    default: 0..<0
    }
  }
}

extension Operation {
  /// Whether the operation computes nothing: its results are elements of its inputs, or numbers that shapes alone decide.
  package var onlyMoves: Bool {
    switch self {
    case .flatten, .reshape, .identity, .cast(.none), .transpose, .squeeze, .unsqueeze, .expand, .concat, .split, .slice, .gather, .pad,
      .shape, .constantOfShape, .range, .select:
      true
    default: false
    }
  }
}
