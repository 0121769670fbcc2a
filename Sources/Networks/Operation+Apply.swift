import Diagnostics

extension Operation {
  /// The value of the operation on its operands; `node` is what an error calls it.
  package func apply(to operands: [Tensor], node: String) throws(Diagnostic) -> Tensor {
    guard inputCounts.contains(operands.count) else {
      throw fail(node, "takes \(inputCounts.lowerBound) to \(inputCounts.upperBound) inputs, not \(operands.count)")
    }
    switch self {
    case .gemm(let alpha, let beta, let transposeA, let transposeB):
      let a = try matrix(operands[0], node), b = try matrix(operands[1], node)
      var product = try multiply(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b, node)
      if alpha != 1 { for i in product.elements.indices { product.elements[i] *= alpha } }
      guard operands.count == 3 else { return product }
      var c = operands[2]
      if beta != 1 { for i in c.elements.indices { c.elements[i] *= beta } }
      let sum = try add(product, c, node)
      guard sum.shape == product.shape else { throw fail(node, "adds a tensor of shape \(c.shape) to one of shape \(product.shape)") }
      return sum
    case .matMul:
      return try matMul(operands[0], operands[1], node)
    case .add:
      return try add(operands[0], operands[1], node)
    case .relu:
      var result = operands[0]
      for i in result.elements.indices where !(result.elements[i] > 0) { result.elements[i] = 0 }
      return result
    case .flatten(let axis):
      let shape = operands[0].shape
      let split = axis < 0 ? axis + shape.count : axis
      guard (0...shape.count).contains(split) else { throw fail(node, "has axis \(axis), but its input has rank \(shape.count)") }
      return operands[0].reshaped([shape[..<split].reduce(1, *), shape[split...].reduce(1, *)])
    case .reshape(let allowZero):
      return operands[0].reshaped(try reshape(operands[0].shape, to: operands[1].elements, allowZero: allowZero, node))
    case .identity:
      return operands[0]
    }
  }

  /// The most elements of a result, 2²⁸: a small file can ask for more memory than there is.
  private static func isAllowed(_ shape: [Int]) -> Bool {
    shape.reduce(1.0) { $0 * Double($1) } <= 0x1p28
  }

  private func fail(_ node: String, _ message: String) -> Diagnostic {
    Diagnostic(id: "bad-shape", "node '\(node)' (\(name)) \(message)", at: .none)
  }

  private func matrix(_ tensor: Tensor, _ node: String) throws(Diagnostic) -> Tensor {
    guard tensor.rank == 2 else { throw fail(node, "needs matrices, but an input has shape \(tensor.shape)") }
    return tensor
  }

  private func transpose(_ a: Tensor) -> Tensor {
    let (rows, columns) = (a.shape[0], a.shape[1])
    var result = Tensor(shape: [columns, rows], elements: a.elements)
    for i in 0..<rows {
      for j in 0..<columns { result.elements[j * rows + i] = a.elements[i * columns + j] }
    }
    return result
  }

  private func multiply(_ a: Tensor, _ b: Tensor, _ node: String) throws(Diagnostic) -> Tensor {
    let (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
    guard b.shape[0] == inner else { throw fail(node, "multiplies shapes \(a.shape) and \(b.shape)") }
    guard Self.isAllowed([rows, columns]) else { throw fail(node, "would make a tensor of shape \([rows, columns]), which is too large") }
    var elements = [Double](repeating: 0, count: rows * columns)
    for i in 0..<rows {
      for k in 0..<inner {
        let factor = a.elements[i * inner + k]
        for j in 0..<columns { elements[i * columns + j] += factor * b.elements[k * columns + j] }
      }
    }
    return Tensor(shape: [rows, columns], elements: elements)
  }

  /// NumPy's `matmul` where the second operand is a vector or a matrix: leading axes of the first run as rows.
  private func matMul(_ a: Tensor, _ b: Tensor, _ node: String) throws(Diagnostic) -> Tensor {
    guard a.rank >= 1, (1...2).contains(b.rank) else { throw fail(node, "multiplies shapes \(a.shape) and \(b.shape)") }
    let inner = a.shape[a.rank - 1]
    let rows = a.shape.dropLast().reduce(1, *)
    let product = try multiply(a.reshaped([rows, inner]), b.rank == 1 ? b.reshaped([b.count, 1]) : b, node)
    return product.reshaped(a.shape.dropLast() + (b.rank == 1 ? [] : [b.shape[1]]))
  }

  private func add(_ a: Tensor, _ b: Tensor, _ node: String) throws(Diagnostic) -> Tensor {
    guard let shape = Broadcast.shape(a.shape, b.shape) else { throw fail(node, "adds shapes \(a.shape) and \(b.shape)") }
    guard Self.isAllowed(shape) else { throw fail(node, "would make a tensor of shape \(shape), which is too large") }
    let left = Broadcast.expand(a, to: shape), right = Broadcast.expand(b, to: shape)
    var result = left
    for i in result.elements.indices { result.elements[i] += right.elements[i] }
    return result
  }

  private func reshape(_ shape: [Int], to target: [Double], allowZero: Bool, _ node: String) throws(Diagnostic) -> [Int] {
    let count = shape.reduce(1, *)
    var result: [Int] = []
    for (axis, value) in target.enumerated() {
      guard let size = Int(exactly: value), size >= -1 else { throw fail(node, "asks for the shape \(target)") }
      guard size != 0 || allowZero || axis < shape.count else { throw fail(node, "keeps axis \(axis) of shape \(shape)") }
      result.append(size == 0 && !allowZero ? shape[axis] : size)
    }
    if let open = result.firstIndex(of: -1) {
      let known = result.reduce(1) { $1 == -1 ? $0 : $0.multipliedReportingOverflow(by: $1).partialValue }
      guard result.count(where: { $0 == -1 }) == 1, known > 0, count % known == 0 else {
        throw fail(node, "can't turn shape \(shape) into \(result)")
      }
      result[open] = count / known
    }
    var product = 1
    // Axes of size 0 hide the others from the product, but not from what is computed with the shape later.
    guard result.count <= 64, Self.isAllowed(result.filter { $0 != 0 }) else { throw fail(node, "can't turn shape \(shape) into \(result)") }
    for size in result {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow else { throw fail(node, "can't turn shape \(shape) into \(result)") }
      product = next
    }
    guard product == count else { throw fail(node, "can't turn shape \(shape) into \(result)") }
    return result
  }
}
