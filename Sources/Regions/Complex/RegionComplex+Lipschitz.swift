extension RegionComplex {
  /// The largest singular value of the linear part of a cell's map: the least Lipschitz constant of the network there, in Euclidean norms.
  ///
  /// In doubles, by the closed form for matrices of two columns: with JᵀJ = (p q; q r) it is the root of
  /// (p + r)/2 + √((p − r)²/4 + q²).
  package func lipschitz(of cell: Int) -> Double {
    let rows = affineMap(of: cell)
    let scale = rows.reduce(0) { max($0, abs($1.a), abs($1.b)) }
    guard scale > 0, scale.isFinite else { return scale }
    var (p, q, r) = (0.0, 0.0, 0.0)
    for row in rows {
      let (a, b) = (row.a / scale, row.b / scale)
      p += a * a
      q += a * b
      r += b * b
    }
    let half = (p - r) / 2
    return scale * ((p + r) / 2 + (half * half + q * q).squareRoot()).squareRoot()
  }
}
