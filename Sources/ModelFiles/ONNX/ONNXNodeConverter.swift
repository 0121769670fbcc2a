import Diagnostics
import Networks

/// Turns the nodes of an ONNX graph into operations.
struct ONNXNodeConverter {
  let file: FileBytes
  let reader: ONNXTensorReader

  enum Converted {
    case node(Network.Node)
    case constant(String, Tensor)
  }

  /// The operators that are read; Constant becomes a constant and Dropout, which does nothing after training, an Identity.
  static let operators = ["Add", "Constant", "Dropout", "Flatten", "Gemm", "Identity", "MatMul", "Relu", "Reshape"]

  func convert(_ node: Facet_Onnx_Node, number: Int) throws(Diagnostic) -> Converted {
    let name = node.name.isEmpty ? "\(node.opType) #\(number + 1)" : node.name
    guard node.domain.isEmpty || node.domain == "ai.onnx", Self.operators.contains(node.opType) else {
      let type = node.domain.isEmpty ? node.opType : "\(node.domain).\(node.opType)"
      throw file.fail(
        "node '\(name)' is of the operator \(type), which is not supported", id: "unsupported-operator",
        fix: "use a network of: \(Self.operators.joined(separator: ", "))")
    }
    guard let output = node.output.first, !output.isEmpty else { throw file.fail("node '\(name)' (\(node.opType)) has no output") }
    if node.opType == "Constant" { return .constant(output, try constant(node, name)) }
    let operation = try operation(node, name)
    var inputs = node.input
    while inputs.last?.isEmpty == true { inputs.removeLast() }
    // Dropout's further inputs are its ratio and its mode, which matter in training only.
    if node.opType == "Dropout" { inputs = Array(inputs.prefix(1)) }
    guard operation.inputCounts.contains(inputs.count), !inputs.contains("") else {
      throw file.fail("node '\(name)' (\(node.opType)) has \(inputs.count) inputs")
    }
    return .node(Network.Node(name: name, operation: operation, inputs: inputs, output: output))
  }

  private func operation(_ node: Facet_Onnx_Node, _ name: String) throws(Diagnostic) -> Operation {
    let attributes = try attributes(node, name)
    func integer(_ key: String, _ standard: Int) throws(Diagnostic) -> Int {
      guard let attribute = attributes[key] else { return standard }
      guard let value = Int(exactly: attribute.i) else { throw file.fail("node '\(name)' has a bad '\(key)'") }
      return value
    }
    switch node.opType {
    case "Gemm":
      return .gemm(
        alpha: attributes["alpha"].map { Double($0.f) } ?? 1, beta: attributes["beta"].map { Double($0.f) } ?? 1,
        transposeA: try integer("transA", 0) != 0, transposeB: try integer("transB", 0) != 0)
    case "MatMul": return .matMul
    case "Add": return .add
    case "Relu": return .relu
    case "Flatten": return .flatten(axis: try integer("axis", 1))
    case "Reshape": return .reshape(allowZero: try integer("allowzero", 0) != 0)
    default: return .identity
    }
  }

  private func attributes(_ node: Facet_Onnx_Node, _ name: String) throws(Diagnostic) -> [String: Facet_Onnx_Attribute] {
    let known = [
      "Gemm": ["alpha", "beta", "transA", "transB"], "Flatten": ["axis"], "Reshape": ["allowzero"], "Dropout": ["ratio", "seed"],
    ]
    var result: [String: Facet_Onnx_Attribute] = [:]
    for attribute in node.attribute {
      guard known[node.opType, default: []].contains(attribute.name), result[attribute.name] == nil else {
        throw file.fail("node '\(name)' (\(node.opType)) has the attribute '\(attribute.name)', which is unknown or given twice")
      }
      result[attribute.name] = attribute
    }
    return result
  }

  private func constant(_ node: Facet_Onnx_Node, _ name: String) throws(Diagnostic) -> Tensor {
    guard let attribute = node.attribute.first, node.attribute.count == 1 else { throw file.fail("node '\(name)' (Constant) has no single value") }
    switch attribute.name {
    case "value": return try reader.tensor(attribute.t, name: name)
    case "value_float": return Tensor(shape: [], elements: [Double(attribute.f)])
    case "value_int": return Tensor(shape: [], elements: [Double(attribute.i)])
    case "value_floats": return Tensor(shape: [attribute.floats.count], elements: attribute.floats.map { Double($0) })
    case "value_ints": return Tensor(shape: [attribute.ints.count], elements: attribute.ints.map { Double($0) })
    default: throw file.fail("node '\(name)' (Constant) has a '\(attribute.name)', which is not read")
    }
  }
}
