import Diagnostics
import Networks

extension ONNXGraphReader {
  /// Reads one supported node whose inputs must all have been made.
  mutating func readNode(_ index: Int) throws(Diagnostic) {
    let node = graph.node[index]
    let label = label(index)
    let inputs = node.givenInputs
    for name in inputs where !known.contains(name) { throw unknown(name, usedBy: index) }
    let outputs = node.output.filter { !$0.isEmpty }
    guard let output = node.output.first, !output.isEmpty, outputs.count <= (node.opType == "Dropout" ? 2 : 1) else {
      throw file.failure("\(label) has \(node.output.count) outputs; it should have one")
    }
    if node.opType == "Constant" {
      guard inputs.isEmpty else { throw file.failure("\(label) has inputs") }
      let value = try constant(node, label)
      try declare(output, label)
      constants[output] = value
      return
    }
    let operation = try node.operation(label, file)
    let operands = node.opType == "Dropout" ? try dropoutInput(inputs, label) : inputs
    try check(operands, operation, label)
    try declare(output, label)
    let step = Network.Node(name: name(index), operation: operation, inputs: operands, output: output)
    if let value = try fold(step) { constants[output] = value } else { nodes.append(step) }
  }

  /// Why a value is not there: made further on, a Dropout's mask, left out, or made by nothing.
  private func unknown(_ name: String, usedBy index: Int) -> Diagnostic {
    if name.isEmpty { return file.failure("\(label(index)) leaves out an input that it needs") }
    guard let maker = graph.node.firstIndex(where: { $0.output.contains(name) }) else {
      return file.failure("\(label(index)) uses the value '\(name)', which nothing makes")
    }
    if maker == index { return file.failure("\(label(index)) uses its own output '\(name)'") }
    if maker < index { return file.failure("\(label(index)) uses '\(name)', the mask of \(label(maker)), which is not kept") }
    return file.failure(
      "\(label(index)) uses the value '\(name)', which \(label(maker)) makes only later: the nodes are not in order",
      fix: "sort the nodes topologically")
  }

  private func constant(_ node: ONNXNode, _ label: String) throws(Diagnostic) -> Tensor {
    let attributes = try ONNXAttributes(node, label, file)
    guard let name = attributes.names.first, attributes.names.count == 1 else {
      throw file.failure("\(label) has \(attributes.names.count) values; it should have one")
    }
    let tensor: Tensor
    switch name {
    case "value_float": tensor = Tensor(shape: [], elements: [try attributes.float(name, default: 0)])
    case "value_floats":
      let floats = try attributes.value(name, .floats, "a list of floats")?.floats ?? []
      tensor = Tensor(shape: [floats.count], elements: floats.map(Double.init))
    case "value_int", "value_ints":
      let single = name == "value_int"
      let integers =
        single
        ? [try attributes.integer(name, default: 0)] : try attributes.value(name, .ints, "a list of integers")?.ints ?? []
      let doubles = integers.compactMap { Double(exactly: $0) }
      guard doubles.count == integers.count else {
        throw file.failure("the value of \(label) holds an integer without an exact double")
      }
      tensor = Tensor(shape: single ? [] : [doubles.count], elements: doubles)
    default:
      tensor = try tensors.read(try attributes.value(name, .tensor, "a tensor")?.t ?? ONNXTensor(), "the value of \(label)")
    }
    try tensor.requireFinite("the value of \(label)", at: file.location)
    return tensor
  }

  /// The one input of a Dropout that counts in inference; refuses a node that is set to training.
  private func dropoutInput(_ inputs: [String], _ label: String) throws(Diagnostic) -> [String] {
    guard inputs.count <= 3 else { throw file.failure("\(label) has \(inputs.count) inputs; it takes 1 to 3") }
    if inputs.count == 3 {
      guard let training = constants[inputs[2]], training.elements == [0] else {
        throw file.failure("\(label) is set to training", fix: "export the model in inference mode (model.eval())")
      }
    }
    return Array(inputs.prefix(1))
  }

  /// Checks what can be told of a node's operands before any data run through it.
  private func check(_ operands: [String], _ operation: Operation, _ label: String) throws(Diagnostic) {
    let allowed = operation.inputCounts
    guard allowed.contains(operands.count) else {
      let expected = allowed.count == 1 ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) or \(allowed.upperBound)"
      throw file.failure("\(label) has \(operands.count) inputs; it takes \(expected)")
    }
    for name in operands where operation.hasParameters && constants[name]?.count == 0 {
      throw file.failure("\(label) uses '\(name)', which has no elements")
    }
    if case .reshape = operation, constants[operands[1]] == nil {
      throw file.failure(
        "\(label) takes its shape from '\(operands[1])', which is computed", fix: "export the model with fixed shapes")
    }
  }

  /// The value of a node that only passes a constant on; `nil` for a node that has to stay.
  private func fold(_ node: Network.Node) throws(Diagnostic) -> Tensor? {
    switch node.operation {
    case .identity, .flatten, .reshape: break
    default: return nil
    }
    var operands: [Tensor] = []
    for name in node.inputs {
      guard let value = constants[name] else { return nil }
      operands.append(value)
    }
    do { return try node.operation.apply(to: operands, node: node.name) } catch { throw file.failure(error.message) }
  }
}
