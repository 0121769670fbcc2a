import Diagnostics
import Foundation
import Inputs
import Networks
import SwiftProtobuf

/// Reads a network from ONNX (the ONNX specification, IR version 3 and later, operator sets 9 to 21 of the default domain).
enum ONNXFile {
  /// The graph with its initialisers as constants.
  ///
  /// Throws a `Diagnostic` for a file that is no ONNX model, an operator or attribute that is not supported (the node is named, with
  /// what would work), a value used before it is made, and tensors whose data do not fit their shape or lie elsewhere.
  static func network(_ file: FileBytes, folder: String, workspace: Workspace) throws(Diagnostic) -> Network {
    let model = try decode(file)
    guard let opset = model.opsetImport.first(where: { $0.domain.isEmpty || $0.domain == "ai.onnx" })?.version, (9...21).contains(opset) else {
      let found = model.opsetImport.map { "\($0.domain.isEmpty ? "ai.onnx" : $0.domain) \($0.version)" }.joined(separator: ", ")
      throw file.fail("operator sets 9 to 21 are read, but the model uses \(found.isEmpty ? "none" : found)", fix: "export with opset_version=17")
    }
    let reader = ONNXTensorReader(file: file, folder: folder, workspace: workspace)
    var constants: [String: Tensor] = [:]
    for initializer in model.graph.initializer {
      guard constants[initializer.name] == nil else { throw file.fail("initialiser '\(initializer.name)' is there twice") }
      constants[initializer.name] = try reader.tensor(initializer, name: initializer.name)
    }
    let inputs = model.graph.input.filter { constants[$0.name] == nil }.map { input in
      Network.Input(
        name: input.name, shape: input.type.tensorType.shape.dim.map { $0.dimValue > 0 ? Int(exactly: $0.dimValue) : nil })
    }
    var nodes: [Network.Node] = []
    let converter = ONNXNodeConverter(file: file, reader: reader)
    for (number, node) in model.graph.node.enumerated() {
      switch try converter.convert(node, number: number) {
      case .node(let node): nodes.append(node)
      case .constant(let name, let tensor): constants[name] = tensor
      }
    }
    let network = Network(inputs: inputs, outputs: model.graph.output.map(\.name), nodes: nodes, constants: constants)
    try checkOrder(network, file)
    return network
  }

  private static func decode(_ file: FileBytes) throws(Diagnostic) -> Facet_Onnx_Model {
    let model: Facet_Onnx_Model
    do { model = try Facet_Onnx_Model(serializedBytes: file.bytes) } catch {
      throw file.fail("this is no ONNX model, or it is cut off", fix: "export it again")
    }
    guard model.irVersion > 0, !model.graph.node.isEmpty, !model.graph.output.isEmpty else {
      throw file.fail("this is no ONNX model: it has no graph", fix: "export it again")
    }
    return model
  }

  private static func checkOrder(_ network: Network, _ file: FileBytes) throws(Diagnostic) {
    var made = Set(network.constants.keys).union(network.inputs.map(\.name))
    for node in network.nodes {
      if let missing = node.inputs.first(where: { !made.contains($0) }) {
        throw file.fail("node '\(node.name)' (\(node.operation.name)) uses '\(missing)', which nothing before it makes")
      }
      guard made.insert(node.output).inserted else { throw file.fail("node '\(node.name)' makes '\(node.output)' a second time") }
    }
    if let missing = network.outputs.first(where: { !made.contains($0) }) { throw file.fail("output '\(missing)' is made by no node") }
  }
}
