import Linear
import Networks
import Seeded

/// A ReLU perceptron as rows of numbers, with its derivatives from their definition, in fractions.
struct TinyNetwork {
  /// For each layer, for each unit: its weights and then its bias.
  var layers: [[[Double]]]

  init(layers: [[[Double]]]) { self.layers = layers }

  /// Weights that are multiples of 1/8 between −2 and 2.
  init(_ widths: [Int], random: inout SeededGenerator) {
    layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      (0..<outputs).map { _ in (0...inputs).map { _ in Double(random.below(33) - 16) / 8 } }
    }
  }

  var widths: [Int] { [layers[0][0].count - 1] + layers.map(\.count) }
  var parameterCount: Int { layers.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } } }
  var hiddenCount: Int { widths.dropFirst().dropLast().reduce(0, +) }

  var network: Network {
    var nodes: [Network.Node] = []
    var constants: [String: Tensor] = [:]
    var value = "x"
    for (index, units) in layers.enumerated() {
      let (weights, bias) = ("w\(index)", "b\(index)")
      constants[weights] = Tensor(shape: [units.count, units[0].count - 1], elements: units.flatMap { $0.dropLast() })
      constants[bias] = Tensor(shape: [units.count], elements: units.map { $0[$0.count - 1] })
      nodes.append(
        Network.Node(
          name: "layer\(index + 1)", operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), inputs: [value, weights, bias],
          output: "z\(index)"))
      value = "z\(index)"
      if index < layers.count - 1 {
        nodes.append(Network.Node(name: "relu\(index + 1)", operation: .relu, inputs: [value], output: "h\(index)"))
        value = "h\(index)"
      }
    }
    return Network(
      inputs: [Network.Input(name: "x", shape: [nil, widths[0]])], outputs: [value], nodes: nodes, constants: constants)
  }

  /// ∂f/∂θ by the chain rule, a row for each output; layer by layer, all weights by rows and then all biases. `nil` where a unit is at 0.
  func jacobian(at point: [Double]) -> [[Rational]]? {
    var inputs = [point.map { Rational($0) }]
    var isActive: [[Bool]] = []
    for (index, units) in layers.enumerated() {
      let before = inputs[index] + [.one]
      let z = units.map { unit in zip(unit, before).reduce(Rational(0.0)) { $0 + Rational($1.0) * $1.1 } }
      let isLast = index == layers.count - 1
      if !isLast, z.contains(where: \.isZero) { return nil }
      isActive.append(z.map { isLast || $0.sign > 0 })
      inputs.append(zip(z, isActive[index]).map { $1 ? $0 : Rational(0.0) })
    }
    return (0..<layers[layers.count - 1].count).map { output in
      var sensitivity = (0..<layers[layers.count - 1].count).map { Rational($0 == output ? 1.0 : 0.0) }
      var parts: [[Rational]] = []
      for index in layers.indices.reversed() {
        let gated = zip(sensitivity, isActive[index]).map { $1 ? $0 : Rational(0.0) }
        parts.insert(gated.flatMap { g in inputs[index].map { g * $0 } } + gated, at: 0)
        sensitivity = inputs[index].indices.map { j in
          zip(layers[index], gated).reduce(Rational(0.0)) { $0 + Rational($1.0[j]) * $1.1 }
        }
      }
      return parts.flatMap(\.self)
    }
  }

  /// The rank of the derivatives at points, by elimination on fractions.
  func rank(at points: [[Double]]) -> Int {
    var basis: [(pivot: Int, row: [Rational])] = []
    for var row in points.compactMap({ jacobian(at: $0) }).flatMap(\.self) {
      for (pivot, other) in basis where !row[pivot].isZero {
        let factor = row[pivot]
        for j in row.indices where !other[j].isZero { row[j] = row[j] - factor * other[j] }
      }
      guard let pivot = row.firstIndex(where: { !$0.isZero }) else { continue }
      let head = row[pivot]
      basis.append((pivot, row.map { $0.isZero ? $0 : $0 / head }))
    }
    return basis.count
  }
}
