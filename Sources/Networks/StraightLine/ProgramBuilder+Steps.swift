import Diagnostics

extension ProgramBuilder {
  /// The rows of a linear form.
  mutating func sums(_ form: LinearForm, _ z: [Int32], _ operands: Operands) throws(Diagnostic) -> [Int32] {
    var sums = StraightLineProgram.Sums(first: 0)
    var row = LinearRow()
    for index in 0..<form.rowCount {
      row.clear()
      form.fill(index, &row)
      for run in row.runs {
        for step in 0..<run.count {
          sums.left.append(z[run.left + step * run.leftStride])
          sums.right.append(run.right < 0 ? -1 : z[run.right + step * run.rightStride])
          sums.factors.append(run.factor)
        }
      }
      try end(&sums, divisor: row.divisor, bias: row.bias, operands)
      try checkSize(sums.left.count, operands)
    }
    return try append(sums, operands)
  }

  private func end(_ sums: inout StraightLineProgram.Sums, divisor: Double, bias: Double, _ operands: Operands) throws(Diagnostic) {
    guard divisor != 0, divisor.isFinite, bias.isFinite, sums.factors[sums.rowStarts[sums.count]...].allSatisfy(\.isFinite) else {
      throw Lowering.refuse(operands, divisor == 0 ? "it divides by zero" : "it holds a value that is not a finite number")
    }
    sums.rowStarts.append(sums.left.count)
    sums.divisors.append(divisor)
    sums.bias.append(bias)
  }

  mutating func bends(_ negative: [Double], _ positive: [Double], _ z: [Int32], _ operands: Operands) throws(Diagnostic) -> [Int32] {
    guard (negative + positive).allSatisfy(\.isFinite) else { throw Lowering.refuse(operands, "it has a slope that is not a finite number") }
    var bends = StraightLineProgram.Bends(
      first: 0, name: operands.node, sources: Array(z.prefix(negative.count)), negative: negative, positive: positive)
    if case .prelu = operands.operation { bends.slopes = operands.numbers(1, to: operands.shape(0)).map { z[$0] } }
    return append(bends)
  }

  /// lower + max(x − lower, 0) − max(x − upper, 0); with an upper bound only, x − max(x − upper, 0).
  mutating func clip(_ lower: Double?, _ upper: Double?, _ z: [Int32], _ operands: Operands) throws(Diagnostic) -> [Int32] {
    guard (lower ?? 0).isFinite, (upper ?? 0).isFinite else { throw Lowering.refuse(operands, "it has a bound that is not a finite number") }
    if let upper, let lower, lower >= upper { return z.map { _ in literal(upper) } }
    if lower == nil, upper == nil { return z }
    let (zeros, ones) = ([Double](repeating: 0, count: z.count), [Double](repeating: 1, count: z.count))
    if lower == 0, upper == nil { return try bends(zeros, ones, z, operands) }
    var terms: [(elements: [Int32], factor: Double)] = lower == nil ? [(z, 1)] : []
    for (bound, factor) in [(lower, 1.0), (upper, -1.0)] {
      guard let bound else { continue }
      let shifted = try sums(
        LinearForm(z.count) { row, terms in
          terms.add(row)
          terms.bias = -bound
        }, z, operands)
      terms.append((try bends(zeros, ones, shifted, operands), factor))
    }
    let parts = terms
    return try sums(
      LinearForm(z.count) { row, sum in
        for (place, part) in parts.enumerated() { sum.add(place * z.count + row, factor: part.factor) }
        sum.bias = lower ?? 0
      }, parts.flatMap(\.elements), operands)
  }

  mutating func maxima(_ groups: Groups, _ z: [Int32], _ operands: Operands) throws(Diagnostic) -> [Int32] {
    var maxima = StraightLineProgram.Maxima(first: 0, name: operands.node)
    for group in 0..<groups.count {
      guard !groups[group].isEmpty else { throw Lowering.refuse(operands, "it takes the maximum of no elements, which is −∞") }
      for member in groups[group] { maxima.members.append(z[member]) }
      maxima.starts.append(maxima.members.count)
    }
    return append(maxima)
  }

  /// γ · u + β with u = s · (x − μ), where γ · s is the double that the factor γ / √(σ² + ε) is rounded to; for γ = 0, s is rounded.
  mutating func normalize(_ operands: Operands, _ z: [Int32]) throws(Diagnostic) -> [Int32] {
    guard case .batchNormalization(let epsilon) = operands.operation else { return z }
    // Checks shapes and variances.
    _ = try operands.batchNormalization(epsilon: epsilon)
    let shape = operands.shape(0), channels = operands.shape(1)[0], inner = shape.dropFirst(2).reduce(1, *)
    let scale = try operands.elements(1), mean = try operands.elements(3), variance = try operands.elements(4)
    let factors = (0..<channels).map { RootQuotient.nearest(scale[$0] == 0 ? 1 : scale[$0], overRootOf: variance[$0], plus: epsilon) }
    let count = operands[0].count
    let centred = try sums(
      LinearForm(count) { row, terms in
        terms.add(row)
        terms.bias = -mean[row / inner % channels]
      }, z, operands)
    let scaled = try sums(
      LinearForm(count) { row, terms in
        let channel = row / inner % channels
        terms.add(row, factor: factors[channel])
        terms.divisor = scale[channel] == 0 ? 1 : scale[channel]
      }, centred, operands)
    let (gamma, beta) = (operands.offsets[1], operands.offsets[2])
    return try sums(
      LinearForm(count) { row, terms in
        let channel = row / inner % channels
        terms.add(from: row, stride: 0, times: count + gamma + channel, stride: 0, count: 1)
        terms.add(count + beta + channel)
      }, scaled + z, operands)
  }
}
