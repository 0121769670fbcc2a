import Diagnostics
import Networks

extension TieAnalysis {
  /// The axes of each output of a node, by the rule of its operator.
  mutating func rule(_ tied: TiedNode) throws(Diagnostic) -> [[TiedAxis?]] {
    if let axes = try weightRule(tied) { return [axes] }
    if let axes = try activationRule(tied) { return [axes] }
    if let axes = try movementRule(tied) { return axes }
    throw refuse(
      tied, "is an operator without a rule",
      fix: "use linear operators, convolutions, batch norm, pools, sums, concatenations and elementwise activations")
  }

  private mutating func weightRule(_ tied: TiedNode) throws(Diagnostic) -> [TiedAxis?]? {
    switch tied.operation {
    case .gemm(_, _, let transposeA, let transposeB): try gemm(tied, transposeA, transposeB)
    case .matMul: try matMul(tied)
    case .conv(_, let groups): try convolution(tied, groups, outputs: tied.shape(1).first ?? 0)
    case .convTranspose(_, let groups, _, _): try convolution(tied, groups, outputs: tied.shape[1])
    case .batchNormalization: try batchNormalization(tied)
    case .add, .sub, .sum, .mean: try combination(tied, .sum)
    case .maximum, .minimum: try combination(tied, .extremum)
    case .mul, .div: try combination(tied, .product)
    default: nil
    }
  }

  private mutating func activationRule(_ tied: TiedNode) throws(Diagnostic) -> [TiedAxis?]? {
    let axes = tied.axes[0] ?? []
    switch tied.operation {
    case .identity, .cast(.none), .neg: return axes
    case .relu, .leakyRelu: for axis in axes { fixSigns(axis) }
    case .prelu:
      guard !tied.isActivation(1) else { throw refuse(tied, "has slopes that depend on the network's input", fix: "use constant slopes") }
      for axis in axes { fixSigns(axis) }
    case .absolute: return axes.map { $0.map { absolute($0) } }
    case .tanh: for axis in axes { fixMagnitudes(axis) }
    case .clip: try clip(tied, axes)
    case .sigmoid, .gelu, .hardSigmoid, .hardSwish, .floor, .cast, .softmax, .logSoftmax: for axis in axes { fixFactors(axis) }
    case .argMax(let axis, let keepsAxis, _):
      let axis = axis < 0 ? axis + axes.count : axis
      fix(axes[axis])
      for axis in axes { fixFactors(axis) }
      return axes.indices.compactMap { $0 == axis ? (keepsAxis ? .some(nil) : nil) : .some(axes[$0]) }
    case .averagePool, .globalAveragePool: return channels(axes)
    case .maxPool, .globalMaxPool:
      guard tied.node.outputs.dropFirst().allSatisfy(\.isEmpty) else {
        throw refuse(tied, "gives the places of its maxima", fix: "use its first output only")
      }
      for axis in axes { fixSigns(axis) }
      return channels(axes)
    default: return nil
    }
    return axes
  }

  /// |x|: the sign of what goes in is free, that of what comes out is not.
  private mutating func absolute(_ axis: TiedAxis) -> TiedAxis {
    TiedAxis(
      permutation: axis.permutation, magnitude: axis.magnitude, sign: signs.fresh(signs.length(axis.sign), isFixed: true))
  }

  /// max(x, 0) and min(x, 0) commute with positive factors, a clip between −c and c with signs, any other with neither.
  private mutating func clip(_ tied: TiedNode, _ axes: [TiedAxis?]) throws(Diagnostic) {
    var bounds: [Double?] = [nil, nil]
    for place in 1...2 where place < tied.operands.count && tied.operands[place] != nil {
      guard let bound = tied.operands[place]?.elements?.first else {
        throw refuse(tied, "has a bound that depends on the network's input", fix: "use constant bounds")
      }
      bounds[place - 1] = Operation.clipBound(bound, isLower: place == 1)
    }
    let given = bounds.compactMap(\.self)
    if given.isEmpty { return }
    let isOdd = bounds[0].map { -$0 } == bounds[1]
    for axis in axes {
      if !isOdd || given.contains(0) { fixSigns(axis) }
      if given.contains(where: { $0 != 0 }) { fixMagnitudes(axis) }
    }
  }

  /// The first two axes as they are; what is behind them is space, on which nothing may move.
  mutating func channels(_ axes: [TiedAxis?]) -> [TiedAxis?] {
    for axis in axes.dropFirst(2) { fix(axis) }
    return axes.enumerated().map { $0 < 2 ? $1 : nil }
  }
}
