import Linear
import Networks

/// Decides signs that doubles leave open, and places vertices that doubles place badly, in exact arithmetic.
///
/// The stages are those of Shewchuk's adaptive predicates ("Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
/// Predicates", 1997): the walk's filter answers when it can prove its answer, and what is left comes here.
struct SignProver {
  private let sides: [ExactForm]
  private var path: ExactPath
  private(set) var counts = SignCounts()

  init(_ network: PreparedNetwork, window: Window) {
    sides = window.corners.indices.map { ExactForm(from: window.corners[$0], to: window.corners[($0 + 1) % window.corners.count]) }
    path = ExactPath(network)
  }

  /// Counts signs that the filter proved.
  @inline(__always)
  mutating func addFiltered(_ count: Int) { counts.filtered += count }

  /// The sign of an affine form at the corner where two lines meet, all under one pattern.
  mutating func sign(
    of form: Patch.Origin, at p: Patch.Origin, and q: Patch.Origin, pattern: UnsafePointer<UInt64>
  ) -> Int8 {
    if form == p || form == q {
      counts.filtered += 1
      return 0
    }
    counts.exact += 1
    guard let point = ExactPoint(line(p, pattern), line(q, pattern)) else {
      counts.undecided += 1
      return 0
    }
    return Int8(point.sign(of: line(form, pattern)))
  }

  /// The vertex where two lines meet, each coordinate rounded once; `nil` if they are parallel.
  mutating func vertex(_ p: Patch.Origin, _ q: Patch.Origin, pattern: UnsafePointer<UInt64>) -> Patch.Vertex? {
    guard let rounded = ExactPoint(line(p, pattern), line(q, pattern))?.rounded else { return nil }
    counts.exactVertices += 1
    let error = max(abs(rounded.x), abs(rounded.y)) * RoundingError.unit + .leastNonzeroMagnitude
    return Patch.Vertex(x: rounded.x, y: rounded.y, error: error)
  }

  /// The exact line of an origin: the form depends only on the stages before its own, whose pattern all cells that touch the line share.
  private mutating func line(_ origin: Patch.Origin, _ pattern: UnsafePointer<UInt64>) -> ExactForm {
    if origin.stage < 0 { return sides[Int(origin.row)] }
    let form = path.form(stage: Int(origin.stage), row: Int(origin.row), pattern: pattern)
    return origin.other < 0 ? form : form - path.form(stage: Int(origin.stage), row: Int(origin.other), pattern: pattern)
  }
}

/// How many decisions each stage of the proof took.
package struct SignCounts: Sendable, Equatable {
  /// Signs that doubles with their error bound proved.
  package var filtered = 0
  /// Signs that needed exact arithmetic.
  package var exact = 0
  /// Signs that neither proved. There are none unless the program is wrong: it happens only at a corner between parallel edges.
  package var undecided = 0
  /// Vertices whose coordinates needed exact arithmetic.
  package var exactVertices = 0

  static func += (sum: inout SignCounts, more: SignCounts) {
    sum.filtered += more.filtered
    sum.exact += more.exact
    sum.undecided += more.undecided
    sum.exactVertices += more.exactVertices
  }
}
