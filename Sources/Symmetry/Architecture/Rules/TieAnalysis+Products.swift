import Diagnostics
import Networks

/// Operators that multiply by weights: their columns move with what comes in, their rows are new units.
extension TieAnalysis {
  mutating func gemm(_ tied: TiedNode, _ transposeA: Bool, _ transposeB: Bool) throws(Diagnostic) -> [TiedAxis?] {
    let isFirst = tied.isActivation(0)
    try requireConstant(tied, isFirst ? 1 : 0)
    let axes = tied.axes[isFirst ? 0 : 1] ?? []
    guard axes.count == 2 else { throw refuse(tied, "multiplies a value of rank \(axes.count)", fix: "use matrices") }
    let kept = isFirst ? axes[transposeA ? 1 : 0] : axes[transposeB ? 0 : 1]
    let made = madeAxis(tied.shape[isFirst ? 1 : 0], tied)
    let result = isFirst ? [kept, made] : [made, kept]
    guard tied.node.inputs.count == 3, !tied.node.inputs[2].isEmpty else { return result }
    return try addBias(tied, place: 2, to: result)
  }

  /// The result of a product plus an operand: weights absorb what they have a number for, values are tied.
  private mutating func addBias(_ tied: TiedNode, place: Int, to result: [TiedAxis?]) throws(Diagnostic) -> [TiedAxis?] {
    let product = Operand(shape: tied.shape, elements: nil)
    let sum = TiedNode(
      index: tied.index, node: tied.node, operands: [product, tied.operands[place]], axes: [result, tied.axes[place]], outputs: tied.outputs)
    return try combination(sum, .sum)
  }

  mutating func matMul(_ tied: TiedNode) throws(Diagnostic) -> [TiedAxis?] {
    let isFirst = tied.isActivation(0)
    try requireConstant(tied, isFirst ? 1 : 0)
    let weights = tied.shape(isFirst ? 1 : 0)
    guard weights.dropLast(2).allSatisfy({ $0 == 1 }) else {
      throw refuse(tied, "multiplies by a stack of matrices of shape \(weights)", fix: "use one matrix for each node")
    }
    var axes = tied.axes[isFirst ? 0 : 1] ?? []
    let contracted = isFirst ? axes.count - 1 : max(axes.count - 2, 0)
    if weights.count == 1 {
      axes.remove(at: contracted)
    } else {
      let rank = tied.shape.count
      axes[contracted] = madeAxis(tied.shape[isFirst ? rank - 1 : axes.count == 1 ? rank - 1 : rank - 2], tied)
    }
    return [TiedAxis?](repeating: nil, count: max(tied.shape.count - axes.count, 0)) + axes
  }

  /// A convolution of any kind. Throws where its weights are no constants.
  mutating func convolution(_ tied: TiedNode, _ groups: Int, outputs: Int) throws(Diagnostic) -> [TiedAxis?] {
    try requireConstant(tied, 1)
    if tied.node.inputs.count > 2 { try requireConstant(tied, 2) }
    var axes = channels(tied.axes[0] ?? [])
    let inputs = tied.shape(0)[1]
    if groups == 1 {
      axes[1] = madeAxis(outputs, tied)
    } else if groups == inputs, groups == outputs, let axis = axes[1] {
      axes[1] = rescaledAxis(axis, outputs, tied)
    } else {
      axes[1] = try grouped(axes[1], tied, groups, inputs: inputs / groups, outputs: outputs / groups)
    }
    return axes
  }

  /// Groups may be permuted as wholes, and units within each group of inputs and of outputs.
  private mutating func grouped(
    _ axis: TiedAxis?, _ tied: TiedNode, _ groups: Int, inputs: Int, outputs: Int
  ) throws(Diagnostic) -> TiedAxis {
    let taken = (0..<groups).map { _ in permutations.fresh(inputs, isFixed: axis == nil) }
    let made = (0..<groups).map { _ in permutations.fresh(outputs) }
    if let axis {
      do { try permutations.tie(axis.permutation, taken.flatMap(\.self)) } catch { throw failure(error, tied) }
      ties.append((tied.index, axis.permutation))
    }
    blocks.append(BlockTie(node: tied.index, strands: [taken, made]))
    let result = TiedAxis(
      permutation: made.flatMap(\.self), magnitude: magnitudes.fresh(groups * outputs), sign: signs.fresh(groups * outputs))
    sites.append(Site(node: tied.index, name: tied.node.name, axis: result, makesUnits: true))
    return result
  }

  /// γ, β, μ, σ² move with the channel. γ and μ absorb any factor of what comes in, γ and β any factor of what comes out.
  mutating func batchNormalization(_ tied: TiedNode) throws(Diagnostic) -> [TiedAxis?] {
    for place in 1..<5 { try requireConstant(tied, place) }
    var axes = tied.axes[0] ?? []
    let channel = min(1, axes.count - 1)
    guard channel >= 0, (1..<5).allSatisfy({ tied.shape($0) == [tied.shape[channel]] }) else {
      throw refuse(
        tied, "has parameters of shapes \((1..<5).map { tied.shape($0) }) for a value of shape \(tied.shape)",
        fix: "give it one of each for each channel")
    }
    guard let axis = axes[channel] else { return axes }
    axes[channel] = rescaledAxis(axis, tied.shape[channel], tied)
    return axes
  }

  func requireConstant(_ tied: TiedNode, _ place: Int) throws(Diagnostic) {
    guard tied.isActivation(place) else { return }
    throw refuse(
      tied, "multiplies values that depend on the network's input by each other",
      fix: "use operators with constant weights; attention has symmetries of its own")
  }
}
