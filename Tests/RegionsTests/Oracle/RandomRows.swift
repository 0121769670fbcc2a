/// Random rows of affine maps, with all that makes lines meet when they are to be degenerate: rows that are repeated, proportional,
/// opposite, constant or zero, three lines through a point, layers without biases, dead layers, and lines through corners and along
/// sides of the window.
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
        if !weights.isEmpty, numbers.isOnce(in: 3) { (row, constant) = relative(of: weights, bias) }
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

  /// A row that depends on earlier ones: a multiple of one, a combination of two, whose line goes through the point where their lines
  /// meet, or, of any doubles, one that is nearly parallel to an earlier row and nearly the same.
  private mutating func relative(of weights: [[Double]], _ bias: [Double]) -> (row: [Double], constant: Double) {
    let (i, j) = (numbers.integer(0...weights.count - 1), numbers.integer(0...weights.count - 1))
    switch numbers.integer(numbers.kind == .doubles ? 0...5 : 2...5) {
    case 0: return (weights[i].map { $0 * (1 + Double(numbers.integer(-3...3)) * 0x1p-40) }, bias[i])
    // Beside 0 a number whose square underflows, but not so small that it can't be scaled.
    case 1: return (weights[i].map { numbers.isOnce(in: 2) ? ($0 == 0 ? 0x1p-600 : $0.nextUp) : $0 }, bias[i])
    case 2, 3:
      let factor = numbers.element(of: [1.0, 1, 2, -1, -2])
      return (weights[i].map { factor * $0 }, factor * bias[i])
    default:
      let factor = numbers.element(of: [1.0, -1, 2])
      return (zip(weights[i], weights[j]).map { $0 + factor * $1 }, bias[i] + factor * bias[j])
    }
  }

  /// A line through a corner of the window, or along one of its sides. With coordinates that are whole, as most are, it is exact.
  private mutating func lineAtTheBorder() -> (row: [Double], constant: Double) {
    let i = numbers.integer(0...window.count - 1)
    let (p, q) = (window[i], window[(i + 1) % window.count])
    let row = numbers.isOnce(in: 2) ? [p.y - q.y, q.x - p.x] : numbers.weights(2)
    return (row, -(row[0] * p.x + row[1] * p.y))
  }
}
