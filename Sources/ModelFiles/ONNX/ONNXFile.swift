import Diagnostics
import Inputs
import Networks
import SwiftProtobuf

/// Networks in the ONNX format (onnx.ai: "Open Neural Network Exchange Intermediate Representation Specification").
///
/// Read are models of the default operator set, versions 7 to 28, with weights inside the file or in files beside it.
package enum ONNXFile {
  /// Versions of the operator set that are read; each node is read by the version that the model names.
  static let operatorSets: ClosedRange<Int64> = 7...28

  /// The network of a model file. Constants are exact; operations keep ONNX's meaning in inference.
  ///
  /// Throws a `Diagnostic`; if several nodes can't be read, its notes name the others.
  package static func network(_ path: String, from workspace: Workspace) throws(Diagnostic) -> Network {
    try network(try workspace.read(path), at: path, from: workspace)
  }

  /// The same for bytes that were read before; `path` is where external data are looked for.
  package static func network(
    _ bytes: [UInt8], at path: String, from workspace: Workspace
  ) throws(Diagnostic) -> Network {
    let file = BinaryFile(bytes: bytes, location: .file(workspace.shown(path)), id: "bad-onnx")
    try file.refuseLargeFilePointer()
    if bytes.isEmpty { throw file.failure("the file is empty", fix: "export the model again") }
    let model = try decode(file)
    let version = try checkVersions(model, file)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined()
    let tensors = ONNXTensorReader(file: file, folder: folder, workspace: workspace)
    return try ONNXGraphReader(model.graph, tensors, version: version).network()
  }

  private static func decode(_ file: BinaryFile) throws(Diagnostic) -> ONNXModel {
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    do { return try ONNXModel(serializedBytes: file.bytes, options: options) } catch {
      throw file.failure(
        "this is not an ONNX model, or it is damaged: the protobuf data can't be read", fix: "export the model again")
    }
  }

  private static func checkVersions(_ model: ONNXModel, _ file: BinaryFile) throws(Diagnostic) -> Int64 {
    guard model.hasGraph else { throw file.failure("the model has no graph", fix: "check that this is an ONNX model") }
    let versions = model.opsetImport.filter { ONNXNode.isStandard(domain: $0.domain) }.map(\.version)
    guard let version = versions.first, versions.count == 1 else {
      throw file.failure("the model names \(versions.count) versions of ONNX's operator set; it should name one")
    }
    guard operatorSets.contains(version) else {
      throw file.failure(
        "the model uses version \(version) of ONNX's operator set; "
          + "versions \(operatorSets.lowerBound) to \(operatorSets.upperBound) are read",
        fix: "export it with opset_version=\(version < operatorSets.lowerBound ? 17 : operatorSets.upperBound)")
    }
    return version
  }
}
