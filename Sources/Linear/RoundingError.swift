/// Bounds for the rounding errors of double arithmetic: the constants of the running error analysis that the sign filters use.
///
/// Source: N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 2002, sections 2.4 and 3.1.
package enum RoundingError {
  /// The unit roundoff of doubles rounded to nearest: 2⁻⁵³.
  package static let unit = 0x1p-53

  /// γₙ = n·u / (1 − n·u): a sum of n products has a relative error of at most this against the sum of their magnitudes
  /// (Higham, lemma 3.1). One more unit is added so that the bound's own rounding does no harm. Valid for n < 2⁵⁰.
  package static func gamma(_ n: Int) -> Double {
    let product = Double(n + 1) * unit
    return product / (1 - product)
  }

  /// What underflow can add to a sum of n products: half the least denormal number for each product, taken whole here.
  package static func underflow(_ n: Int) -> Double { Double(n) * .leastNonzeroMagnitude }
}
