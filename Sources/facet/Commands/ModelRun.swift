import Diagnostics
import Inputs
import ModelFiles
import Networks
import Site

/// Evaluates a model on the arrays of an NPZ file.
struct ModelRun {
  let network: Network
  /// What messages call the file of the inputs.
  let location: Diagnostic.Location
  let archive: NumPyArchive

  init(_ network: Network, inputs path: String, from workspace: Workspace) throws(Diagnostic) {
    self.network = network
    location = .file(workspace.shown(path))
    archive = try NumPyArchive(try workspace.read(path), at: location)
  }

  /// All outputs of the model, as the bytes of an NPZ file.
  func outputs() throws(Diagnostic) -> [UInt8] {
    let results = try network.evaluate(try arguments())
    var arrays: [(name: String, tensor: Tensor, type: ElementType)] = []
    for name in network.outputs where !arrays.contains(where: { $0.name == name }) {
      if let tensor = results[name] { arrays.append((name, tensor, network.elementTypes[name] ?? .float64)) }
    }
    return try NumPyArchive.bytes(arrays)
  }

  /// The arrays by the names of the model's inputs; one array may feed one input whatever its name is.
  private func arguments() throws(Diagnostic) -> [String: Tensor] {
    let names = archive.names
    if network.inputs.count == 1, names.count == 1 { return [network.inputs[0].name: try argument(network.inputs[0], names[0])] }
    var arguments: [String: Tensor] = [:]
    for input in network.inputs {
      guard names.contains(input.name) else {
        throw Diagnostic(
          id: "missing-input", "there is no array for the model's input '\(input.name)'", at: location,
          fix: "name the arrays as the inputs: \(network.inputs.map(\.name).joined(separator: ", "))")
      }
      arguments[input.name] = try argument(input, input.name)
    }
    for name in names where arguments[name] == nil {
      throw Diagnostic(
        id: "unknown-input", "the model has no input '\(name)'", at: location,
        fix: "name the arrays as the inputs: \(network.inputs.map(\.name).joined(separator: ", "))")
    }
    return arguments
  }

  private func argument(_ input: Network.Input, _ name: String) throws(Diagnostic) -> Tensor {
    let tensor = try archive.array(name)
    let fits = tensor.rank == input.shape.count && zip(tensor.shape, input.shape).allSatisfy { $1 == nil || $0 == $1 }
    guard fits else {
      let shape = input.shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", ")
      throw Diagnostic(
        id: "bad-shape", "the array '\(name)' has shape \(tensor.shape), but the model's input '\(input.name)' has shape [\(shape)]",
        at: location, fix: "write an array of that shape; ? stands for any size")
    }
    return tensor
  }
}
