import Diagnostics
import Networks

extension ONNXNode {
  /// Whether a domain is that of ONNX's own operators.
  static func isStandard(domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }

  /// The operators that are read, with the attributes that each may have.
  static let operators: [String: Set<String>] = [
    "Gemm": ["alpha", "beta", "transA", "transB"], "MatMul": [], "Add": [], "Relu": [], "Flatten": ["axis"],
    "Reshape": ["allowzero"],
    "Identity": [], "Dropout": ["ratio", "seed"],
    "Constant": ["value", "value_float", "value_floats", "value_int", "value_ints"],
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

  /// What the node does, of a supported node other than a Constant.
  ///
  /// Throws for attributes that the operator does not have or that are of another type.
  func operation(_ label: String, _ file: BinaryFile) throws(Diagnostic) -> Operation {
    let attributes = try ONNXAttributes(self, label, file)
    switch opType {
    case "Gemm":
      return .gemm(
        alpha: try attributes.float("alpha", default: 1), beta: try attributes.float("beta", default: 1),
        transposeA: try attributes.flag("transA"), transposeB: try attributes.flag("transB"))
    case "MatMul": return .matMul
    case "Add": return .add
    case "Relu": return .relu
    case "Flatten":
      let axis = try attributes.integer("axis", default: 1)
      guard let axis = Int(exactly: axis), (-64...64).contains(axis) else {
        throw file.failure("\(label) has the axis \(axis)")
      }
      return .flatten(axis: axis)
    case "Reshape": return .reshape(allowZero: try attributes.flag("allowzero"))
    // A Dropout passes its input on when the network is not being trained.
    default: return .identity
    }
  }
}
