import Diagnostics
import Networks

/// How many products of weights and values an evaluation takes.
enum WorkEstimate {
  /// For one element of the batch. Throws a `Diagnostic` where shapes do not fit.
  static func products(_ network: Network) throws(Diagnostic) -> Int {
    let shapes = try shapes(network)
    var total = 0
    for node in network.nodes {
      let results = shapes[node.output]?.reduce(1, *) ?? 0
      switch node.operation {
      case .gemm, .matMul: total += results * (shapes[node.inputs[0]]?.last ?? 1)
      case .conv: total += results * (shapes[node.inputs[1]]?.dropFirst().reduce(1, *) ?? 1)
      case .convTranspose:
        total += (shapes[node.inputs[0]]?.reduce(1, *) ?? 1) * (shapes[node.inputs[1]]?.dropFirst().reduce(1, *) ?? 1)
      default: total += results
      }
    }
    return total
  }

  /// The shapes of all values, for one element of the batch where its size is open. Throws a `Diagnostic` where shapes do not fit.
  static func shapes(_ network: Network) throws(Diagnostic) -> [String: [Int]] {
    var known = network.constants.mapValues { Operand(shape: $0.shape, elements: $0.elements) }
    for input in network.inputs { known[input.name] = Operand(shape: input.shape.map { $0 ?? 1 }, elements: nil) }
    for node in network.nodes {
      let outlines = try node.operation.outline(of: node.inputs.map { known[$0] }, node: node.name, outputs: node.outputs.count)
      for (name, outline) in zip(node.outputs, outlines) { known[name] = outline }
    }
    return known.mapValues(\.shape)
  }
}
