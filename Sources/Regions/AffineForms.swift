import Linear
import Networks

/// Affine functions (x, y) ↦ a·x + b·y + c, one for each unit of a layer, in doubles with bounds of their errors.
///
/// `error[j]` bounds |Δa|·X + |Δb|·Y + |Δc| of unit j, where Δ is the difference from the exact coefficients and X, Y are the
/// largest |x| and |y| in the window: so it bounds the error of the function anywhere in the window.
struct AffineForms: Sendable {
  var a: [Double]
  var b: [Double]
  var c: [Double]
  var error: [Double]

  var count: Int { a.count }

  init(count: Int) {
    a = [Double](repeating: 0, count: count)
    b = [Double](repeating: 0, count: count)
    c = [Double](repeating: 0, count: count)
    error = [Double](repeating: 0, count: count)
  }

  /// The two coordinates themselves: the values that enter the first layer.
  static var coordinates: AffineForms {
    var forms = AffineForms(count: 2)
    forms.a[0] = 1
    forms.b[1] = 1
    return forms
  }
}

/// A layer made ready for products: its weights by columns, with their magnitudes.
struct PreparedLayer: Sendable {
  let layer: LayeredNetwork.Layer
  /// Column k of the weights at `k × outputs`.
  private let columns: [Double]
  private let magnitudes: [Double]

  init(_ layer: LayeredNetwork.Layer) {
    self.layer = layer
    columns = layer.weights.transposed.elements
    magnitudes = columns.map(abs)
  }

  /// The pre-activations of the layer from the forms that enter it; units that are not `active` count as zero.
  ///
  /// Error bound (Higham 2002, §3.1): with n products and a bias, each coefficient is wrong by at most
  /// γₙ₊₁·Σ|wⱼₖ||aₖ| from rounding and Σ|wⱼₖ||Δaₖ| from its inputs, and alike for b and c; so
  /// errorⱼ ≤ Σ|wⱼₖ|·(errorₖ + γ·Mₖ) + γ·|biasⱼ| with Mₖ = |aₖ|·X + |bₖ|·Y + |cₖ|, plus what underflow may hide. γ is taken for
  /// eight more operations than there are, which covers the rounding of the bound itself.
  func apply(to inputs: AffineForms, active: [Bool], extent: Window.Point) -> AffineForms {
    let n = layer.outputCount
    var result = AffineForms(count: n)
    result.c = layer.bias
    let gamma = RoundingError.gamma(layer.inputCount + 8)
    for k in 0..<layer.inputCount where active[k] {
      let (a, b, c) = (inputs.a[k], inputs.b[k], inputs.c[k])
      let doubt = inputs.error[k] + gamma * (abs(a) * extent.x + abs(b) * extent.y + abs(c))
      addColumn(k, a, b, c, doubt, to: &result)
    }
    let underflow = RoundingError.underflow(4 * (layer.inputCount + 1)) * (extent.x + extent.y + 1)
    for j in 0..<n {
      let doubt = result.error[j] + gamma * abs(layer.bias[j])
      let isZero = doubt == 0 && result.a[j] == 0 && result.b[j] == 0 && result.c[j] == 0
      result.error[j] = isZero && isExactlyZero(j, inputs, active) ? 0 : doubt * (1 + gamma) + underflow
    }
    return result
  }

  /// Adds wₖ times one form to all units: four sums, each in the order of k.
  private func addColumn(_ k: Int, _ a: Double, _ b: Double, _ c: Double, _ doubt: Double, to result: inout AffineForms) {
    let weights = columns.span.extracting(k * layer.outputCount..<(k + 1) * layer.outputCount)
    Self.add(weights, times: a, to: &result.a)
    Self.add(weights, times: b, to: &result.b)
    Self.add(weights, times: c, to: &result.c)
    let magnitudes = self.magnitudes.span.extracting(k * layer.outputCount..<(k + 1) * layer.outputCount)
    Self.add(magnitudes, times: doubt, to: &result.error)
  }

  /// The inner loop of the whole enumeration: no bounds to check and no order to keep but that of k, so it is vectorised.
  private static func add(_ column: Span<Double>, times factor: Double, to sums: inout [Double]) {
    for j in sums.indices { sums[j] += column[unchecked: j] * factor }
  }

  /// Whether unit j is zero because every product is zero for certain, not because products underflowed.
  private func isExactlyZero(_ j: Int, _ inputs: AffineForms, _ active: [Bool]) -> Bool {
    guard layer.bias[j] == 0 else { return false }
    return (0..<layer.inputCount).allSatisfy { k in
      !active[k] || columns[k * layer.outputCount + j] == 0
        || inputs.a[k] == 0 && inputs.b[k] == 0 && inputs.c[k] == 0 && inputs.error[k] == 0
    }
  }
}
