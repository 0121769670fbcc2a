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

  /// Adds one random block after another; the blocks are in an extension.
  struct Builder {
    var rows: RandomRows
    let isChain: Bool
    var sketch = NetworkSketch()
    var names: [String] = []
    /// How many units may still bend: few enough for the oracle.
    var budget = 22

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
  }
}
