import Diagnostics
import Networks

extension ONNXGraphReader {
  /// Checks what can be told of a node's operands before any data run through it.
  func check(_ operands: [String], _ operation: Operation, _ index: Int) throws(Diagnostic) {
    let allowed = operation.inputCounts
    let label = label(index)
    guard allowed.contains(operands.count) else {
      let (least, most) = (allowed.lowerBound, allowed.upperBound)
      let expected =
        least == most ? "\(least)" : most == .max ? "at least \(least)" : most == least + 1 ? "\(least) or \(most)" : "\(least) to \(most)"
      throw file.failure("\(label) has \(operands.count) inputs; it takes \(expected)")
    }
    for (place, name) in operands.enumerated() where name.isEmpty && (place < allowed.lowerBound || allowed.upperBound == .max) {
      throw file.failure("\(label) leaves out an input that it needs")
    }
    for name in operands where operation.hasParameters && constants[name]?.count == 0 {
      throw file.failure("\(label) uses '\(name)', which has no elements")
    }
    switch operation {
    // These take floating-point numbers as well.
    case .resize, .range, .select: return
    default: break
    }
    for place in operation.controlInputs where place < operands.count {
      let name = operands[place]
      guard constants[name] == nil, let type = types[name], !type.isInteger else { continue }
      throw file.failure(
        "\(label) takes \(operation == .reshape(allowZero: false) || operation == .expand ? "its shape" : "input \(place + 1)") from '\(name)', "
          + "which is computed", fix: "export the model with fixed shapes")
    }
  }

  /// The values of a node that only moves constants about or counts with integers; `nil` for a node that has to stay.
  ///
  /// Arithmetic on weights stays: it would be rounded here, and the network would be another one.
  func fold(_ node: Network.Node) throws(Diagnostic) -> [Tensor]? {
    let isWhole = types[node.output].map { $0.isInteger || $0 == .bool } ?? false
    guard isWhole || node.operation.onlyMoves else { return nil }
    var operands: [Tensor?] = []
    for name in node.inputs {
      if name.isEmpty {
        operands.append(nil)
      } else {
        guard let value = constants[name] else { return nil }
        operands.append(value)
      }
    }
    do { return try node.operation.apply(to: operands, node: node.name, outputs: node.outputs.count) } catch {
      throw file.failure(error.message)
    }
  }

  /// The value of a Constant, and the type of its elements.
  func constant(_ node: ONNXNode, _ label: String) throws(Diagnostic) -> (Tensor, ElementType?) {
    let attributes = try ONNXAttributes(node, label, file)
    guard let name = attributes.names.first, attributes.names.count == 1 else {
      throw file.failure("\(label) has \(attributes.names.count) values; it should have one")
    }
    let tensor: Tensor
    var type: ElementType? = .float32
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
      let doubles = integers.compactMap { Double(index: $0) }
      guard doubles.count == integers.count else {
        throw file.failure("the value of \(label) holds an integer without an exact double")
      }
      tensor = Tensor(shape: single ? [] : [doubles.count], elements: doubles)
      type = .int64
    default:
      let stored = try attributes.value(name, .tensor, "a tensor")?.t ?? ONNXTensor()
      tensor = try tensors.read(stored, "the value of \(label)")
      type = ONNXTensorReader.types[stored.dataType]?.type
    }
    try tensor.requireFinite("the value of \(label)", at: file.location)
    return (tensor, type)
  }
}
