import Diagnostics

extension Lowering {
  /// A stage of the rows of a linear form; rows that do not depend on the input become numbers where those are exact.
  mutating func lower(_ form: LinearForm, _ z: [Symbol], _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    var draft = StageDraft(name: operands.node)
    // Numbers that a row needs as values, because their sum would have to be rounded: a stage of their own before this one.
    var materialized = StageDraft(name: operands.node)
    let constantSource = Int32(drafts.count + 1)
    var row = LinearRow()
    var results: [Symbol?] = []
    results.reserveCapacity(form.rowCount)
    for index in 0..<form.rowCount {
      row.clear()
      form.fill(index, &row)
      guard row.divisor > 0, row.divisor.isFinite, row.bias.isFinite else {
        throw Self.refuse(operands, row.divisor == 0 ? "it divides by zero" : "it holds a value that is not a finite number")
      }
      let start = draft.terms.count
      let products = try collect(row, z, into: &draft, operands)
      let isConstant = draft.terms.count == start
      if let constant = ExactSum.value(products, divisor: row.divisor, bias: row.bias) {
        if isConstant { results.append(.constant(constant)) } else { draft.endRow(divisor: row.divisor, bias: constant) }
      } else {
        for (coefficient, value) in products {
          draft.appendTerm(StageDraft.Term(source: constantSource, index: Int32(materialized.rowCount), coefficient: coefficient))
          materialized.appendRow(.constant(value))
        }
        draft.endRow(divisor: row.divisor, bias: row.bias)
      }
      if draft.terms.count > start { results.append(nil) }
      try checkSize(draft.terms.count, operands)
    }
    if materialized.rowCount > 0 { _ = try append(materialized, operands) }
    return try fill(results, with: draft, operands)
  }

  /// Writes the terms of a row that vary into the draft, and gives the products of those that don't.
  private func collect(
    _ row: LinearRow, _ z: [Symbol], into draft: inout StageDraft, _ operands: Operands
  ) throws(Diagnostic) -> [(Double, Double)] {
    var products: [(Double, Double)] = []
    for run in row.runs {
      for step in 0..<run.count {
        let left = z[run.left + step * run.leftStride]
        let right = run.right < 0 ? Symbol.constant(run.factor) : z[run.right + step * run.rightStride]
        switch (left, right) {
        case (.constant(let a), .constant(let b)):
          guard a.isFinite, b.isFinite else { throw Self.refuse(operands, "it holds a value that is not a finite number") }
          if a != 0, b != 0 { products.append((a, b)) }
        case (.constant(let coefficient), .value(let source, let index)), (.value(let source, let index), .constant(let coefficient)):
          guard coefficient.isFinite else { throw Self.refuse(operands, "it holds a value that is not a finite number") }
          if coefficient != 0 { draft.appendTerm(StageDraft.Term(source: source, index: index, coefficient: coefficient)) }
        case (.value, .value): throw Self.refuse(operands, "it multiplies two values that both depend on the input")
        }
      }
    }
    return products
  }
}
