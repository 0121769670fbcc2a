import Networks

/// A network in normal form that grows stage by stage, for tests.
struct NetworkSketch {
  private(set) var stages: [PiecewiseLinearNetwork.Stage] = []
  /// How many values there are of the input and of each stage.
  private(set) var counts = [2]

  var network: PiecewiseLinearNetwork { PiecewiseLinearNetwork(inputCount: 2, stages: stages) }
  /// The number of the newest values, as a source.
  var newest: Int { stages.count }
  var width: Int { counts[newest] }

  /// Adds a stage on the newest values, or on others.
  mutating func stage(
    _ weights: [[Double]], bias: [Double]? = nil, divisor: Double = 1, sources: [Int]? = nil, bend: PiecewiseLinearNetwork.Bend = .none
  ) {
    let sources = sources ?? [newest]
    var map = AffineMap(columnCount: sources.reduce(0) { $0 + counts[$1] })
    for (row, terms) in weights.enumerated() {
      map.appendRow(terms.enumerated().map { ($0.offset, $0.element) }, divisor: divisor, bias: bias?[row] ?? 0)
    }
    let stage = PiecewiseLinearNetwork.Stage(name: "stage \(stages.count)", sources: sources, map: map, bend: bend)
    stages.append(stage)
    counts.append(stage.valueCount)
  }
}
