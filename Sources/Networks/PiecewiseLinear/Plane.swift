import Diagnostics
import Linear

/// A plane in the space of a network's inputs, with coordinates (s, t).
///
/// Everything is held as the doubles that were given, taken as exact numbers; no difference of points is ever formed.
package struct Plane: Sendable, Equatable {
  /// How the plane is given.
  package enum Form: Sendable, Equatable {
    /// (s, t) ↦ origin + s·u + t·v.
    case directions(origin: [Double], u: [Double], v: [Double])
    /// (s, t) ↦ (1 − s − t)·p₀ + s·p₁ + t·p₂: the points lie at (0, 0), (1, 0) and (0, 1).
    case points([Double], [Double], [Double])
  }

  package let form: Form

  /// How many inputs the network has whose space the plane lies in.
  package var dimension: Int {
    switch form {
    case .directions(let origin, _, _): origin.count
    case .points(let first, _, _): first.count
    }
  }

  /// origin + s·u + t·v. Throws a `Diagnostic` when the lengths differ, when a coordinate is not finite, and when u and v are
  /// parallel, which is decided exactly.
  package init(origin: [Double], u: [Double], v: [Double]) throws(Diagnostic) {
    try Self.check([("origin", origin), ("u", u), ("v", v)])
    guard Self.arePlanar(u.map { Dyadic($0) }, v.map { Dyadic($0) }) else {
      throw Diagnostic(
        id: "bad-slice", "the directions u and v are parallel, so that they span no plane", at: .none, fix: "give two directions that differ")
    }
    form = .directions(origin: origin, u: u, v: v)
  }

  /// The plane through three points, which lie at (0, 0), (1, 0) and (0, 1). Throws a `Diagnostic` when the lengths differ, when a
  /// coordinate is not finite, and when the points lie on one line, which is decided exactly.
  package init(through points: [[Double]]) throws(Diagnostic) {
    guard points.count == 3 else {
      throw Diagnostic(
        id: "bad-slice", "a plane goes through three points, not \(points.count)", at: .none, fix: "give three points that are not on a line")
    }
    try Self.check(zip(["the first point", "the second point", "the third point"], points).map { ($0, $1) })
    let origin = points[0].map { Dyadic($0) }
    let u = zip(points[1], origin).map { Dyadic($0) - $1 }, v = zip(points[2], origin).map { Dyadic($0) - $1 }
    guard Self.arePlanar(u, v) else {
      throw Diagnostic(
        id: "bad-slice", "the three points lie on one line, so that many planes go through them", at: .none,
        fix: "choose three points that are not on a line")
    }
    form = .points(points[0], points[1], points[2])
  }

  /// The largest magnitude of a coordinate.
  package static let largestCoordinate = 1e100

  private static func check(_ vectors: [(name: String, values: [Double])]) throws(Diagnostic) {
    for (name, values) in vectors {
      guard values.count == vectors[0].values.count else {
        throw Diagnostic(
          id: "bad-slice",
          "\(name) has \(values.count) coordinate\(values.count == 1 ? "" : "s") where \(vectors[0].name) has \(vectors[0].values.count)",
          at: .none,
          fix: "give as many coordinates as the network has inputs")
      }
      if let index = values.firstIndex(where: { !(abs($0) <= largestCoordinate) }) {
        throw Diagnostic(
          id: "bad-slice", "\(name) has the coordinate \(values[index]) at place \(index), which is not a number from -1e100 to 1e100",
          at: .none,
          fix: "scale the data")
      }
    }
  }

  /// Whether two vectors are linearly independent. Exact.
  private static func arePlanar(_ u: [Dyadic], _ v: [Dyadic]) -> Bool {
    guard let pivot = u.firstIndex(where: { !$0.isZero }) else { return false }
    return u.indices.contains { !(u[pivot] * v[$0] - u[$0] * v[pivot]).isZero }
  }

  /// The point at (s, t), in double precision.
  package func point(_ s: Double, _ t: Double) -> [Double] {
    switch form {
    case .directions(let origin, let u, let v): origin.indices.map { origin[$0] + s * u[$0] + t * v[$0] }
    case .points(let p, let q, let r): p.indices.map { (1 - s - t) * p[$0] + s * q[$0] + t * r[$0] }
    }
  }
}
