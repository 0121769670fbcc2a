import Linear
import Networks

/// Weights of a random network of the same architecture: the control beside a statistic of a trained one.
enum ControlWeights {
  /// Seeded weights, one for each parameter: of products and convolutions uniform between ±√(6 / fan-in) (He's), biases between ±½, factors
  /// (of batch norms and of products element by element) from ½ to 1½, slopes of PRelu from 0 to ½.
  static func draw(_ program: StraightLineProgram, seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed)
    return program.parameters.flatMap { parameter -> [Double] in
      let range = range(parameter)
      return parameter.elements.map { _ in range.lowerBound + (range.upperBound - range.lowerBound) * random.unit() }
    }
  }

  private static func range(_ parameter: StraightLineProgram.Parameter) -> ClosedRange<Double> {
    let shape = parameter.shape
    switch (parameter.operation, parameter.place) {
    case (.gemm(_, _, let transposesA, _), 0) where shape.count == 2: return he(shape[transposesA ? 0 : 1])
    case (.gemm(_, _, _, let transposesB), 1) where shape.count == 2: return he(shape[transposesB ? 1 : 0])
    case (.matMul, 0): return he(shape.last ?? 1)
    case (.matMul, 1): return he(shape[max(shape.count - 2, 0)])
    case (.conv, 1): return he(shape.dropFirst().reduce(1, *))
    // (inputs, outputs of a group, kernel): an output takes the inputs of its group.
    case (.convTranspose(_, let groups, _, _), 1):
      return he(shape.reduce(1, *) / max(shape.dropFirst().first ?? 1, 1) / max(groups, 1))
    case (.batchNormalization, 1), (.mul, _): return 0.5...1.5
    case (.prelu, 1): return 0...0.5
    default: return -0.5...0.5
    }
  }

  private static func he(_ fanIn: Int) -> ClosedRange<Double> {
    let bound = (6 / Double(max(fanIn, 1))).squareRoot()
    return -bound...bound
  }
}
