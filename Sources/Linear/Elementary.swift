/// The exponential function and the logarithm by a fixed sequence of operations: the same bits on every machine, whatever its mathematics
/// library. Relative errors are below 2⁻⁵⁰.
package enum Elementary {
  /// ln 2 = `log2High` + `log2Low`, the first with trailing zeros so that small multiples are exact.
  private static let log2High = 0x1.62e42fefap-1
  private static let log2Low = 0x1.cf79abc9e3b39p-40
  /// ln 10.
  package static let log10 = 2.302585092994046

  /// eˣ: x = k · ln 2 + r with |r| ≤ ½ ln 2, and the Taylor polynomial of degree 14 at r. 0 below −708, ∞ above 709.
  package static func exp(_ x: Double) -> Double {
    guard x >= -708 else { return x.isNaN ? x : 0 }
    guard x <= 709 else { return .infinity }
    let k = (x * 0x1.71547652b82fep0).rounded()
    let r = (x - k * log2High) - k * log2Low
    var sum = 1.0
    for degree in stride(from: 14.0, through: 1, by: -1) { sum = 1 + r / degree * sum }
    return Double(sign: .plus, exponent: Int(k), significand: sum)
  }

  /// ln x: x = 2ᵏ · m with √½ ≤ m < √2, and the series of 2 · artanh((m − 1) / (m + 1)). −∞ for 0, NaN below.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    var (k, m) = (Double(x.exponent), x.significand)
    if m > 0x1.6a09e667f3bcdp0 { (k, m) = (k + 1, m / 2) }
    let ratio = (m - 1) / (m + 1), square = ratio * ratio
    var sum = 0.0
    for degree in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / degree }
    return k * log2High + (2 * ratio * sum + k * log2Low)
  }
}
