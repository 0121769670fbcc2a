import Diagnostics
import Linear
import Networks

/// An input on which two networks certainly give different outputs: a proof that they are not the same function.
package struct DifferenceWitness: Sendable {
  /// The elements of all inputs, one after the other.
  package let point: [Double]
  /// The first output element that differs, and its values, each as the nearest double.
  package let output: Int
  package let values: (first: Double, second: Double)
  /// The exact difference, as the nearest double.
  package let difference: Double

  /// What a search for a witness came to.
  package enum Outcome: Sendable {
    case found(DifferenceWitness)
    /// The outputs agree to some 70 digits on all points that were tried.
    case none(points: Int)
    /// They can't be computed so exactly; why.
    case impossible(String)
  }

  /// The coordinates of the points lie between −2 and 2 times these, in turn: units with large biases bend far away.
  private static let scales = [1.0, 4, 0.25, 16, 0.0625, 64, 0x1p-8]
  private static let mostPoints = 70
  /// The most products of weights and values that all points together may take.
  private static let budget = 30_000_000

  /// Seeded points, each evaluated in both networks with 256 bits after the point and a bound of the error.
  package static func search(_ a: Network, _ b: Network) -> Outcome {
    do {
      let (first, second) = (try cut(a), try cut(b))
      let cost = max(try WorkEstimate.products(first.network), 1)
      let count = max(min(mostPoints, budget / cost), 0)
      guard count > 0 else { return .impossible("an evaluation takes \(cost) products, more than the \(budget) that are allowed") }
      for index in 0..<count {
        WorkProgress.report("points at which outputs are compared", index, of: count)
        let inputs = point(a, index), twins = Dictionary(uniqueKeysWithValues: zip(b.inputs, a.inputs).map { ($0.name, inputs[$1.name]!) })
        let one = try first.network.enclosures(inputs), other = try second.network.enclosures(twins)
        for (name, twin) in zip(first.network.outputs, second.network.outputs) {
          if let found = compare(one[name] ?? [], other[twin] ?? [], first.rows[name], a, inputs) { return .found(found) }
        }
      }
      return .none(points: count)
    } catch { return .impossible(error.message) }
  }

  /// A softmax at the end is left out: its results are equal where those before it differ by one number in every row.
  /// `rows` are the lengths of the rows of logits.
  private static func cut(_ network: Network) throws(Diagnostic) -> (network: Network, rows: [String: Int]) {
    let shapes = try WorkEstimate.shapes(network)
    var outputs = network.outputs, rows: [String: Int] = [:]
    for (place, name) in outputs.enumerated() {
      guard let node = network.nodes.last(where: { $0.outputs.contains(name) }) else { continue }
      switch node.operation {
      case .softmax(let axis, _), .logSoftmax(let axis, _):
        // Rows of logits: the last axis.
        guard let shape = shapes[node.inputs[0]], let length = shape.last, length > 0, axis == -1 || axis == shape.count - 1,
          network.nodes.contains(where: { $0.output == node.inputs[0] && $0.isMatrixProduct })
        else { continue }
        outputs[place] = node.inputs[0]
        rows[node.inputs[0]] = length
      default: continue
      }
    }
    let cut = Network(
      inputs: network.inputs, outputs: outputs,
      nodes: network.nodes.filter { !network.outputs.contains($0.output) || outputs.contains($0.output) },
      constants: network.constants, elementTypes: network.elementTypes)
    return (cut, rows)
  }

  private static func compare(
    _ one: [FixedBall], _ other: [FixedBall], _ row: Int?, _ network: Network, _ inputs: [String: Tensor]
  ) -> DifferenceWitness? {
    for (index, (x, y)) in zip(one, other).enumerated() {
      var difference = x - y
      if let row { difference = difference - (one[index - index % row] - other[index - index % row]) }
      guard difference.isNonzero else { continue }
      return DifferenceWitness(
        point: network.inputs.flatMap { inputs[$0.name]?.elements ?? [] }, output: index, values: (x.rounded, y.rounded),
        difference: difference.rounded)
    }
    return nil
  }

  /// A point of one element of the batch, whose coordinates have few digits, so that pages can print them.
  private static func point(_ network: Network, _ index: Int) -> [String: Tensor] {
    var state = UInt64(index) &* 0x9E37_79B9 &+ 1
    func uniform() -> Double {
      state = Mixer.mix(state)
      return Double(Int64(bitPattern: state) >> 52) * 0x1p-11
    }
    let scale = scales[index % scales.count]
    var values: [String: Tensor] = [:]
    for input in network.inputs {
      let shape = input.shape.map { $0 ?? 1 }
      values[input.name] = Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in uniform() * 2 * scale })
    }
    return values
  }
}

extension Network.Node {
  fileprivate var isMatrixProduct: Bool {
    switch operation {
    case .gemm, .matMul: true
    default: false
    }
  }
}
