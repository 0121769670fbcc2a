import Networks
import Seeded

/// Eight kinds of small network, one for each way in which weights are tied.
package enum NetworkShape: String, CaseIterable, Sendable {
  case perceptron, oddPerceptron, convolution, batchNorm, residual, concatenation, separable, grouped

  /// A network with seeded generic weights that single precision holds.
  package func network(seed: Int) -> Network {
    var maker = ShapeMaker(seed: UInt64(seed) &* 8 &+ UInt64(Self.allCases.firstIndex(of: self)!))
    switch self {
    case .perceptron: return perceptron(&maker, .relu)
    case .oddPerceptron: return perceptron(&maker, .tanh)
    case .convolution: return convolution(&maker)
    case .batchNorm: return batchNorm(&maker)
    case .residual: return residual(&maker)
    case .concatenation: return concatenation(&maker)
    case .separable: return separable(&maker)
    case .grouped: return grouped(&maker)
    }
  }

  private func perceptron(_ maker: inout ShapeMaker, _ activation: Operation) -> Network {
    let widths = [3, 5 + maker.below(4), 4 + maker.below(4), 2]
    var value = "x"
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      if value != "x" { value = maker.add(activation, value) }
      value = maker.dense(value, inputs, outputs)
    }
    return maker.network(value, input: [nil, 3])
  }

  private func convolution(_ maker: inout ShapeMaker) -> Network {
    let channels = [3 + maker.below(4), 3 + maker.below(3)]
    var value = maker.add(.relu, maker.convolution("x", 2, channels[0], kernel: 3))
    value = maker.add(.maxPool(SlidingWindow(kernel: [2, 2], strides: [2, 2]), isColumnMajor: false), value)
    value = maker.add(.leakyRelu(slope: 0.125), maker.convolution(value, channels[0], channels[1], kernel: 2, pad: 0))
    value = maker.add(.flatten(axis: 1), value)
    value = maker.add(.relu, maker.dense(value, channels[1] * 4, 5))
    return maker.network(maker.dense(value, 5, 2), input: [nil, 2, 6, 6])
  }

  private func batchNorm(_ maker: inout ShapeMaker) -> Network {
    let channels = [4 + maker.below(3), 3 + maker.below(3)]
    var value = maker.add(.relu, maker.norm(maker.convolution("x", 2, channels[0], kernel: 3), channels[0]))
    value = maker.norm(
      maker.add(.prelu, maker.convolution(value, channels[0], channels[1], kernel: 3), maker.weights([channels[1], 1, 1])), channels[1])
    value = maker.add(.averagePool(SlidingWindow(kernel: [2, 2], strides: [2, 2]), countsPadding: false), value)
    return maker.network(maker.dense(maker.add(.flatten(axis: 1), value), channels[1] * 4, 2), input: [nil, 2, 4, 4])
  }

  /// Two blocks: one with an identity and one with a projection as its shortcut.
  private func residual(_ maker: inout ShapeMaker) -> Network {
    let (width, wide) = (4 + maker.below(2), 6 + maker.below(2))
    let stream = maker.add(.relu, maker.norm(maker.convolution("x", 2, width, kernel: 3), width))
    var inner = maker.add(.relu, maker.convolution(stream, width, 3, kernel: 3))
    inner = maker.norm(maker.convolution(inner, 3, width, kernel: 3), width)
    let second = maker.add(.relu, maker.add(.add, inner, stream))
    inner = maker.add(.relu, maker.convolution(second, width, wide, kernel: 3))
    inner = maker.convolution(inner, wide, wide, kernel: 1, pad: 0)
    let third = maker.add(.relu, maker.add(.add, inner, maker.convolution(second, width, wide, kernel: 1, pad: 0)))
    let pooled = maker.add(.flatten(axis: 1), maker.add(.globalAveragePool, third))
    return maker.network(maker.dense(pooled, wide, 2), input: [nil, 2, 4, 4])
  }

  /// As in a DenseNet: every layer takes all that were made before.
  private func concatenation(_ maker: inout ShapeMaker) -> Network {
    let growth = [3 + maker.below(2), 3, 4]
    var value = "x", channels = 2
    for (number, width) in growth.enumerated() {
      let made = maker.add(.relu, maker.convolution(number == 1 ? maker.norm(value, channels) : value, channels, width, kernel: 3))
      value = maker.add(.concat(axis: 1), value, made)
      channels += width
    }
    return maker.network(maker.dense(maker.add(.flatten(axis: 1), value), channels * 9, 2), input: [nil, 2, 3, 3])
  }

  private func separable(_ maker: inout ShapeMaker) -> Network {
    let channels = [4 + maker.below(3), 4 + maker.below(3)]
    var value = maker.add(.relu, maker.convolution("x", 2, channels[0], kernel: 1, pad: 0))
    value = maker.norm(maker.convolution(value, channels[0], channels[0], kernel: 3, groups: channels[0]), channels[0])
    value = maker.add(.relu, maker.convolution(maker.add(.relu, value), channels[0], channels[1], kernel: 1, pad: 0))
    value = maker.add(.globalMaxPool, maker.add(.relu, maker.convolution(value, channels[1], channels[1], kernel: 3, groups: channels[1])))
    return maker.network(maker.dense(maker.add(.flatten(axis: 1), value), channels[1], 2), input: [nil, 2, 4, 4])
  }

  /// A block of ResNeXt: a convolution in three groups between two without.
  private func grouped(_ maker: inout ShapeMaker) -> Network {
    let (inputs, outputs) = (3 * (1 + maker.below(2)), 3 * (1 + maker.below(2)))
    var value = maker.add(.relu, maker.convolution("x", 2, inputs, kernel: 1, pad: 0))
    value = maker.add(.relu, maker.convolution(value, inputs, outputs, kernel: 3, groups: 3))
    value = maker.add(.relu, maker.convolution(value, outputs, 4, kernel: 1, pad: 0))
    return maker.network(maker.dense(maker.add(.flatten(axis: 1), value), 36, 2), input: [nil, 2, 3, 3])
  }
}
