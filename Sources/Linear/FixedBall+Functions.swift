import BigInt

extension FixedBall {
  private static let guardBits = 64

  /// e^x for x ≤ 0, where the bound's part above 0 does no harm.
  ///
  /// Halved until it is below 2⁻⁸, by 40 terms of the series, and squared again, with 64 more bits: at most 2 + 40 roundings before and one
  /// for each squaring, which doubles the error, so that the bits that are dropped hide all of it.
  package var exponentialOfNegative: FixedBall {
    let argument = mantissa.sign == .minus ? mantissa : 0
    // e^−1024 is below the last place. The exact x may be anywhere within the error, where the slope is at most 1.
    guard argument > -(BigInt(1024) << Self.precision) else { return FixedBall(mantissa: 0, error: (error + 2) * (1 + 0x1p-50)) }
    let one = BigInt(1) << (Self.precision + Self.guardBits)
    let halvings = 20
    let small = (argument << Self.guardBits) >> halvings
    var (sum, term) = (one, one)
    for k in 1...40 {
      term = ((term * small) >> (Self.precision + Self.guardBits)) / BigInt(k)
      sum += term
    }
    for _ in 0..<halvings { sum = (sum * sum) >> (Self.precision + Self.guardBits) }
    // The derivative is at most 1 there.
    return FixedBall(mantissa: sum >> Self.guardBits, error: (error + 2) * (1 + 0x1p-50))
  }

  /// tanh x = (1 − e^(−2|x|)) / (1 + e^(−2|x|)), odd; its slope is at most 1.
  package var hyperbolicTangent: FixedBall {
    let power = (-magnitude.times(2)).exponentialOfNegative
    let result = (FixedBall.one - power) / (FixedBall.one + power)
    return mantissa.sign == .minus ? -result : result
  }

  /// 1 / (1 + e^(−x)).
  package var logistic: FixedBall {
    let power = (-magnitude).exponentialOfNegative
    return mantissa.sign == .minus ? power / (FixedBall.one + power) : FixedBall.one / (FixedBall.one + power)
  }

  private var magnitude: FixedBall { mantissa.sign == .minus ? -self : self }

  /// √x, rounded down; nothing is known of it unless x is certain to be positive.
  package var squareRoot: FixedBall {
    if mantissa.isZero, error == 0 { return .zero }
    guard mantissa.sign == .plus, isNonzero else { return FixedBall(mantissa: 0, error: .infinity) }
    let root = BigInt((mantissa.magnitude << Self.precision).squareRoot())
    // |√x − √x̂| = |x − x̂| / (√x + √x̂) ≤ error / √x̂, where √x̂ is at least the root that was rounded down, which is not 0.
    let spread = error / (Double(root) * 0x1p-256)
    return FixedBall(mantissa: root, error: (spread + 1) * (1 + 0x1p-48))
  }
}
