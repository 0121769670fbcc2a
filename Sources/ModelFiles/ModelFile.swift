import Diagnostics
import Inputs
import Networks

/// Reads a network from a model file of any format that Facet knows, told apart by the ending of its name.
package enum ModelFile {
  /// Endings and the formats they stand for.
  package static let formats = [
    "onnx": "ONNX", "safetensors": "safetensors of a torch.nn.Sequential", "json": "layers written by hand",
  ]

  /// The network of a file, its weights as the doubles nearest to the stored numbers (all formats but F64 are exact in double).
  ///
  /// Throws a `Diagnostic` with the path and, for binary formats, the byte where the file is broken; for a weight that is not
  /// finite it names the tensor.
  package static func load(
    _ path: String, from workspace: Workspace, activation: SequentialActivation = .relu
  ) throws(Diagnostic) -> Network {
    let file = FileBytes(path: workspace.shown(path), bytes: try workspace.read(path))
    let network: Network
    switch RelativePath.fileExtension(path) {
    case "onnx": network = try ONNXFile.network(file, folder: RelativePath.folder(path), workspace: workspace)
    case "safetensors": network = try SequentialFile.network(try SafetensorsFile.tensors(file), activation: activation, file: file)
    case "json": network = try LayerListFile.network(file)
    default:
      throw file.fail(
        "the ending of the name is none of a model file", fix: "use one of: " + formats.keys.sorted().map { "." + $0 }.joined(separator: ", "))
    }
    try checkWeights(network, file)
    return network
  }

  private static func checkWeights(_ network: Network, _ file: FileBytes) throws(Diagnostic) {
    for (name, tensor) in network.constants.sorted(by: { $0.key < $1.key }) {
      guard let index = tensor.firstNonFinite else { continue }
      let flat = tensor.elements.first { !$0.isFinite } ?? .nan
      throw file.fail(
        "tensor '\(name)' holds \(flat.isNaN ? "a NaN" : "an infinite number") at \(index)", id: "not-finite",
        fix: "save the model again: its training may have diverged")
    }
  }
}

/// A file's bytes with the path that messages show.
package struct FileBytes: Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// An error about the file; with `at` it says at which byte.
  func fail(_ message: String, at offset: Int? = nil, id: String = "bad-file", fix: String? = nil) -> Diagnostic {
    Diagnostic(id: id, offset.map { "at byte \($0): \(message)" } ?? message, at: .file(path), fix: fix)
  }

  /// `count` bytes from `offset`; throws where the file ends before.
  func slice(_ offset: Int, _ count: Int, of what: String) throws(Diagnostic) -> ArraySlice<UInt8> {
    let (end, overflow) = offset.addingReportingOverflow(count)
    guard offset >= 0, count >= 0, !overflow, end <= bytes.count else {
      throw fail("\(what) reaches beyond the end of the file, which has \(bytes.count) bytes", at: max(offset, 0), fix: "the file may be cut off: copy it again")
    }
    return bytes[offset..<end]
  }

  /// An unsigned little-endian integer of 1, 2, 4 or 8 bytes that fits an `Int`.
  func integer(at offset: Int, bytes count: Int, of what: String) throws(Diagnostic) -> Int {
    let value = try slice(offset, count, of: what).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let result = Int(exactly: value) else { throw fail("\(what) is \(value), which is too large", at: offset) }
    return result
  }
}
