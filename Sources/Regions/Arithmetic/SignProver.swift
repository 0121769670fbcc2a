import Linear
import Networks

/// Decides signs that doubles leave open, first in double-double and then in exact arithmetic, and places vertices that doubles place
/// badly.
///
/// The stages are those of Shewchuk's adaptive predicates ("Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
/// Predicates", 1997): each answers when it can prove its answer. The walk's filter comes first, and what it leaves comes here.
struct SignProver {
  private let window: Window
  private let isExactOnly: Bool
  private var doubleDouble: FormPath<DoubleDoubleForm>
  private var exact: FormPath<ExactForm>
  private(set) var counts = SignCounts()

  init(_ network: PreparedNetwork, window: Window, isExactOnly: Bool) {
    self.window = window
    self.isExactOnly = isExactOnly
    doubleDouble = FormPath(network)
    exact = FormPath(network)
  }

  /// Counts signs that the filter proved.
  @inline(__always)
  mutating func addFiltered(_ count: Int) { counts.filtered += count }

  /// The sign of an affine form at the corner where two lines meet, all under one pattern.
  mutating func sign(
    of form: Patch.Origin, at p: Patch.Origin, and q: Patch.Origin, pattern: UnsafePointer<UInt64>
  ) -> Int8 {
    if form.isOn(p) || form.isOn(q) {
      counts.filtered += 1
      return 0
    }
    if !isExactOnly, let sign = doubleDoubleLine(form, pattern).sign(at: doubleDoubleLine(p, pattern), and: doubleDoubleLine(q, pattern)) {
      counts.doubleDouble += 1
      return sign
    }
    let point = ExactPoint(line(p, pattern), line(q, pattern))
    return counts.countExact(point.map { Int8($0.sign(of: line(form, pattern))) })
  }

  /// The vertex where two lines meet, by double-doubles or else with each coordinate rounded once; `nil` if they are parallel.
  mutating func vertex(_ p: Patch.Origin, _ q: Patch.Origin, pattern: UnsafePointer<UInt64>) -> Patch.Vertex? {
    if !isExactOnly, let vertex = doubleDoubleLine(p, pattern).intersection(with: doubleDoubleLine(q, pattern)) { return vertex }
    return counts.countVertex(ExactPoint(line(p, pattern), line(q, pattern))?.vertex)
  }

  /// Whether two points, each where two lines meet, are the same.
  mutating func isSame(
    _ one: (Patch.Origin, Patch.Origin), _ other: (Patch.Origin, Patch.Origin), pattern: UnsafePointer<UInt64>
  ) -> Bool {
    guard let p = ExactPoint(line(one.0, pattern), line(one.1, pattern)),
      let q = ExactPoint(line(other.0, pattern), line(other.1, pattern))
    else { return false }
    return p == q
  }

  /// The exact line of an origin: the form depends only on the stages before its own, whose pattern all cells that touch the line share.
  private mutating func line(_ origin: Patch.Origin, _ pattern: UnsafePointer<UInt64>) -> ExactForm {
    if origin.stage < 0 { return ExactForm(from: window.corners[Int(origin.row)], to: window.cornerAfter(Int(origin.row))) }
    return exact.line(origin, pattern)
  }

  private mutating func doubleDoubleLine(_ origin: Patch.Origin, _ pattern: UnsafePointer<UInt64>) -> DoubleDoubleForm {
    if origin.stage < 0 { return DoubleDoubleForm(from: window.corners[Int(origin.row)], to: window.cornerAfter(Int(origin.row))) }
    return doubleDouble.line(origin, pattern)
  }
}

/// How many decisions each stage of the proof took.
package struct SignCounts: Sendable, Equatable {
  /// Signs that doubles with their error bound proved.
  package var filtered = 0
  /// Signs that double-double arithmetic proved.
  package var doubleDouble = 0
  /// Signs that needed exact arithmetic.
  package var exact = 0
  /// Signs that neither proved. There are none unless the program is wrong: it happens only at a corner between parallel edges.
  package var undecided = 0
  /// Signs that were proved, in whatever arithmetic.
  package var proved: Int { filtered + doubleDouble + exact - undecided }
  /// Vertices whose coordinates needed exact arithmetic.
  package var exactVertices = 0

  /// Counts a sign that needed exact arithmetic and gives it; 0 for one that has none.
  mutating func countExact(_ sign: Int8?) -> Int8 {
    exact += 1
    if sign == nil { undecided += 1 }
    return sign ?? 0
  }

  /// Counts a vertex that needed exact arithmetic, if it is one, and gives it.
  mutating func countVertex(_ vertex: Patch.Vertex?) -> Patch.Vertex? {
    if vertex != nil { exactVertices += 1 }
    return vertex
  }

  package static func += (sum: inout SignCounts, more: SignCounts) {
    sum.filtered += more.filtered
    sum.doubleDouble += more.doubleDouble
    sum.exact += more.exact
    sum.undecided += more.undecided
    sum.exactVertices += more.exactVertices
  }
}
