import CKernels
import Linear
import Networks

/// Forms in double-doubles that enter the rows of a stage, in the layout of their kernel.
///
/// The kernel's errors: with u = 2⁻⁵³, a product w·(h + l) is p + q′ with p = fl(w·h) and q′ = fl(w·l + (w·h − p)), of which only q′ is
/// rounded: by at most u·|q′| ≤ 2u²(1 + 2u)·|w·h|, because |l| ≤ u·|h|. The sum of all p is s + Σt, exactly, where t are the errors that
/// Knuth's sum tells. The corrections x = fl(t + q′) are summed to e₁, e₂, … in doubles, which errs by u·|x| and u·|e| each time; and
/// |xᵢ| ≤ (1 + u)·|eᵢ| + |eᵢ₋₁|. So the whole errs by at most
///
///   Σ|w|·(error of the form + 2u²(1 + 2u)·|h|) + (3 + u)·u·Σ|eᵢ|
///
/// and what underflow hides: half a denormal number in each product, its correction and its bound (Ogita, Rump and Oishi, "Accurate Sum and
/// Dot Product", SIAM J. Sci. Comput. 26, 2005; the bound is a running one instead of theirs from the number of terms). 4u² and 4u are
/// taken, which leaves room for the rounding of the bound itself.
package struct DoubleDoubleColumns: FormColumns {
  private static let size = Int(FACET_DOUBLEDOUBLE_FORM)
  private var forms: [Double]

  package init(count: Int) { forms = [Double](repeating: 0, count: count * Self.size) }

  package mutating func enter(_ form: DoubleDoubleForm, at column: Int) {
    let start = column * Self.size
    for (i, coefficient) in [form.a, form.b, form.c].enumerated() {
      forms[start + i] = coefficient.high
      forms[start + 4 + i] = coefficient.low
      forms[start + 8 + i] = Self.doubt(coefficient)
    }
  }

  /// What a coefficient's error and the rounding of its product with a weight come to, for each unit of the weight; 0 for a certain zero.
  private static func doubt(_ coefficient: DoubleDouble) -> Double {
    coefficient.isZero ? 0 : coefficient.error + 0x1p-104 * abs(coefficient.high) + .leastNormalMagnitude
  }

  package func rows(_ rows: [Int], of map: AffineMap, open: OpenColumns) -> [DoubleDoubleForm] {
    var result: [DoubleDoubleForm] = []
    result.reserveCapacity(rows.count)
    var terms = RowTerms()
    var sums = [Double](repeating: 0, count: 32)
    while result.count < rows.count {
      let first = result.count
      // Neighbouring rows with a term in every column go through the kernel two at a time.
      let isFull = map.isFull[rows[first]]
      let isPair = isFull && first + 1 < rows.count && map.isFull[rows[first + 1]]
      if !isFull { terms.take(map, row: rows[first], open: open) }
      let pair = [rows[first], rows[isPair ? first + 1 : first]]
      let (list, columns) = isFull ? (open.list, open.list) : (terms.terms, terms.columns)
      map.coefficients.withUnsafeBufferPointer { weights in
        let (one, other) = (map.rowStarts[pair[0]], map.rowStarts[pair[1]])
        guard let weights = weights.baseAddress else { return }
        facet_doubledouble_rows(&sums, weights + one, weights + other, list, columns, list.count, forms)
      }
      for half in 0..<(isPair ? 2 : 1) { result.append(form(sums, half: half, columns, map, row: pair[half])) }
    }
    return result
  }

  /// A row's form from what the kernel says of it.
  private func form(_ sums: [Double], half: Int, _ columns: [Int32], _ map: AffineMap, row: Int) -> DoubleDoubleForm {
    let slack = 1 + RoundingError.gamma(columns.count + 8)
    func coefficient(_ i: Int) -> DoubleDouble {
      let lane = 4 * half + i
      let (high, low, magnitudes, bound) = (sums[lane], sums[8 + lane], sums[16 + lane], sums[24 + lane])
      // Of nothing but certain zeros the sum is one.
      if high == 0, bound == 0, isZero(i, columns) { return .zero }
      let error = bound * slack + 4 * RoundingError.unit * magnitudes + RoundingError.underflow(4 * columns.count)
      return DoubleDouble(high: high, low: low, error: error)
    }
    var form = DoubleDoubleForm(a: coefficient(0), b: coefficient(1), c: coefficient(2))
    let (divisor, bias) = (map.divisors[row], map.bias[row])
    if divisor != 1 { form = DoubleDoubleForm(a: form.a / divisor, b: form.b / divisor, c: form.c / divisor) }
    if bias != 0 { form.c = form.c + DoubleDouble(bias) }
    return form
  }

  /// Whether coefficient i of all forms that enter in some columns is certainly zero.
  private func isZero(_ i: Int, _ columns: [Int32]) -> Bool { columns.allSatisfy { forms[Int($0) * Self.size + 8 + i] == 0 } }
}

/// The terms of a row that count: their places in the row, and their columns.
private struct RowTerms {
  private(set) var terms: [Int32] = []
  private(set) var columns: [Int32] = []

  mutating func take(_ map: AffineMap, row: Int, open: OpenColumns) {
    terms.removeAll(keepingCapacity: true)
    columns.removeAll(keepingCapacity: true)
    let start = map.rowStarts[row]
    for term in start..<map.rowStarts[row + 1] where open.isOpen[Int(map.columns[term])] {
      terms.append(Int32(term - start))
      columns.append(map.columns[term])
    }
  }
}
