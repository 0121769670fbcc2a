import Networks

/// A small random network of two inputs in normal form, and a window: every operator that lowers into the form occurs, and half of the
/// networks are degenerate by construction.
///
/// Networks with even seeds are made with all that makes lines meet (see `RandomRows`), three of four of them out of whole numbers, in
/// which lines meet exactly, and one out of any doubles, in which they just about do. The others are of eighths and of any doubles.
struct RandomNetwork: Sendable {
  let network: PiecewiseLinearNetwork
  /// The corners of a convex window.
  let window: [(x: Double, y: Double)]
  /// What the network is made of, for messages.
  let description: String

  init(seed: Int) {
    var numbers = RandomNumbers(seed: seed)
    let isDegenerate = seed % 2 == 0
    numbers.kind =
      switch seed % 8 {
      case 0, 2, 4: .whole
      case 1, 5: .eighths
      default: .doubles
      }
    window = Self.window(&numbers)
    // Every fifth network is a chain of dense layers with ReLU, as most networks are.
    var builder = Builder(rows: RandomRows(numbers: numbers, isDegenerate: isDegenerate, window: window), isChain: seed % 5 == 0)
    builder.build()
    network = builder.sketch.network
    description = "seed \(seed): \(builder.names.joined(separator: ", ")) on \(window)"
  }

  private static func window(_ numbers: inout RandomNumbers) -> [(x: Double, y: Double)] {
    switch numbers.integer(0...5) {
    case 0: [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    case 1: [(-2, -2), (2, -2), (2, 2), (-2, 2)]
    case 2: [(-1, 0), (2, 0), (2, 1), (-1, 1)]
    case 3: [(0, -1), (2, 1), (-1, 2)]
    case 4: [(-2, 0), (0, -2), (2, -1), (1, 2), (-1, 2)]
    default: [(-0.7, -1.1), (0.9, -0.3), (1.3, 0.8), (0.1, 1.7), (-1.2, 0.6)]
    }
  }

  /// Adds one random block after another.
  private struct Builder {
    var rows: RandomRows
    let isChain: Bool
    var sketch = NetworkSketch()
    var names: [String] = []
    /// How many units may still bend: few enough for the oracle.
    private var budget = 22

    init(rows: RandomRows, isChain: Bool) {
      self.rows = rows
      self.isChain = isChain
    }

    mutating func build() {
      for _ in 0..<rows.numbers.element(of: [1, 2, 2, 3, 3, 4]) where budget > 0 { addBlock() }
      // Most networks end in an affine layer of one to three outputs.
      if names.isEmpty || !rows.numbers.isOnce(in: 4) { dense(count: rows.numbers.integer(1...3), "dense") { _, _ in .none } }
    }

    private mutating func addBlock() {
      // Mostly wide first layers, so that there is something to cut again.
      let isWide = names.isEmpty && !rows.numbers.isOnce(in: 6)
      let width = min(budget, rows.numbers.integer(isWide ? 4...6 : 1...6))
      let kind = isChain ? rows.numbers.integer(-3...0) : rows.numbers.integer(isWide ? 1...7 : 0...11)
      switch kind {
      case ..<0: relu(width)
      case 0: dense(count: rows.numbers.integer(2...4), "dense") { _, _ in .none }
      case 1: relu(width)
      case 2: bend(width, "leaky") { $0.element(of: [(0.125, 1), (0.01, 1)]) }
      case 3: bend(width, "prelu") { ($0.weight(), $0.element(of: [1, 1, 1, -1, 0.5])) }
      case 4: bend(width, "abs") { _ in (-1, 1) }
      case 5: clip(min(width, 3))
      case 6, 7: maxout(min(width, 3))
      case 8: minimum()
      case 9: average()
      case 10: residual(width)
      default: concatenation(min(width, 3))
      }
    }

    private mutating func relu(_ width: Int) { bend(width, "relu") { _ in (0, 1) } }

    /// A layer on the newest values, or on other sources.
    private mutating func dense(
      count: Int, _ name: String, divisor: Double = 1, sources: [Int]? = nil, bend: (inout RandomNumbers, Int) -> PiecewiseLinearNetwork.Bend
    ) {
      let columns = (sources ?? [sketch.newest]).reduce(0) { $0 + sketch.counts[$1] }
      let (weights, bias) = rows.layer(count, columns: columns, isFirst: sources == nil && sketch.newest == 0)
      sketch.stage(weights, bias: bias, divisor: divisor, sources: sources, bend: bend(&rows.numbers, count))
      names.append("\(name) \(count)")
    }

    /// A layer whose units have random slopes.
    private mutating func bend(
      _ width: Int, _ name: String, sources: [Int]? = nil, _ slopes: (inout RandomNumbers) -> (negative: Double, positive: Double)
    ) {
      dense(count: width, name, sources: sources) { numbers, count in
        let pairs = (0..<count).map { _ in slopes(&numbers) }
        return .slopes(negative: pairs.map(\.negative), positive: pairs.map(\.positive))
      }
      budget -= width
    }

    /// clip(z, low, high) = low + max(z − low, 0) − max(z − high, 0): two units for each row, and a stage that sums them up.
    private mutating func clip(_ count: Int) {
      let (weights, bias) = rows.layer(count, columns: sketch.width, isFirst: sketch.newest == 0)
      let low = rows.numbers.element(of: [0, -1, -0.5]), high = rows.numbers.element(of: [1, 6, 0.5])
      let slopes = [Double](repeating: 0, count: 2 * count)
      sketch.stage(
        weights + weights, bias: bias.map { $0 - low } + bias.map { $0 - high },
        bend: .slopes(negative: slopes, positive: slopes.map { $0 + 1 }))
      let sum = (0..<count).map { i in (0..<2 * count).map { $0 == i ? 1.0 : $0 == i + count ? -1 : 0 } }
      sketch.stage(sum, bias: [Double](repeating: low, count: count))
      budget -= 2 * count
      names.append("clip \(count)")
    }

    /// Groups of 2 to 4 rows, sometimes with equal ones and with constants.
    private mutating func maxout(_ groups: Int) {
      var starts = [0]
      for _ in 0..<groups { starts.append(starts.last! + rows.numbers.integer(2...4)) }
      dense(count: starts.last!, "maxout of \(starts)") { _, _ in .maximum(starts: starts) }
      budget -= starts.last! / 2 + 1
    }

    /// min(a, b) = −max(−a, −b) of values as they are: max pooling between two stages that change the sign.
    private mutating func minimum() {
      let width = sketch.width
      let negated = (0..<width).map { i in (0..<width).map { $0 == i ? -1.0 : 0 } }
      let starts = width == 1 ? [0, 1] : [0, (width + 1) / 2, width]
      sketch.stage(negated, bend: .maximum(starts: starts))
      sketch.stage(Array(negated.prefix(starts.count - 1).map { Array($0.prefix(starts.count - 1)) }))
      budget -= 2
      names.append("minimum")
    }

    /// Sums over the values, divided by 3 or 9, with ReLU or nothing.
    private mutating func average() {
      let divisor = rows.numbers.element(of: [3.0, 9])
      let width = sketch.width
      let windows = (0..<min(2, width)).map { offset in (0..<width).map { $0 >= offset ? 1.0 : 0 } }
      let isRectified = rows.numbers.isOnce(in: 2)
      let slopes = [Double](repeating: 0, count: windows.count)
      let bias = rows.numbers.weights(windows.count)
      sketch.stage(
        windows, bias: bias, divisor: divisor, bend: isRectified ? .slopes(negative: slopes, positive: slopes.map { $0 + 1 }) : .none)
      budget -= isRectified ? windows.count : 0
      names.append("average by \(divisor)")
    }

    /// x + W·relu(V·x), with ReLU after the sum or without.
    private mutating func residual(_ hidden: Int) {
      let (origin, width) = (sketch.newest, sketch.width)
      bend(hidden, "residual") { _ in (0, 1) }
      let (weights, bias) = rows.layer(width, columns: hidden, isFirst: false)
      let sum = weights.enumerated().map { i, row in (0..<width).map { $0 == i ? 1.0 : 0 } + row }
      let isRectified = budget >= width && rows.numbers.isOnce(in: 2)
      let slopes = [Double](repeating: 0, count: width)
      sketch.stage(
        sum, bias: bias, sources: [origin, sketch.newest],
        bend: isRectified ? .slopes(negative: slopes, positive: slopes.map { $0 + 1 }) : .none)
      budget -= isRectified ? width : 0
    }

    /// A layer on the values of two stages, or of the input and a stage, side by side.
    private mutating func concatenation(_ width: Int) {
      guard sketch.newest > 0 else { return relu(width) }
      bend(width, "concatenation", sources: [rows.numbers.integer(0...sketch.newest - 1), sketch.newest]) { _ in (0, 1) }
    }
  }
}
