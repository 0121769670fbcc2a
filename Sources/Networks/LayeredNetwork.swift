import Linear

/// A network as a chain of dense layers: each an affine map, followed by ReLU or by nothing.
package struct LayeredNetwork: Sendable, Equatable {
  /// One dense layer: x ↦ W·x + b, or max(W·x + b, 0).
  package struct Layer: Sendable, Equatable {
    /// Shape (outputs, inputs).
    package let weights: Matrix
    /// One number for each output.
    package let bias: [Double]
    /// Whether max(·, 0) follows; the values are otherwise passed on as they are.
    package let isRectified: Bool

    package init(weights: Matrix, bias: [Double], isRectified: Bool) {
      precondition(bias.count == weights.rows, "\(bias.count) biases for \(weights.rows) rows")
      self.weights = weights
      self.bias = bias
      self.isRectified = isRectified
    }

    package var inputCount: Int { weights.columns }
    package var outputCount: Int { weights.rows }
  }

  package let layers: [Layer]

  /// Layers in order; each takes as many inputs as the one before gives outputs. At least one.
  package init(layers: [Layer]) {
    precondition(!layers.isEmpty, "a network without layers")
    for (one, next) in zip(layers, layers.dropFirst()) {
      precondition(one.outputCount == next.inputCount, "a layer of \(one.outputCount) outputs before one of \(next.inputCount) inputs")
    }
    self.layers = layers
  }

  package var inputCount: Int { layers[0].inputCount }
  package var outputCount: Int { layers[layers.count - 1].outputCount }
  /// The sizes of all layers from input to output, as in `2-10-10-2`.
  package var widths: [Int] { [inputCount] + layers.map(\.outputCount) }

  /// The outputs for one input, in double precision.
  package func evaluate(_ input: [Double]) -> [Double] {
    layers.reduce(input) { values, layer in
      zip(layer.weights.times(values), layer.bias).map { layer.isRectified ? max($0 + $1, 0) : $0 + $1 }
    }
  }
}
