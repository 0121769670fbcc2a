import Linear
import Networks
import Seeded

/// Measures the dimension of the group of positive factors: the exponents c for which θᵢ ↦ e^{t cᵢ} θᵢ keeps the function, whatever θ.
///
/// These are the null vectors of the matrix of θᵢ ∂f/∂θᵢ, a row for each output at each of some inputs and some θ. Derivatives are central
/// differences, so the rank is that of a matrix of doubles with a clear gap.
struct ScalingOracle {
  private let network: Network
  private var random: SeededGenerator
  /// The weights: the constant and the number of the element.
  private var places: [(name: String, element: Int)] = []

  init(_ network: Network, seed: UInt64) {
    self.network = network
    random = SeededGenerator(seed: seed)
    var names: [String] = []
    for node in network.nodes where node.operation.controlInputs.isEmpty {
      names += node.inputs.filter { network.constants[$0] != nil }
    }
    for name in names { for element in 0..<(network.constants[name]?.count ?? 0) { places.append((name, element)) } }
  }

  mutating func dimension() throws -> Int {
    var rows: [[Double]] = []
    while rows.count < 2 * places.count + 20 { rows += try derivatives() }
    return places.count - Self.rank(rows)
  }

  /// θᵢ ∂f/∂θᵢ of all outputs, at weights and inputs that are drawn anew.
  private mutating func derivatives() throws -> [[Double]] {
    var constants = network.constants
    for place in places { constants[place.name]?.elements[place.element] *= Double.random(in: 0.5...1.5, using: &random) }
    let inputs = Tensor(shape: [5, 2, 2], elements: (0..<20).map { _ in Double.random(in: -1...1, using: &random) })
    let step = 1e-5
    var columns: [[Double]] = []
    for place in places {
      let ends = try [1 + step, 1 - step].map { factor -> [Double] in
        var moved = constants
        moved[place.name]?.elements[place.element] *= factor
        let network = Network(inputs: network.inputs, outputs: network.outputs, nodes: network.nodes, constants: moved)
        let values = try network.evaluate(["x": inputs])
        return network.outputs.flatMap { values[$0]?.elements ?? [] }
      }
      columns.append(zip(ends[0], ends[1]).map { ($0 - $1) / (2 * step) })
    }
    return (0..<(columns.first?.count ?? 0)).map { row in columns.map { $0[row] } }
  }

  /// By elimination with the largest element of what is left as the pivot.
  private static func rank(_ rows: [[Double]]) -> Int {
    var rows = rows
    var rank = 0
    let columns = rows.first?.count ?? 0
    while rank < min(rows.count, columns) {
      var best = (row: rank, column: rank, size: 0.0)
      for row in rank..<rows.count {
        for column in rank..<columns where abs(rows[row][column]) > best.size { best = (row, column, abs(rows[row][column])) }
      }
      guard best.size > 1e-6 else { return rank }
      rows.swapAt(rank, best.row)
      for row in rows.indices { rows[row].swapAt(rank, best.column) }
      let pivot = rows[rank]
      for row in (rank + 1)..<rows.count where rows[row][rank] != 0 {
        let factor = rows[row][rank] / pivot[rank]
        for column in rank..<columns { rows[row][column] -= factor * pivot[column] }
      }
      rank += 1
    }
    return rank
  }
}
