import Diagnostics

extension Operands {
  func gemm(alpha: Double, beta: Double, transposeA: Bool, transposeB: Bool) throws(Diagnostic) -> Formula {
    let a = shape(0), b = shape(1)
    guard a.count == 2, b.count == 2 else { throw fail("needs matrices, but an input has shape \(a.count == 2 ? b : a)") }
    let (rows, inner) = transposeA ? (a[1], a[0]) : (a[0], a[1])
    let (columns, other) = transposeB ? (b[0], b[1]) : (b[1], b[0])
    guard inner == other else {
      throw fail("multiplies shapes \(transposeA ? a.reversed() : a) and \(transposeB ? b.reversed() : b)")
    }
    let shape = try checked([rows, columns])
    var added: [Int] = []
    if isGiven(2) {
      guard Broadcast.shape(self.shape(2), shape) == shape else { throw fail("adds shape \(self.shape(2)) to shape \(shape)") }
      added = numbers(2, to: shape)
    }
    let count = rows * columns
    let isPlain = alpha == 1 && beta == 1
    let second = offsets[1]
    // With factors, the products and the summands are scaled in a step of their own, so that no coefficient is a rounded product.
    let products = LinearForm(isPlain ? count : count + added.count) { row, terms in
      guard row < count else { return terms.add(added[row - count]) }
      let i = row / columns, j = row % columns
      terms.add(
        from: transposeA ? i : i * inner, stride: transposeA ? rows : 1, times: second + (transposeB ? j * inner : j),
        stride: transposeB ? 1 : columns, count: inner)
      if isPlain, !added.isEmpty { terms.add(added[row]) }
    }
    if isPlain { return Formula(shape, .linear(products)) }
    let scaled = LinearForm(count) { row, terms in
      terms.add(row, factor: alpha)
      if !added.isEmpty { terms.add(count + row, factor: beta) }
    }
    return Formula(shape, .linear(products), .linear(scaled))
  }

  func matMul() throws(Diagnostic) -> Formula {
    var a = shape(0), b = shape(1)
    let isRow = a.count == 1, isColumn = b.count == 1
    if isRow { a.insert(1, at: 0) }
    if isColumn { b.append(1) }
    guard a.count >= 2, b.count >= 2, a[a.count - 1] == b[b.count - 2],
      let batch = Broadcast.shape(Array(a.dropLast(2)), Array(b.dropLast(2)))
    else { throw fail("multiplies shapes \(shape(0)) and \(shape(1))") }
    let rows = a[a.count - 2], inner = a[a.count - 1], columns = b[b.count - 1]
    let shape = try checked(batch + (isRow ? [] : [rows]) + (isColumn ? [] : [columns]))
    let left = Broadcast.indices(Array(a.dropLast(2)), to: batch), right = Broadcast.indices(Array(b.dropLast(2)), to: batch)
    let second = offsets[1]
    return Formula(
      shape,
      .linear(
        LinearForm(shape.reduce(1, *)) { row, terms in
          let (block, rest) = row.quotientAndRemainder(dividingBy: rows * columns)
          terms.add(
            from: left[block] * rows * inner + rest / columns * inner, stride: 1,
            times: second + right[block] * inner * columns + rest % columns, stride: columns, count: inner)
        }))
  }
}
