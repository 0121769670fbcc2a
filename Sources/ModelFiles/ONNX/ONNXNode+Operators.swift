extension ONNXNode {
  /// Whether a domain is that of ONNX's own operators.
  static func isStandard(domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }

  private static let pool: Set<String> = ["auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "strides"]
  private static let convolution: Set<String> = ["auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"]
  private static let reduction: Set<String> = ["axes", "keepdims", "noop_with_empty_axes"]

  /// The operators that are read, with the attributes that each may have in any version.
  static let operators: [String: Set<String>] = [
    "Abs": [], "Add": [], "ArgMax": ["axis", "keepdims", "select_last_index"], "AveragePool": pool.union(["count_include_pad"]),
    "BatchNormalization": ["epsilon", "momentum", "spatial", "training_mode"], "Cast": ["round_mode", "saturate", "to"],
    "Clip": ["max", "min"], "Concat": ["axis"],
    "Constant": ["value", "value_float", "value_floats", "value_int", "value_ints"], "ConstantOfShape": ["value"],
    "Conv": convolution, "ConvTranspose": convolution.union(["output_padding", "output_shape"]), "Div": [],
    "Dropout": ["ratio", "seed"], "Equal": [], "Expand": [], "Flatten": ["axis"], "Floor": [], "Gather": ["axis"],
    "Gemm": ["alpha", "beta", "transA", "transB"], "GlobalAveragePool": [], "GlobalMaxPool": [], "HardSigmoid": ["alpha", "beta"],
    "HardSwish": [], "Identity": [], "LeakyRelu": ["alpha"], "LogSoftmax": ["axis"], "MatMul": [], "Max": [],
    "MaxPool": pool.union(["storage_order"]), "Mean": [], "Min": [], "Mod": ["fmod"], "Mul": [], "Neg": [], "PRelu": [],
    "Pad": ["mode", "pads", "value"],
    "Range": [], "ReduceMax": reduction, "ReduceMean": reduction, "ReduceSum": reduction, "Relu": [], "Reshape": ["allowzero"],
    "Resize": [
      "antialias", "axes", "coordinate_transformation_mode", "cubic_coeff_a", "exclude_outside", "extrapolation_value",
      "keep_aspect_ratio_policy", "mode", "nearest_mode",
    ],
    "Shape": ["end", "start"], "Sigmoid": [], "Slice": ["axes", "ends", "starts"], "Softmax": ["axis"],
    "Split": ["axis", "num_outputs", "split"], "Squeeze": ["axes"], "Sub": [], "Sum": [], "Tanh": [], "Transpose": ["perm"],
    "Unsqueeze": ["axes"],
    "Upsample": ["mode", "scales"], "Where": [],
  ]

  var isSupported: Bool { Self.isStandard(domain: domain) && Self.operators[opType] != nil }

  /// The operator's name, with its domain if that is not ONNX's own.
  var fullType: String { Self.isStandard(domain: domain) ? opType : "\(domain).\(opType)" }

  /// The inputs without those at the end that are left out by an empty name.
  var givenInputs: [String] {
    var names = input
    while names.last == "" { names.removeLast() }
    return names
  }

  /// The outputs without those at the end that are left out by an empty name.
  var givenOutputs: [String] {
    var names = output
    while names.last == "" { names.removeLast() }
    return names
  }
}
