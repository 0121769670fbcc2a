/// A piecewise-linear network in normal form: stages, each an affine map of earlier values followed by units that bend or by maxima.
///
/// Every feed-forward graph of piecewise-linear operators can be brought into this form without rounding anything: linear operators
/// become stages that do not bend, ReLU and its relatives become slopes, a clip is two ReLUs and a sum, and pooling a stage of maxima.
/// Residual and branching graphs have stages that take values of several earlier stages.
package struct PiecewiseLinearNetwork: Sendable, Equatable {
  /// One affine map and what happens to its rows.
  package struct Stage: Sendable, Equatable {
    /// What messages call the stage: the name of the node that it comes from.
    package let name: String
    /// Which values enter, in ascending order: 0 is the network's input, s + 1 the values of stage s (stages count from 0). The
    /// columns of the map are the values of the sources, one source after the other.
    package let sources: [Int]
    package let map: AffineMap
    package let bend: Bend

    package init(name: String, sources: [Int], map: AffineMap, bend: Bend) {
      self.name = name
      self.sources = sources
      self.map = map
      self.bend = bend
    }

    /// How many values the stage gives.
    package var valueCount: Int {
      if case .maximum(let starts) = bend { starts.count - 1 } else { map.rowCount }
    }
  }

  /// What happens to the rows z of a stage's map.
  package enum Bend: Sendable, Equatable {
    /// Nothing: the values are z.
    case none
    /// Row by row: `negative · z` where z < 0 and `positive · z` where z > 0. ReLU has the slopes 0 and 1, |z| has −1 and 1.
    case slopes(negative: [Double], positive: [Double])
    /// The maximum of each group of rows: value g is that of the rows `starts[g]..<starts[g + 1]`, each group with at least one row.
    case maximum(starts: [Int])
  }

  package let inputCount: Int
  /// In an order in which every value is there before it is used. The values of the last stage are the network's output.
  package let stages: [Stage]

  /// Checks that the stages fit one another; they must, so that what does not is a fault of the program.
  package init(inputCount: Int, stages: [Stage]) {
    precondition(!stages.isEmpty, "a network without stages")
    var counts = [inputCount]
    for stage in stages {
      precondition(zip(stage.sources, stage.sources.dropFirst()).allSatisfy { $0 < $1 }, "the sources of '\(stage.name)' are not in order")
      precondition(stage.sources.allSatisfy(counts.indices.contains), "'\(stage.name)' takes values that are not made yet")
      let columns = stage.sources.reduce(0) { $0 + counts[$1] }
      precondition(columns == stage.map.columnCount, "'\(stage.name)' takes \(stage.map.columnCount) values where \(columns) come in")
      switch stage.bend {
      case .none: break
      case .slopes(let negative, let positive):
        precondition(negative.count == stage.map.rowCount && positive.count == stage.map.rowCount, "slopes of '\(stage.name)'")
      case .maximum(let starts):
        precondition(starts.first == 0 && starts.last == stage.map.rowCount && zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
      }
      counts.append(stage.valueCount)
    }
    self.inputCount = inputCount
    self.stages = stages
  }

  package var outputCount: Int { stages[stages.count - 1].valueCount }

  /// The stages that bend; the others only prepare their values.
  package var bendingStages: [Stage] { stages.filter { $0.bend != .none } }

  /// The values of the stage's sources, one after the other, out of the input and the values of the stages so far.
  private func columns(of stage: Stage, from values: [[Double]]) -> [Double] {
    stage.sources.count == 1 ? values[stage.sources[0]] : stage.sources.flatMap { values[$0] }
  }

  /// The rows of every stage's map for one input, before they bend, in double precision.
  package func preactivations(_ input: [Double]) -> [[Double]] {
    var values = [input]
    var rows: [[Double]] = []
    for stage in stages {
      let z = stage.map.apply(columns(of: stage, from: values))
      rows.append(z)
      values.append(stage.bend.apply(z))
    }
    return rows
  }

  /// The outputs for one input, in double precision.
  package func evaluate(_ input: [Double]) -> [Double] {
    stages[stages.count - 1].bend.apply(preactivations(input)[stages.count - 1])
  }
}

extension PiecewiseLinearNetwork.Bend {
  /// The values that rows z give.
  package func apply(_ z: [Double]) -> [Double] {
    switch self {
    case .none: z
    case .slopes(let negative, let positive): z.indices.map { (z[$0] < 0 ? negative[$0] : positive[$0]) * z[$0] }
    case .maximum(let starts): zip(starts, starts.dropFirst()).map { z[$0..<$1].max()! }
    }
  }
}

extension PiecewiseLinearNetwork {
  /// A chain of dense layers in normal form, without rounding.
  package init(_ network: LayeredNetwork) {
    self.init(
      inputCount: network.inputCount,
      stages: network.layers.enumerated().map { index, layer in
        var map = AffineMap(columnCount: layer.inputCount)
        for row in 0..<layer.outputCount {
          map.appendRow(layer.weights.row(row).enumerated().map { ($0.offset, $0.element) }, bias: layer.bias[row])
        }
        let count = layer.outputCount
        return Stage(
          name: "layer \(index + 1)", sources: [index], map: map,
          bend: layer.isRectified
            ? .slopes(negative: [Double](repeating: 0, count: count), positive: [Double](repeating: 1, count: count)) : .none)
      })
  }
}
