/// Random rows of affine maps, with all that makes lines meet when they are to be degenerate: rows that are repeated, proportional,
/// opposite, constant or zero, layers without biases, dead layers, and lines through corners and along sides of the window.
struct RandomRows {
  var numbers: RandomNumbers
  let isDegenerate: Bool
  let window: [(x: Double, y: Double)]

  /// So many rows over so many columns; the columns of the first layer are x and y.
  mutating func layer(_ count: Int, columns: Int, isFirst: Bool) -> (weights: [[Double]], bias: [Double]) {
    var weights: [[Double]] = []
    var bias: [Double] = []
    let hasNoBias = isDegenerate && numbers.isOnce(in: 3)
    for _ in 0..<count {
      // Small constants, so that lines pass through the window.
      var (row, constant) = (numbers.weights(columns), hasNoBias ? 0 : isDegenerate ? numbers.weight() : numbers.weight() / 2)
      if isDegenerate {
        if isFirst, numbers.isOnce(in: 3) { (row, constant) = lineAtTheBorder() }
        if !weights.isEmpty, numbers.isOnce(in: 4) {
          let (model, factor) = (numbers.integer(0...weights.count - 1), numbers.element(of: [1.0, 1, 2, -1, -2]))
          (row, constant) = (weights[model].map { factor * $0 }, factor * bias[model])
        }
        if numbers.isOnce(in: 12) { row = row.map { _ in 0 } }
        if numbers.isOnce(in: 24) { constant = 0 }
      }
      weights.append(row)
      bias.append(constant)
    }
    // A dead layer: no row is positive anywhere.
    if isDegenerate, !isFirst, numbers.isOnce(in: 16) { bias = bias.map { _ in -1000 } }
    return (weights, bias)
  }

  /// A line through a corner of the window, or along one of its sides. With coordinates that are whole, as most are, it is exact.
  private mutating func lineAtTheBorder() -> (row: [Double], constant: Double) {
    let i = numbers.integer(0...window.count - 1)
    let (p, q) = (window[i], window[(i + 1) % window.count])
    let row = numbers.isOnce(in: 2) ? [p.y - q.y, q.x - p.x] : numbers.weights(2)
    return (row, -(row[0] * p.x + row[1] * p.y))
  }
}
