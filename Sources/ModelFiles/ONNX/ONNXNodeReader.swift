import Diagnostics
import Networks

/// Reads what one supported node does, by the version of the operator set that the model names.
///
/// Older versions of an operator keep in attributes what newer ones take as inputs; here they become inputs, constants in `added`.
struct ONNXNodeReader {
  let node: ONNXNode
  /// What messages call the node.
  let label: String
  let version: Int64
  let attributes: ONNXAttributes
  let file: BinaryFile
  /// The element types of the node's inputs, where they are known.
  let types: [ElementType?]
  /// The names of the inputs; those of `added` are their places from 0 for the time being.
  var inputs: [String]
  /// Inputs that were attributes, by their places.
  private(set) var added: [Int: Tensor] = [:]

  init(_ node: ONNXNode, _ label: String, version: Int64, types: [ElementType?], _ file: BinaryFile) throws(Diagnostic) {
    self.node = node
    self.label = label
    self.version = version
    self.types = types
    self.file = file
    attributes = try ONNXAttributes(node, label, file)
    inputs = node.givenInputs
  }

  /// Gives the node an input that the file keeps in an attribute.
  mutating func add(_ values: [Double], at place: Int, isScalar: Bool = false) {
    while inputs.count <= place { inputs.append("") }
    added[place] = Tensor(shape: isScalar ? [] : [values.count], elements: values)
  }

  /// What the node does, of a supported node other than a Constant.
  ///
  /// Throws for attributes that the operator does not have or that are of another type.
  mutating func operation() throws(Diagnostic) -> Operation {
    if let plain = Self.plain[node.opType] { return plain }
    if let operation = try linear() { return operation }
    if let operation = try bending() { return operation }
    return try movement()
  }

  /// Operators without attributes.
  private static let plain: [String: Operation] = [
    "MatMul": .matMul, "Add": .add, "Sub": .sub, "Mul": .mul, "Neg": .neg, "Sum": .sum, "Mean": .mean, "Max": .maximum, "Min": .minimum,
    "Relu": .relu, "PRelu": .prelu, "Abs": .absolute, "HardSwish": .hardSwish, "Sigmoid": .sigmoid, "Tanh": .tanh, "Identity": .identity,
    "GlobalAveragePool": .globalAveragePool, "GlobalMaxPool": .globalMaxPool, "Expand": .expand, "Range": .range, "Where": .select,
    "Equal": .equal, "Floor": .floor,
  ]

  private mutating func linear() throws(Diagnostic) -> Operation? {
    switch node.opType {
    case "Gemm":
      return .gemm(
        alpha: try attributes.float("alpha", default: 1), beta: try attributes.float("beta", default: 1),
        transposeA: try attributes.flag("transA"), transposeB: try attributes.flag("transB"))
    case "Div": return .div(truncates: types.first.flatMap(\.self)?.isInteger ?? false)
    case "Conv": return .conv(try window(), groups: try groups())
    case "ConvTranspose":
      return .convTranspose(
        try window(), groups: try groups(), outputPadding: try attributes.integers("output_padding") ?? [],
        outputShape: try attributes.integers("output_shape") ?? [])
    case "BatchNormalization":
      guard try !attributes.flag("training_mode") else {
        throw file.failure("\(label) is set to training", fix: "export the model in inference mode (model.eval())")
      }
      guard try attributes.flag("spatial", default: true) else {
        throw file.failure("\(label) has a mean for each element ('spatial' is 0), which is not read")
      }
      return .batchNormalization(epsilon: try attributes.float("epsilon", default: Double(Float(1e-5))))
    case "AveragePool": return .averagePool(try window(), countsPadding: try attributes.flag("count_include_pad"))
    case "ReduceSum", "ReduceMean", "ReduceMax": return try reduction()
    case "Resize", "Upsample": return .resize(try resizing())
    default: return nil
    }
  }

  private mutating func bending() throws(Diagnostic) -> Operation? {
    switch node.opType {
    case "MaxPool": return .maxPool(try window(), isColumnMajor: try attributes.flag("storage_order"))
    case "LeakyRelu": return .leakyRelu(slope: try attributes.float("alpha", default: Double(Float(0.01))))
    case "HardSigmoid":
      return .hardSigmoid(
        alpha: try attributes.float("alpha", default: Double(Float(0.2))), beta: try attributes.float("beta", default: 0.5))
    case "Clip":
      if version < 11 {
        let largest = Double(Float.greatestFiniteMagnitude)
        add([try attributes.float("min", default: -largest)], at: 1, isScalar: true)
        add([try attributes.float("max", default: largest)], at: 2, isScalar: true)
      }
      return .clip
    case "Softmax": return .softmax(axis: try attributes.axis("axis", default: version < 13 ? 1 : -1), isFlattened: version < 13)
    case "LogSoftmax": return .logSoftmax(axis: try attributes.axis("axis", default: version < 13 ? 1 : -1), isFlattened: version < 13)
    case "ArgMax":
      return .argMax(
        axis: try attributes.axis("axis", default: 0), keepsAxis: try attributes.flag("keepdims", default: true),
        takesLast: try attributes.flag("select_last_index"))
    default: return nil
    }
  }

  private func groups() throws(Diagnostic) -> Int {
    let groups = try attributes.integer("group", default: 1)
    guard (1...1 << 20).contains(groups) else { throw file.failure("\(label) has \(groups) groups; there must be from 1 to 1048576") }
    return Int(groups)
  }

  private mutating func reduction() throws(Diagnostic) -> Operation {
    if let axes = try attributes.integers("axes") { add(axes.map { Double($0) }, at: 1) }
    let kinds: [String: Operation.Reduction] = ["ReduceSum": .sum, "ReduceMean": .mean, "ReduceMax": .maximum]
    return .reduce(
      kinds[node.opType] ?? .sum, keepsAxes: try attributes.flag("keepdims", default: true),
      isIdentityWithoutAxes: try attributes.flag("noop_with_empty_axes"))
  }
}
