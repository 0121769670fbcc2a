import Diagnostics

extension Operands {
  /// Sum, mean or maximum over some axes, or over all.
  func reduce(_ reduction: Operation.Reduction, keepsAxes: Bool, isIdentityWithoutAxes: Bool) throws(Diagnostic) -> Formula {
    let shape = try checked(shape(0))
    let named = isGiven(1) ? try axes(try integers(1), rank: shape.count) : []
    if named.isEmpty, isIdentityWithoutAxes { return Formula(shape, .passing) }
    let reduced = named.isEmpty ? Array(shape.indices) : named.sorted()
    let kept = shape.indices.filter { !reduced.contains($0) }
    let strides = Strided.strides(shape)
    let bases = Strided.indices(shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] })
    let members = Strided.indices(shape: reduced.map { shape[$0] }, strides: reduced.map { strides[$0] })
    let result = keepsAxes ? shape.indices.map { reduced.contains($0) ? 1 : shape[$0] } : kept.map { shape[$0] }
    switch reduction {
    case .maximum:
      var groups = Groups()
      for base in bases { groups.append(members.lazy.map { base + $0 }) }
      return Formula(result, .maximum(groups))
    case .sum, .mean:
      guard reduction == .sum || !members.isEmpty || bases.isEmpty else { throw fail("takes the mean of no elements of shape \(shape)") }
      return Formula(
        result,
        .linear(
          LinearForm(bases.count) { row, terms in
            for member in members { terms.add(bases[row] + member) }
            if reduction == .mean { terms.divisor = Double(members.count) }
          }))
    }
  }
}
