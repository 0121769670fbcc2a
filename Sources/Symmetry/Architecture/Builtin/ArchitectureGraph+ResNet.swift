import Networks

/// Residual networks (K. He, X. Zhang, S. Ren and J. Sun, "Deep Residual Learning for Image Recognition", 2016).
extension ArchitectureGraph {
  /// ResNet20 for images of 32 × 32 in ten classes, `width` times as wide; shortcuts between stages are projections.
  package static func resnet20(width: Int) -> ArchitectureGraph {
    var builder = ArchitectureBuilder(input: [3, 32, 32])
    var value = builder.unit("conv1", "bn1", builder.source, from: 3, to: 16 * width, kernel: 3)
    value = builder.add("relu", .relu, value)
    var channels = 16 * width
    for (stage, factor) in [16, 32, 64].enumerated() {
      for block in 0..<3 {
        let outputs = factor * width, name = "layer\(stage + 1).\(block)"
        let shape = ResidualBlock(inputs: channels, outputs: outputs, stride: stage > 0 && block == 0 ? 2 : 1)
        value = builder.basicBlock(name, value, shape)
        channels = outputs
      }
    }
    return builder.classifier(value, channels: channels, classes: 10)
  }

  /// ResNet50 for images of 224 × 224 in a thousand classes.
  package static var resnet50: ArchitectureGraph {
    var builder = ArchitectureBuilder(input: [3, 224, 224])
    var value = builder.unit("conv1", "bn1", builder.source, from: 3, to: 64, kernel: 7, stride: 2)
    value = builder.maxPool("maxpool", builder.add("relu", .relu, value), kernel: 3, stride: 2, pad: 1)
    var channels = 64
    for (stage, count) in [3, 4, 6, 3].enumerated() {
      let width = 64 << stage
      for block in 0..<count {
        let shape = ResidualBlock(inputs: channels, outputs: 4 * width, stride: stage > 0 && block == 0 ? 2 : 1)
        value = builder.bottleneck("layer\(stage + 1).\(block)", value, shape, width: width)
        channels = 4 * width
      }
    }
    return builder.classifier(value, channels: channels, classes: 1000)
  }
}

/// The channels that a residual block takes and makes, and its stride.
private struct ResidualBlock {
  let inputs: Int
  let outputs: Int
  let stride: Int
}

extension ArchitectureBuilder {
  /// A convolution and its batch norm.
  fileprivate mutating func unit(
    _ convolution: String, _ norm: String, _ value: String, from inputs: Int, to outputs: Int, kernel: Int, stride: Int = 1
  ) -> String {
    let result = self.convolution(convolution, value, from: inputs, to: outputs, kernel: kernel, stride: stride)
    return batchNormalization(norm, result, channels: outputs)
  }

  fileprivate mutating func basicBlock(_ name: String, _ value: String, _ shape: ResidualBlock) -> String {
    var inner = unit(
      "\(name).conv1", "\(name).bn1", value, from: shape.inputs, to: shape.outputs, kernel: 3, stride: shape.stride)
    inner = add("\(name).relu1", .relu, inner)
    inner = unit("\(name).conv2", "\(name).bn2", inner, from: shape.outputs, to: shape.outputs, kernel: 3)
    return join(name, inner, value, shape)
  }

  fileprivate mutating func bottleneck(_ name: String, _ value: String, _ shape: ResidualBlock, width: Int) -> String {
    var inner = unit("\(name).conv1", "\(name).bn1", value, from: shape.inputs, to: width, kernel: 1)
    inner = add("\(name).relu1", .relu, inner)
    inner = unit("\(name).conv2", "\(name).bn2", inner, from: width, to: width, kernel: 3, stride: shape.stride)
    inner = add("\(name).relu2", .relu, inner)
    inner = unit("\(name).conv3", "\(name).bn3", inner, from: width, to: shape.outputs, kernel: 1)
    return join(name, inner, value, shape)
  }

  /// The sum of a block and its shortcut, which is a projection where the shapes differ.
  private mutating func join(_ name: String, _ inner: String, _ value: String, _ shape: ResidualBlock) -> String {
    var shortcut = value
    if shape.inputs != shape.outputs || shape.stride != 1 {
      shortcut = unit(
        "\(name).downsample.0", "\(name).downsample.1", value, from: shape.inputs, to: shape.outputs, kernel: 1, stride: shape.stride)
    }
    return add("\(name).relu", .relu, add("\(name).add", .add, inner, shortcut))
  }

  fileprivate mutating func classifier(_ value: String, channels: Int, classes: Int) -> ArchitectureGraph {
    let pooled = add("flatten", .flatten(axis: 1), add("avgpool", .globalAveragePool, value))
    let output = linear("fc", pooled, from: channels, to: classes)
    return graph(output)
  }
}
