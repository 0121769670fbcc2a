/// A number as the unevaluated sum of two doubles, about 106 bits, with a bound of its distance from the exact value.
///
/// Sums and products are those of Joldes, Muller and Popescu ("Tight and Rigorous Error Bounds for Basic Building Blocks of Double-Word
/// Arithmetic", ACM TOMS 44, 2017), algorithms 6 and 10, whose relative errors are below 3u² + 13u³ and 7u² with u = 2⁻⁵³. 2⁻¹⁰² is taken
/// for sums and four times that for products, which leaves room for the rounding of the bound itself. Results near the range of denormal
/// numbers, where products of the low parts are lost, have a bound that says so.
package struct DoubleDouble: Sendable {
  package let high: Double
  package let low: Double
  /// |exact − (high + low)| is at most this.
  package let error: Double

  package static let zero = DoubleDouble(0)
  private static let relative = 0x1p-102
  /// What underflow can hide in one product.
  private static let underflow = 0x1p-1020

  /// The value of a double, exactly.
  package init(_ value: Double) { self.init(high: value, low: 0, error: 0) }

  /// A number in parts: |low| is at most half the distance of doubles at `high`, and `error` a bound of what both miss of the exact value.
  package init(high: Double, low: Double, error: Double) {
    self.high = high
    self.low = low
    self.error = error
  }

  package var isZero: Bool { high == 0 && low == 0 && error == 0 }

  /// −1 or 1 where the bound leaves no doubt, 0 for a certain zero; `nil` otherwise.
  package var sign: Int8? {
    if abs(high) - abs(low) > error * (1 + 0x1p-50) { return high > 0 ? 1 : -1 }
    return isZero ? 0 : nil
  }

  package static prefix func - (x: Self) -> Self { Self(high: -x.high, low: -x.low, error: x.error) }

  package static func + (x: Self, y: Self) -> Self {
    let (sum, rest) = twoSum(x.high, y.high)
    let (lowSum, lowRest) = twoSum(x.low, y.low)
    let (first, second) = fastTwoSum(sum, rest + lowSum)
    let (high, low) = fastTwoSum(first, second + lowRest)
    return Self(high: high, low: low, error: (x.error + y.error) * (1 + 0x1p-50) + relative * abs(high))
  }

  package static func - (x: Self, y: Self) -> Self { x + -y }

  package static func * (x: Self, y: Self) -> Self {
    if x.isZero || y.isZero { return zero }
    let product = x.high * y.high
    var rest = (-product).addingProduct(x.high, y.high)
    rest += x.high * y.low + x.low * y.high
    let (high, low) = fastTwoSum(product, rest)
    let spread = abs(x.high) * y.error + abs(y.high) * x.error + x.error * y.error
    return Self(high: high, low: low, error: spread * (1 + 0x1p-49) + 4 * relative * abs(high) + underflow)
  }

  /// The quotient by an exact double that isn't zero: two steps of division, whose relative error is below 2⁻⁹⁸.
  package static func / (x: Self, y: Double) -> Self {
    let first = x.high / y
    let second = (x.high.addingProduct(-first, y) + x.low) / y
    let (high, low) = fastTwoSum(first, second)
    return Self(high: high, low: low, error: x.error / abs(y) * (1 + 0x1p-50) + 16 * relative * abs(high) + underflow / min(abs(y), 1))
  }

  /// A sum and its rounding error (Knuth).
  private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }

  /// The same where |a| ≥ |b| or a is zero (Dekker).
  private static func fastTwoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    return (sum, b - (sum - a))
  }
}
