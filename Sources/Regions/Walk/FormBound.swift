/// Bounds of the errors that the coefficients of a stage's forms have, from the magnitudes and errors of those that enter it.
///
/// A row with n terms has in each coefficient (Higham 2002, §3.1) an error of at most Σ|w|·e + γₙ·Σ|w|·|h| + γₙ·|bias|, where h are the
/// coefficients that enter and e bounds their errors. With R the largest row sum of |w|, E the largest e and M the largest |h| among the
/// values that enter (those of inactive units are exact zeros), that is at most R·(E + γ·M) + γ·|bias| for every row. By Cauchy and Schwarz it
/// is also at most ‖w‖₂·(‖e‖₂ + γ·√m·M) + γ·|bias| for m columns, and the norm of the errors of all rows at most
/// ‖W‖₂·‖e‖₂ + γ·‖W‖_F·√m·M + γ·√rows·|bias|; the smaller of both is taken. Of several sources the norms are added up, which bounds the norm of
/// all. Sums grow by a factor of R at each stage and norms by ‖W‖₂, which is several times less, so that the bounds stay useful in deep
/// networks. The order of the terms does not matter. γ is taken for some operations more than there are: slopes, divisors, and the bound itself.
struct FormBound {
  private var a = Coefficient()
  private var b = Coefficient()
  private var c = Coefficient()
  private var isEmpty = true
  /// How many times the roundings that γ counts a coefficient goes through.
  private var roundings = 1.0

  /// What is known of the values that enter one of a, b and c.
  private struct Coefficient {
    var magnitude = 0.0
    /// The largest error of any value, and a bound of the norm of all errors.
    var error = 0.0
    var norm = 0.0
    /// Whether some value that enters, or its error, isn't zero; asked before anything is scaled and may underflow.
    var enters = false
    /// Whether some of them is infinite or no number: nothing is known then.
    var isUnbounded = false

    @inline(__always)
    mutating func include(_ largest: Double, error bound: Double, norm: Double, factor: Double) {
      enters = enters || largest != 0 || bound != 0
      // Comparisons drop what is no number, so it is noted here.
      isUnbounded = isUnbounded || !(largest + bound + norm < .infinity)
      magnitude = larger(magnitude, factor * largest)
      // A product of slope and coefficient may underflow, and its error as well: by less than the least normal number, which is quick to add.
      error = larger(error, factor * bound + .leastNormalMagnitude)
      self.norm += factor * norm
    }

    /// Bounds of the errors of any row, and of the norm of the errors of all rows; `bias` is γ times the largest bias that enters.
    @inline(__always)
    func errors(_ norms: WeightNorms, gamma: Double, bias: Double) -> (ofRow: Double, ofAll: Double) {
      // Where nothing but zeros enters, the sum is exact: the bias as it is.
      if !enters { return (0, 0) }
      // γ is infinite where weights are unknown: times a magnitude of zero it would be no number.
      if isUnbounded || gamma == .infinity { return (.infinity, .infinity) }
      let slack = 1 + gamma
      // The norms of errors below 1e-162, which underflow, are covered by so much more.
      let entering = (norm + 1e-160) * slack, magnitudes = gamma * (magnitude * norms.columnRoot * slack)
      let bySums = norms.largestRowSum * (error + gamma * magnitude)
      let byNorms = norms.largestRow * (entering + magnitudes)
      let row = min(bySums, byNorms) + bias
      let all = min(norms.spectral * entering + norms.frobenius * magnitudes + norms.rowRoot * bias, norms.rowRoot * row)
      return (row * slack + norms.underflow, (all * slack + norms.underflow * norms.rowRoot) * slack)
    }
  }

  /// The plane's own coordinates, which are exact.
  @inline(__always)
  mutating func includeCoordinates() {
    isEmpty = false
    a.magnitude = larger(a.magnitude, 1)
    b.magnitude = larger(b.magnitude, 1)
    (a.enters, b.enters) = (true, true)
  }

  /// Values of a source, of which the largest magnitudes and the bounds of the errors are given, each times a factor.
  @inline(__always)
  mutating func include(_ maxima: UnsafePointer<Double>, errors: UnsafePointer<Double>, factor: Double) {
    isEmpty = false
    a.include(maxima[0], error: errors[0], norm: errors[3], factor: factor)
    b.include(maxima[1], error: errors[1], norm: errors[4], factor: factor)
    c.include(maxima[2], error: errors[2], norm: errors[5], factor: factor)
  }

  /// Values whose products are shared (see `Walk.shareProduct`): `magnitudes` bound what enters besides the values themselves.
  @inline(__always)
  mutating func includeShared(
    _ maxima: UnsafePointer<Double>, _ magnitudes: (a: Double, b: Double, c: Double), errors: UnsafePointer<Double>
  ) {
    include(maxima, errors: errors, factor: 1)
    a.include(magnitudes.a, error: 0, norm: 0, factor: 1)
    b.include(magnitudes.b, error: 0, norm: 0, factor: 1)
    c.include(magnitudes.c, error: 0, norm: 0, factor: 1)
    roundings = 2
  }

  /// Writes bounds of the errors of a, b and c of every row of the stage, and of the norms of the errors of all rows.
  @inline(__always)
  func write(_ stage: UnsafePointer<PreparedStage>, to errors: UnsafeMutablePointer<Double>) {
    if isEmpty || stage.pointee.isExactOnInput {
      errors.update(repeating: 0, count: Level.errorCount)
      return
    }
    let norms = stage.pointee.norms, gamma = roundings * norms.gamma
    (errors[0], errors[3]) = a.errors(norms, gamma: gamma, bias: 0)
    (errors[1], errors[4]) = b.errors(norms, gamma: gamma, bias: 0)
    (errors[2], errors[5]) = c.errors(norms, gamma: gamma, bias: gamma * norms.largestBias)
  }
}
