import Diagnostics
import Inputs
import Networks

/// A network in a file of any format that is read: ONNX, safetensors, or JSON.
package enum ModelFile {
  /// The network of the file, in the format that the end of its name tells: `.onnx`, `.safetensors` or `.json`.
  ///
  /// All weights are exact and finite. `options` say what a file without a graph leaves open. Throws a `Diagnostic` for
  /// anything that is missing, broken or not supported.
  package static func load(
    _ path: String, from workspace: Workspace, options: ModelOptions = .init()
  ) throws(Diagnostic) -> Network {
    switch FileEnding(path) {
    case "onnx": return try ONNXFile.network(path, from: workspace)
    case "safetensors":
      let tensors = try SafetensorsFile.tensors(path, from: workspace)
      return try SequentialLayers.network(tensors, options: options, at: .file(workspace.shown(path)))
    case "json": return try LayerListFile.network(try workspace.readText(path), options: options)
    case let ending:
      throw Diagnostic(
        id: "unknown-format", "\(ending.description) is not a model format that is read", at: .file(workspace.shown(path)),
        fix: fix(ending))
    }
  }

  /// How many weights of a network the number types of its file do not hold as they are.
  package static func roundedWeights(_ network: Network) -> Int {
    network.parameterNames.reduce(0) { count, name in
      let type = network.elementTypes[name] ?? .float64
      return count + (network.constants[name]?.elements.count { !type.isExact($0) } ?? 0)
    }
  }

  private static func fix(_ ending: FileEnding) -> String {
    switch ending {
    case "pt", "pth", "ckpt", "bin": "save the state_dict as safetensors, or export the model by torch.onnx.export"
    case "h5", "hdf5", "keras", "pb", "tflite": "convert the model to ONNX"
    default: "use a file that ends in .onnx, .safetensors or .json"
    }
  }
}
