/// The forms of a stage on one cell.
struct CellRows {
  private let forms: UnsafePointer<Double>
  private let stride: Int
  /// A bound of the error of any form in the window.
  private let bound: Double

  @inline(__always)
  init(of cell: SplitCell, _ levels: UnsafePointer<Level>, _ frame: WalkFrame) {
    stride = cell.stage.pointee.stride
    forms = UnsafePointer(levels[cell.level].forms + cell.place &* 3 &* stride)
    let errors = levels[cell.level].errors + cell.place &* Level.errorCount
    bound = frame.bound(errors[0], errors[1], errors[2])
  }

  /// A row with its doubt.
  @inline(__always)
  func crossing(_ row: Int, _ frame: WalkFrame) -> Walk.Crossing {
    let (a, b, c) = (forms[row], forms[stride &+ row], forms[2 &* stride &+ row])
    let isZero = a == 0 && b == 0 && c == 0 && bound == 0
    let doubt = isZero ? 0 : (bound + frame.evaluationBound(a, b, c)) * (1 + WalkFrame.gamma8)
    return Walk.Crossing(
      a: a, b: b, c: c, doubt: doubt, slope: (abs(a) + abs(b)) * (1 + WalkFrame.gamma8), row: Int32(truncatingIfNeeded: row), line: -1)
  }
}
