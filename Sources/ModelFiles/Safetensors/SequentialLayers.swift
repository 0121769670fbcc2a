import Diagnostics
import Networks

/// The linear layers of a `torch.nn.Sequential`, found by the names that PyTorch gives their tensors: `0.weight`, `0.bias`,
/// `2.weight`, …, possibly all with a common prefix such as `net.`.
///
/// The numbers give the order. Modules without tensors leave no trace in the file: what stands between the layers is told
/// by `ModelOptions.activation`, and nothing is assumed after the last.
package enum SequentialLayers {
  /// The network of the layers. Throws a `Diagnostic` that names the tensor that does not belong, or the two that do not fit.
  package static func network(
    _ tensors: [NamedTensor], options: ModelOptions, at location: Diagnostic.Location
  ) throws(Diagnostic) -> Network {
    guard !tensors.isEmpty else { throw refuse("the file holds no tensors", location) }
    var parts: [Int: [Part]] = [:]
    var prefix: (text: String, name: String)?
    for tensor in tensors.sorted(by: { $0.name < $1.name }) {
      let part = try part(tensor, location)
      if let prefix, prefix.text != part.prefix {
        throw refuse(
          "tensors '\(prefix.name)' and '\(tensor.name)' belong to different modules; one chain of linear layers is needed",
          location)
      }
      prefix = (part.prefix, tensor.name)
      parts[part.number, default: []].append(part)
    }
    var layers: [LinearLayer] = []
    var before: (number: Int, name: String)?
    for (number, parts) in parts.sorted(by: { $0.key < $1.key }) {
      let layer = try layer(parts, location)
      // In a Sequential the number is the module's place: neighbours have nothing between them, and so no ReLU.
      if let before, before.number + 1 == number, options.activation == nil {
        throw Diagnostic(
          id: "not-sequential",
          "'\(before.name)' and '\(layer.name)' are neighbours, so no activation stands between them in a torch.nn.Sequential",
          at: location, fix: "say what stands there by the option 'activation', or export the model as ONNX")
      }
      before = (number, layer.name)
      try layer.check(after: layers.last)
      layers.append(layer)
    }
    return Network(layers: layers, activation: options.activation ?? .relu)
  }

  /// A tensor's name taken apart: prefix with its dot, number of the module, `weight` or `bias`.
  private struct Part {
    let prefix: String
    let number: Int
    let isBias: Bool
    let tensor: NamedTensor
  }

  private static func part(_ tensor: NamedTensor, _ location: Diagnostic.Location) throws(Diagnostic) -> Part {
    let pieces = tensor.name.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count >= 2, let kind = pieces.last, kind == "weight" || kind == "bias",
      let number = Int(pieces[pieces.count - 2]), String(number) == pieces[pieces.count - 2], number >= 0
    else {
      throw refuse(
        "tensor '\(tensor.name)' is not named like a linear layer's weight or bias in a Sequential: '0.weight', 'net.0.bias'",
        location)
    }
    let prefix = pieces.dropLast(2).map { $0 + "." }.joined()
    return Part(prefix: prefix, number: number, isBias: kind == "bias", tensor: tensor)
  }

  private static func layer(_ parts: [Part], _ location: Diagnostic.Location) throws(Diagnostic) -> LinearLayer {
    let bias = parts.first { $0.isBias }?.tensor
    guard let weights = parts.first(where: { !$0.isBias })?.tensor else {
      throw refuse("there is a tensor '\(bias?.name ?? "")', but no weight of the same number", location)
    }
    return LinearLayer(
      name: String(weights.name.dropLast(".weight".count)), weights: weights, bias: bias, label: "tensor '\(weights.name)'",
      biasLabel: "tensor '\(bias?.name ?? "")'", location: location, biasLocation: location)
  }

  private static func refuse(_ message: String, _ location: Diagnostic.Location) -> Diagnostic {
    Diagnostic(
      id: "not-sequential", message, at: location,
      fix: "save a torch.nn.Sequential of Linear layers and activations, or export the model as ONNX")
  }
}
