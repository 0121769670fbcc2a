import Diagnostics
import Linear

extension Network {
  /// The network with the mean and variance of every batch normalisation as they are over some rows, each computed after those before it.
  ///
  /// Variances are those of the rows as a population. A network without batch normalisation stays as it is.
  package func withStatistics(of rows: Matrix) throws(Diagnostic) -> Network {
    guard nodes.contains(where: \.isNormalization) else { return self }
    var found: [String: [Tensor]] = [:]
    _ = try run([inputs[0].name: try batch(rows)]) { node, operands in
      guard node.isNormalization, let input = operands[0], input.rank >= 2 else { return }
      let statistics = Self.statistics(input)
      let tensors = [statistics.mean, statistics.variance].map { Tensor(shape: [$0.count], elements: $0) }
      for (place, tensor) in zip([3, 4], tensors) { operands[place] = tensor }
      found[node.output] = tensors
    }
    return replacingStatistics(by: found)
  }

  /// The network with other means and variances, by the output of the node. What anything else uses is not overwritten: the node gets
  /// constants of its own.
  private func replacingStatistics(by found: [String: [Tensor]]) -> Network {
    var separated = SeparatedConstants(self)
    for (index, node) in nodes.enumerated() {
      guard let tensors = found[node.output] else { continue }
      for (place, tensor) in zip([3, 4], tensors) { separated.set(tensor, index, place) }
    }
    return separated.network
  }

  /// Mean and variance of each channel, the second axis, over the batch and all places.
  private static func statistics(_ tensor: Tensor) -> (mean: [Double], variance: [Double]) {
    let channels = tensor.shape[1], inner = tensor.shape.dropFirst(2).reduce(1, *)
    let count = Double(max(tensor.shape[0] * inner, 1))
    func sums(_ term: (Int, Double) -> Double) -> [Double] {
      var sums = [Double](repeating: 0, count: channels)
      for (element, value) in tensor.elements.enumerated() {
        let channel = element / inner % channels
        sums[channel] += term(channel, value)
      }
      return sums.map { $0 / count }
    }
    guard tensor.count > 0 else { return (sums { _, _ in 0 }, sums { _, _ in 0 }) }
    let mean = sums { $1 }
    return (mean, sums { ($1 - mean[$0]) * ($1 - mean[$0]) })
  }
}

extension Network.Node {
  /// Whether the node is a batch normalisation.
  package var isNormalization: Bool { if case .batchNormalization = operation { true } else { false } }
}
