import Networks

/// The blocks that random networks are made of: one for each kind of operator, lowered as the readers of model files lower it.
extension RandomNetwork.Builder {
  mutating func relu(_ width: Int) { bend(width, "relu") { _ in (0, 1) } }

  /// A layer on the newest values, or on other sources.
  mutating func dense(
    count: Int, _ name: String, divisor: Double = 1, sources: [Int]? = nil, bend: (inout RandomNumbers, Int) -> PiecewiseLinearNetwork.Bend
  ) {
    let columns = (sources ?? [sketch.newest]).reduce(0) { $0 + sketch.counts[$1] }
    let (weights, bias) = rows.layer(count, columns: columns, isFirst: sources == nil && sketch.newest == 0)
    sketch.stage(weights, bias: bias, divisor: divisor, sources: sources, bend: bend(&rows.numbers, count))
    names.append("\(name) \(count)")
  }

  /// A layer whose units have random slopes.
  mutating func bend(
    _ width: Int, _ name: String, sources: [Int]? = nil, _ slopes: (inout RandomNumbers) -> (negative: Double, positive: Double)
  ) {
    dense(count: width, name, sources: sources) { numbers, count in
      let pairs = (0..<count).map { _ in slopes(&numbers) }
      return .slopes(negative: pairs.map(\.negative), positive: pairs.map(\.positive))
    }
    budget -= width
  }

  /// clip(z, low, high) = low + max(z − low, 0) − max(z − high, 0): two units for each row, and a stage that sums them up.
  mutating func clip(_ count: Int) {
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
  mutating func maxout(_ groups: Int) {
    var starts = [0]
    for _ in 0..<groups { starts.append(starts.last! + rows.numbers.integer(2...4)) }
    dense(count: starts.last!, "maxout of \(starts)") { _, _ in .maximum(starts: starts) }
    budget -= starts.last! / 2 + 1
  }

  /// min(a, b) = −max(−a, −b) of values as they are: max pooling between two stages that change the sign.
  mutating func minimum() {
    let width = sketch.width
    let negated = (0..<width).map { i in (0..<width).map { $0 == i ? -1.0 : 0 } }
    let starts = width == 1 ? [0, 1] : [0, (width + 1) / 2, width]
    sketch.stage(negated, bend: .maximum(starts: starts))
    sketch.stage(Array(negated.prefix(starts.count - 1).map { Array($0.prefix(starts.count - 1)) }))
    budget -= 2
    names.append("minimum")
  }

  /// Sums over the values, divided by 3 or 9, with ReLU or nothing.
  mutating func average() {
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
  mutating func residual(_ hidden: Int) {
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
  mutating func concatenation(_ width: Int) {
    guard sketch.newest > 0 else { return relu(width) }
    bend(width, "concatenation", sources: [rows.numbers.integer(0...sketch.newest - 1), sketch.newest]) { _ in (0, 1) }
  }
}
