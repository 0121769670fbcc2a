import Diagnostics
import Networks

/// What stands between the linear layers of a `torch.nn.Sequential`, which its saved tensors do not tell.
package enum SequentialActivation: String, Sendable, CaseIterable { case relu, none }

/// Reads the tensors of a saved `torch.nn.Sequential` (`0.weight`, `0.bias`, `2.weight`, …) as linear layers.
enum SequentialFile {
  /// A graph of Gemm nodes in the order of the numbers, with the activation between them and none after the last.
  static func network(
    _ tensors: [SafetensorsFile.NamedTensor], activation: SequentialActivation, file: FileBytes
  ) throws(Diagnostic) -> Network {
    let layers = try layers(tensors, file)
    guard let first = layers.first else {
      throw file.fail("no tensor is called '0.weight' or the like", fix: "save the state of a torch.nn.Sequential, or export ONNX")
    }
    var nodes: [Network.Node] = []
    var constants: [String: Tensor] = [:]
    var value = "input"
    var width: (size: Int, name: String)?
    for (position, layer) in layers.enumerated() {
      if let width, width.size != layer.weight.shape[1] {
        throw file.fail("'\(layer.name).weight' takes \(layer.weight.shape[1]) values, but '\(width.name).weight' gives \(width.size)")
      }
      width = (layer.weight.shape[0], layer.name)
      constants["\(layer.name).weight"] = layer.weight
      if let bias = layer.bias { constants["\(layer.name).bias"] = bias }
      nodes.append(
        Network.Node(
          name: layer.name, operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true),
          inputs: [value, "\(layer.name).weight"] + (layer.bias == nil ? [] : ["\(layer.name).bias"]), output: layer.name))
      value = layer.name
      if position + 1 < layers.count, activation == .relu {
        nodes.append(Network.Node(name: "\(layer.name).relu", operation: .relu, inputs: [value], output: "\(layer.name).relu"))
        value = "\(layer.name).relu"
      }
    }
    return Network(
      inputs: [Network.Input(name: "input", shape: [nil, first.weight.shape[1]])], outputs: [value], nodes: nodes, constants: constants)
  }

  private typealias Layer = (name: String, weight: Tensor, bias: Tensor?)

  private static func layers(_ tensors: [SafetensorsFile.NamedTensor], _ file: FileBytes) throws(Diagnostic) -> [Layer] {
    let byName = Dictionary(tensors.map { ($0.name, $0.tensor) }) { first, _ in first }
    var numbered: [(number: Int, layer: Layer)] = []
    for tensor in tensors {
      let parts = tensor.name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 2, let number = Int(parts[parts.count - 2]), ["weight", "bias"].contains(parts[parts.count - 1]) else {
        throw file.fail(
          "tensor '\(tensor.name)' is not part of a torch.nn.Sequential of linear layers",
          fix: "export the model as ONNX, which holds its graph")
      }
      let name = parts.dropLast().joined(separator: ".")
      guard let weight = byName["\(name).weight"], weight.rank == 2 else {
        throw file.fail("'\(name).weight' is no matrix, so '\(name)' is no linear layer", fix: "export the model as ONNX, which holds its graph")
      }
      let bias = byName["\(name).bias"]
      if let bias, bias.shape != [weight.shape[0]] {
        throw file.fail("'\(name).bias' has shape \(bias.shape), but '\(name).weight' has shape \(weight.shape)")
      }
      if parts[parts.count - 1] == "weight" { numbered.append((number, (name, weight, bias))) }
    }
    numbered.sort { ($0.number, $0.layer.name) < ($1.number, $1.layer.name) }
    for (one, next) in zip(numbered, numbered.dropFirst()) where one.number == next.number {
      throw file.fail("'\(one.layer.name)' and '\(next.layer.name)' have the same number")
    }
    return numbered.map(\.layer)
  }
}
