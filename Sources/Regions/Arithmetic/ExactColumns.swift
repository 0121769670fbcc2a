import Linear
import Networks

/// Exact forms that enter the rows of a stage.
package struct ExactColumns: FormColumns {
  private var forms: [ExactForm]

  package init(count: Int) { forms = [ExactForm](repeating: .zero, count: count) }

  package mutating func enter(_ form: ExactForm, at column: Int) { forms[column] = form }

  package func rows(_ rows: [Int], of map: AffineMap, open: OpenColumns) -> [ExactForm] {
    rows.map { row in
      var sum = ExactForm.zero
      for (column, coefficient) in map.terms(ofRow: row) where open.isOpen[column] && !forms[column].isZero {
        sum = sum + forms[column].scaled(by: coefficient)
      }
      if map.divisors[row] != 1 { sum.denominator = sum.denominator * Dyadic(map.divisors[row]) }
      if map.bias[row] != 0 { sum.c += Dyadic(map.bias[row]) * sum.denominator }
      return sum
    }
  }
}
