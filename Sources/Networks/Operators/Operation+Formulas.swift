import Diagnostics

extension Operation {
  /// How each output comes from the operands. Throws a `Diagnostic` where their number or their shapes do not fit.
  func formulas(_ operands: Operands) throws(Diagnostic) -> [Formula] {
    let count = operands.list.count
    guard inputCounts.contains(count) else {
      throw operands.fail("takes \(inputCounts.lowerBound) to \(inputCounts.upperBound) inputs, not \(count)")
    }
    for index in 0..<count where operands.list[index] == nil {
      // A sum leaves none of its terms out.
      guard index >= inputCounts.lowerBound, inputCounts.upperBound != .max else { throw operands.fail("leaves out an input that it needs") }
    }
    switch self {
    case .split(let axis, let parts): return try operands.split(axis: axis, parts: parts)
    case .maxPool(let window, let isColumnMajor): return try operands.maxPool(window, isColumnMajor: isColumnMajor)
    default: break
    }
    if let formula = try linear(operands) { return [formula] }
    if let formula = try bending(operands) { return [formula] }
    if let formula = try curved(operands) { return [formula] }
    return [try movement(operands)]
  }

  private func linear(_ operands: Operands) throws(Diagnostic) -> Formula? {
    switch self {
    case .gemm(let alpha, let beta, let transposeA, let transposeB):
      try operands.gemm(alpha: alpha, beta: beta, transposeA: transposeA, transposeB: transposeB)
    case .matMul: try operands.matMul()
    case .conv(let window, let groups): try operands.convolution(window, groups: groups)
    case .convTranspose(let window, let groups, let outputPadding, let outputShape):
      try operands.transposedConvolution(window, groups: groups, outputPadding: outputPadding, outputShape: outputShape)
    case .batchNormalization(let epsilon): try operands.batchNormalization(epsilon: epsilon)
    case .averagePool(let window, let countsPadding): try operands.averagePool(window, countsPadding: countsPadding)
    case .globalAveragePool: try operands.globalPool(isMaximum: false)
    case .add: try operands.sum(verb: "adds")
    case .sub: try operands.difference()
    case .mul: try operands.product()
    case .div(let truncates): try operands.quotient(truncates: truncates)
    case .neg: Formula(operands.shape(0), .linear(LinearForm(operands[0].count) { $1.add($0, factor: -1) }))
    case .sum: try operands.sum(verb: "adds")
    case .mean: try operands.sum(verb: "averages", divisor: Double(operands.list.count))
    case .reduce(let reduction, let keepsAxes, let isIdentity):
      try operands.reduce(reduction, keepsAxes: keepsAxes, isIdentityWithoutAxes: isIdentity)
    case .resize(let resizing): try operands.resize(resizing)
    default: nil
    }
  }

  private func bending(_ operands: Operands) throws(Diagnostic) -> Formula? {
    switch self {
    case .relu: operands.slopes(negative: 0)
    case .leakyRelu(let slope): operands.slopes(negative: slope)
    case .absolute: operands.slopes(negative: -1)
    case .prelu: try operands.prelu()
    case .clip: try operands.clip()
    case .hardSigmoid(let alpha, let beta): operands.hardSigmoid(alpha: alpha, beta: beta)
    case .maximum: try operands.extremum(sign: 1)
    case .minimum: try operands.extremum(sign: -1)
    case .globalMaxPool: try operands.globalPool(isMaximum: true)
    default: nil
    }
  }

  private func curved(_ operands: Operands) throws(Diagnostic) -> Formula? {
    switch self {
    case .hardSwish: operands.hardSwish()
    case .sigmoid: operands.sigmoid()
    case .tanh: operands.hyperbolicTangent()
    case .gelu: operands.gelu()
    case .softmax(let axis, let isFlattened): try operands.softmax(axis: axis, isFlattened: isFlattened, isLogarithm: false)
    case .logSoftmax(let axis, let isFlattened): try operands.softmax(axis: axis, isFlattened: isFlattened, isLogarithm: true)
    case .argMax(let axis, let keepsAxis, let takesLast): try operands.argMax(axis: axis, keepsAxis: keepsAxis, takesLast: takesLast)
    case .cast(let conversion): operands.cast(conversion)
    case .floor: operands.pointwise("it is a step function") { $0.rounded(.down) }
    case .equal: try operands.equal()
    case .mod(let followsDividend): try operands.remainder(followsDividend: followsDividend)
    default: nil
    }
  }

  private func movement(_ operands: Operands) throws(Diagnostic) -> Formula {
    switch self {
    case .flatten(let axis): try operands.flatten(axis: axis)
    case .reshape(let allowZero): try operands.reshape(allowZero: allowZero)
    case .transpose(let order): try operands.transpose(order)
    case .squeeze: try operands.squeeze()
    case .unsqueeze: try operands.unsqueeze()
    case .expand: try operands.expand()
    case .concat(let axis): try operands.concat(axis: axis)
    case .slice: try operands.slice()
    case .gather(let axis): try operands.gather(axis: axis)
    case .pad(let padding): try operands.pad(padding)
    case .shape(let start, let end): operands.shapeValue(start: start, end: end)
    case .constantOfShape(let value): try operands.constantOfShape(value)
    case .range: try operands.range()
    case .select: try operands.select()
    default: Formula(operands.shape(0), .passing)
    }
  }
}
