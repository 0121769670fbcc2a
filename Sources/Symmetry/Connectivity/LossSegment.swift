import Diagnostics
import Linear
import Networks

/// Loss and accuracy along the straight segment between the weights of two networks of one architecture.
package struct LossSegment: Sendable {
  /// The measures at one place on each set of data.
  package struct Point: Sendable {
    /// From 0, the first network, to 1, the second.
    package let alpha: Double
    package let measures: [Classifier.Measure]
  }

  /// How far the loss rises above what one could expect of a straight segment.
  package struct Barrier: Sendable, Equatable {
    /// max over α of L((1 − α) θ_a + α θ_b) − ((1 − α) L(θ_a) + α L(θ_b)), over the points of the segment.
    package let height: Double
    /// The first α where it is reached.
    package let alpha: Double
    /// The same against ½ (L(θ_a) + L(θ_b)) at every α, as others define it.
    package let aboveMean: Double
  }

  package let points: [Point]
  /// Whether the networks have batch normalisations, whose statistics were computed anew at every point.
  package let hasNormalization: Bool

  /// Measures `count` ≥ 2 evenly spaced points, ends included, on some sets of data; statistics of batch normalisations are those of the first.
  ///
  /// Weights are (1 − α) a + α b, rounded in double precision; those that are equal stay as they are. Throws a `Diagnostic` where the architectures differ, and
  /// what `Classifier.measure` throws.
  package init(_ first: Network, _ second: Network, count: Int, data: [LabelledRows]) throws(Diagnostic) {
    precondition(count >= 2, "\(count) points of a segment")
    let names = try GraphPairing(first, second).names
    let weights = first.parameterNames.map { ($0, first.constants[$0]!, second.constants[names[$0] ?? $0] ?? first.constants[$0]!) }
    hasNormalization = first.nodes.contains(where: \.isNormalization)
    var points: [Point] = []
    for index in 0..<count {
      WorkProgress.report("points of the segment", index, of: count)
      let alpha = Double(index) / Double(count - 1)
      var constants = first.constants
      for (name, a, b) in weights { constants[name] = Self.mix(a, b, alpha) }
      var network = Network(
        inputs: first.inputs, outputs: first.outputs, nodes: first.nodes, constants: constants, elementTypes: first.elementTypes)
      if let rows = data.first?.rows { network = try network.withStatistics(of: rows) }
      let classifier = try Classifier(network)
      var measures: [Classifier.Measure] = []
      for set in data { measures.append(try classifier.measure(set)) }
      points.append(Point(alpha: alpha, measures: measures))
    }
    self.points = points
  }

  private static func mix(_ a: Tensor, _ b: Tensor, _ alpha: Double) -> Tensor {
    Tensor(shape: a.shape, elements: zip(a.elements, b.elements).map { $0 == $1 ? $0 : (1 - alpha) * $0 + alpha * $1 })
  }

  /// The barrier on one of the sets of data. 0 at the ends by definition, and so never negative.
  package func barrier(_ set: Int) -> Barrier {
    let losses = points.map { $0.measures[set].loss }
    let (start, end) = (losses[0], losses[losses.count - 1])
    var (height, alpha, aboveMean) = (0.0, 0.0, -Double.infinity)
    for (point, loss) in zip(points, losses) {
      let rise = loss - ((1 - point.alpha) * start + point.alpha * end)
      if rise > height { (height, alpha) = (rise, point.alpha) }
      aboveMean = max(aboveMean, loss - (start + end) / 2)
    }
    return Barrier(height: height, alpha: alpha, aboveMean: aboveMean)
  }
}
