import Diagnostics
import Foundation
import Inputs
import Networks
import SwiftProtobuf

extension ONNXFile {
  /// The model file at `path` with the weights of `network`, which was read from it and whose weights were changed since.
  ///
  /// Elements are rounded to the types that the file gives them, and stored inside it. Everything else stays as it is: graph, names, fields
  /// that are not read. Where a weight was the result of nodes, such as a Constant or a Transpose, it becomes an initializer of
  /// that name in their place. The same network gives the same bytes. Throws a `Diagnostic` where the file can't be read.
  package static func bytes(of network: Network, at path: String, from workspace: Workspace) throws(Diagnostic) -> [UInt8] {
    let file = BinaryFile(bytes: try workspace.read(path), location: .file(workspace.shown(path)), id: "bad-onnx")
    let failure = file.failure("the model can't be written again with other weights")
    do {
      // Unknown fields are kept here.
      var model = try ONNXModel(serializedBytes: file.bytes)
      model.graph.replaceWeights(by: network)
      var options = BinaryEncodingOptions()
      options.useDeterministicOrdering = true
      return try model.serializedBytes(options: options)
    } catch { throw failure }
  }
}

extension ONNXGraph {
  fileprivate mutating func replaceWeights(by network: Network) {
    for node in network.nodes where node.operation.hasParameters {
      for (place, name) in node.inputs.enumerated() {
        guard let tensor = network.constants[name] else { continue }
        connect(node.output, input: place, to: name)
        set(name, to: tensor, type: network.elementTypes[name])
      }
    }
  }

  /// Lets a node use a weight of its own where it shared one with others.
  private mutating func connect(_ output: String, input place: Int, to name: String) {
    guard let index = node.firstIndex(where: { $0.output.first == output }), node[index].input.indices.contains(place),
      !initializer.contains(where: { $0.name == name }), !node.contains(where: { $0.output.contains(name) })
    else { return }
    let old = node[index].input[place]
    node[index].input[place] = name
    if var copy = initializer.first(where: { $0.name == old }) {
      copy.name = name
      initializer.append(copy)
    }
  }

  private mutating func set(_ name: String, to tensor: Tensor, type: ElementType?) {
    if let index = initializer.firstIndex(where: { $0.name == name }) {
      initializer[index].store(tensor, type: nil)
      return
    }
    // A node that only makes this value gives way to it.
    node.removeAll { $0.output == [name] }
    var weights = ONNXTensor()
    weights.name = name
    weights.store(tensor, type: type ?? .float32)
    initializer.append(weights)
  }
}

extension ONNXTensor {
  /// Stores elements as raw bytes, in the type that the tensor has, or in another one.
  fileprivate mutating func store(_ tensor: Tensor, type: ElementType?) {
    let number = type.flatMap { type in ONNXTensorReader.types.first { $0.value.type == type }?.key } ?? dataType
    dims = tensor.shape.map(Int64.init)
    dataType = number
    (floatData, int32Data, stringData, int64Data, doubleData, uint64Data) = ([], [], [], [], [], [])
    (externalData, dataLocation) = ([], .default)
    rawData = Data((ONNXTensorReader.types[number]?.type ?? .float32).encode(tensor.elements))
  }
}
