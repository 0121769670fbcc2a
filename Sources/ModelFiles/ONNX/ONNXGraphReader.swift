import Diagnostics
import Networks

/// Turns a decoded graph into a `Network`: checks every name, and resolves what is constant.
struct ONNXGraphReader {
  let graph: ONNXGraph
  let tensors: ONNXTensorReader
  var constants: [String: Tensor] = [:]
  var nodes: [Network.Node] = []
  /// The names of all values made so far.
  var known: Set<String> = []
  /// The element types of values, where they are known.
  var types: [String: ElementType] = [:]
  let version: Int64

  var file: BinaryFile { tensors.file }

  init(_ graph: ONNXGraph, _ tensors: ONNXTensorReader, version: Int64) {
    self.version = version
    self.graph = graph
    self.tensors = tensors
  }

  /// The network of the graph. Throws a `Diagnostic` that names the node or value that is wrong.
  consuming func network() throws(Diagnostic) -> Network {
    try refuseUnsupported()
    try readInitializers()
    let inputs = try readInputs()
    for index in graph.node.indices { try readNode(index) }
    let outputs = graph.output.map(\.name)
    guard !outputs.isEmpty else { throw file.failure("the graph has no outputs") }
    for name in outputs where !known.contains(name) {
      throw file.failure("the graph's output '\(name)' is made by no node")
    }
    for value in graph.output where value.hasType && value.type.hasTensorType {
      types[value.name] = ONNXTensorReader.types[value.type.tensorType.elemType]?.type ?? types[value.name]
    }
    let shown = Set(inputs.map(\.name) + outputs).union(constants.keys)
    return Network(
      inputs: inputs, outputs: outputs, nodes: nodes, constants: constants, elementTypes: types.filter { shown.contains($0.key) })
  }

  /// What messages call a node; unnamed ones are called by their place from 1.
  func name(_ index: Int) -> String {
    let name = graph.node[index].name
    return name.isEmpty ? "#\(index + 1)" : name
  }

  func label(_ index: Int) -> String { "node '\(name(index))' (\(graph.node[index].fullType))" }

  /// Throws one diagnostic for all nodes whose operators are not read.
  private func refuseUnsupported() throws(Diagnostic) {
    let found = graph.node.indices.filter { !graph.node[$0].isSupported }
    guard let first = found.first else { return }
    let notes = found.dropFirst().prefix(20).map { Diagnostic.Note("\(label($0)) is not supported either") }
    let rest = found.count - 1 - notes.count
    throw Diagnostic(
      id: "unsupported-operator", "\(label(first)) uses an operator that is not supported", at: file.location,
      fix: "use only: \(ONNXNode.operators.keys.sorted().joined(separator: ", "))",
      notes: notes + (rest > 0 ? [Diagnostic.Note("and \(rest) nodes more")] : []))
  }

  private mutating func readInitializers() throws(Diagnostic) {
    for tensor in graph.initializer {
      guard !tensor.name.isEmpty else { throw file.failure("an initializer has no name") }
      try declare(tensor.name, "initializer '\(tensor.name)'")
      constants[tensor.name] = try tensors.read(tensor, "initializer '\(tensor.name)'")
      types[tensor.name] = ONNXTensorReader.types[tensor.dataType]?.type
    }
  }

  /// Notes that a value exists; throws if it did already.
  mutating func declare(_ name: String, _ maker: String) throws(Diagnostic) {
    guard known.insert(name).inserted else {
      throw file.failure("\(maker) gives the name '\(name)' to a second value; every name should be given once")
    }
  }

  /// The inputs without those that have a constant of the same name, which older files list as well.
  private mutating func readInputs() throws(Diagnostic) -> [Network.Input] {
    var inputs: [Network.Input] = []
    for value in graph.input where constants[value.name] == nil {
      let label = "input '\(value.name)'"
      guard !value.name.isEmpty else { throw file.failure("an input has no name") }
      try declare(value.name, label)
      guard value.hasType, value.type.hasTensorType else { throw file.failure("\(label) is not a tensor") }
      guard let (_, type) = ONNXTensorReader.types[value.type.tensorType.elemType] else {
        throw file.failure(
          "\(label) holds elements of the data type \(value.type.tensorType.elemType), which is not read",
          fix: "export the model with a float input")
      }
      types[value.name] = type
      inputs.append(Network.Input(name: value.name, shape: try shape(value.type.tensorType.shape, label)))
    }
    guard !inputs.isEmpty else { throw file.failure("the graph has no inputs") }
    return inputs
  }

  /// The shape of an input. Limits keep every product of sizes that an evaluation forms far from overflow.
  private func shape(_ shape: ONNXShape, _ label: String) throws(Diagnostic) -> [Int?] {
    var sizes: [Int?] = []
    var product = 1
    for dimension in shape.dim {
      guard case .dimValue(let value) = dimension.value else {
        sizes.append(nil)
        continue
      }
      guard let size = Int(exactly: value), (0...1 << 24).contains(size), product * max(size, 1) <= 1 << 24 else {
        throw file.failure(
          "\(label) has the size \(value) on axis \(sizes.count); sizes from 0 are read, and up to 2²⁴ elements in all")
      }
      product *= max(size, 1)
      sizes.append(size)
    }
    guard sizes.count <= 8, sizes.dropFirst().count(where: { $0 == nil }) <= 2 else {
      throw file.failure(
        "\(label) has \(sizes.count) axes, too many of them open", fix: "export the model with fixed sizes except the batch")
    }
    return sizes
  }
}
