import Diagnostics

extension Operation {
  /// What is known of each output: its shape always, its elements where they follow from what is known of the operands.
  ///
  /// Weights may be known by their shapes alone. Throws a `Diagnostic` where shapes do not fit; costs nothing like an evaluation.
  package func outline(of operands: [Operand?], node: String, outputs: Int = 1) throws(Diagnostic) -> [Operand] {
    let list = Operands(node: node, operation: self, operands)
    guard operands.count >= inputCounts.lowerBound, operands.prefix(inputCounts.lowerBound).allSatisfy({ $0 != nil }) else {
      throw list.fail("leaves out an input that it needs")
    }
    if operands.allSatisfy({ $0 == nil || $0?.elements != nil }) {
      let tensors = operands.map { $0.map { Tensor(shape: $0.shape, elements: $0.elements ?? []) } }
      return try apply(to: tensors, node: node, outputs: outputs).map { Operand(shape: $0.shape, elements: $0.elements) }
    }
    if let shape = try quickShape(list) { return [Operand(shape: try list.checked(shape), elements: nil)] }
    let formulas = try formulas(list)
    guard outputs <= formulas.count else { throw list.fail("gives \(formulas.count) outputs, not \(outputs)") }
    return formulas.prefix(outputs).map { formula in
      if case .constants(let values) = formula.steps[0] { return Operand(shape: formula.shape, elements: values) }
      return Operand(shape: formula.shape, elements: nil)
    }
  }

  /// Whether a Pad, Resize or Expand leaves every element of an axis, whose size it keeps, at its place: pads may shift what they cut off at
  /// the other end, and coordinates of a Resize may be off by one. Throws where that depends on the network's input.
  package func keepsPlaces(along axis: Int, of operands: [Operand?], node: String) throws(Diagnostic) -> Bool {
    let list = Operands(node: node, operation: self, operands)
    return switch self {
    case .pad: try list.padKeepsPlaces(along: axis)
    case .resize(let resizing): try list.resizeKeepsPlaces(resizing, along: axis)
    default: true
    }
  }

  /// The shape of the output where it can be told without the tables of a formula; `nil` for other operators.
  private func quickShape(_ list: Operands) throws(Diagnostic) -> [Int]? {
    switch self {
    case .relu, .leakyRelu, .prelu, .absolute, .clip, .hardSigmoid, .hardSwish, .sigmoid, .tanh, .gelu, .neg, .identity, .cast, .floor,
      .batchNormalization, .softmax, .logSoftmax:
      return list.shape(0)
    case .add, .sub, .mul, .div, .sum, .mean, .maximum, .minimum: return try list.broadcast(list.list.indices, verb: "combines")
    // A maximum has the windows of an average, whose formula makes no table of them.
    case .maxPool(let window, _): return try list.averagePool(window, countsPadding: false).shape
    case .globalMaxPool: return try list.globalPool(isMaximum: false).shape
    default: return nil
    }
  }
}
