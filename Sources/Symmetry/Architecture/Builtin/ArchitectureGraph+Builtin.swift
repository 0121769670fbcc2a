import Networks

/// What stands between the layers of a built-in multilayer perceptron.
package enum HiddenActivation: String, Sendable, CaseIterable {
  case relu, tanh, sigmoid, gelu

  var operation: Operation {
    switch self {
    case .relu: .relu
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .gelu: .gelu
    }
  }
}

/// Architectures by their published descriptions, with the names that torchvision gives their modules.
extension ArchitectureGraph {
  /// A multilayer perceptron with biases; `widths` from the input to the output, at least two.
  package static func multilayerPerceptron(_ widths: [Int], activation: HiddenActivation = .relu) -> ArchitectureGraph {
    var builder = ArchitectureBuilder(input: [widths.first ?? 1])
    var value = builder.source
    for (layer, (inputs, outputs)) in zip(widths, widths.dropFirst()).enumerated() {
      value = builder.linear("layer\(layer + 1)", value, from: inputs, to: outputs)
      if layer + 2 < widths.count { value = builder.add("layer\(layer + 1).\(activation)", activation.operation, value) }
    }
    return builder.graph(value)
  }

  /// VGG16 for images of 224 × 224, without batch norm (K. Simonyan and A. Zisserman, "Very Deep Convolutional Networks for Large-Scale
  /// Image Recognition", 2015, table 1, D).
  package static var vgg16: ArchitectureGraph {
    var builder = ArchitectureBuilder(input: [3, 224, 224])
    var value = builder.source
    var (channels, place) = (3, 0)
    for (stage, width) in [64, 128, 256, 512, 512].enumerated() {
      for _ in 0..<(stage < 2 ? 2 : 3) {
        value = builder.convolution("features.\(place)", value, from: channels, to: width, kernel: 3)
        value = builder.add("features.\(place + 1)", .relu, value)
        (channels, place) = (width, place + 2)
      }
      value = builder.maxPool("features.\(place)", value, kernel: 2, stride: 2)
      place += 1
    }
    value = builder.add("flatten", .flatten(axis: 1), value)
    for (place, sizes) in [(0, (25088, 4096)), (3, (4096, 4096)), (6, (4096, 1000))] {
      value = builder.linear("classifier.\(place)", value, from: sizes.0, to: sizes.1)
      if place < 6 { value = builder.add("classifier.\(place + 1)", .relu, value) }
    }
    return builder.graph(value)
  }
}
