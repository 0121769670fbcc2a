/// The affine forms that compete on a cell, one for each class, in doubles with their error bounds.
///
/// Class k is the set where output k is the largest. A network of one output f stands for the outputs (0, f).
struct ClassForms {
  /// a·x + b·y + c.
  struct Form {
    var a: Double
    var b: Double
    var c: Double

    @inline(__always) func value(_ x: Double, _ y: Double) -> Double { a * x + b * y + c }
  }

  private let complex: RegionComplex
  private let extent: Window.Point
  private let outputCount: Int

  init(_ complex: RegionComplex) {
    self.complex = complex
    extent = complex.window.extent
    outputCount = complex.network.outputCount
  }

  var classCount: Int { max(outputCount, 2) }

  @inline(__always)
  func form(_ number: Int, on cell: Int) -> Form {
    if outputCount == 1 && number == 0 { return Form(a: 0, b: 0, c: 0) }
    let base = (cell * outputCount + (outputCount == 1 ? 0 : number)) * 3
    return Form(a: complex.cells.maps[base], b: complex.cells.maps[base + 1], c: complex.cells.maps[base + 2])
  }

  /// A bound of the distance between a form's value in doubles and the exact form's at an exact point whose coordinates are off by at
  /// most `error`: the map's own error, anywhere in the window and once more for the gradient's; the rounding of the evaluation (Higham
  /// 2002, §3.1); and the slope times the distance. γ is taken twice, the second time for what scaling by a last slope rounds.
  @inline(__always)
  func doubt(_ form: Form, on cell: Int, pointError error: Double) -> Double {
    let magnitude = abs(form.a) * extent.x + abs(form.b) * extent.y + abs(form.c)
    return complex.cells.mapErrors[cell] * (1 + error / extent.x + error / extent.y) + 2 * WalkFrame.gamma8 * magnitude
      + (abs(form.a) + abs(form.b)) * error + WalkFrame.underflow
  }

  /// The class that doubles prove to be the largest at every corner of a cell; `nil` where they prove none. Allocates nothing.
  @inline(__always)
  func certainWinner(on cell: Int) -> Int? {
    let corners = complex.range(cell)
    var error = 0.0
    for corner in corners { error = max(error, complex.vertexErrors[Int(complex.cells.vertices[corner])]) }
    let first = complex.vertices[Int(complex.cells.vertices[corners.lowerBound])]
    var best = 0
    var greatest = form(0, on: cell).value(first.x, first.y)
    for number in 1..<classCount {
      let value = form(number, on: cell).value(first.x, first.y)
      if value > greatest { (best, greatest) = (number, value) }
    }
    let winner = form(best, on: cell)
    let doubt = doubt(winner, on: cell, pointError: error)
    for number in 0..<classCount where number != best {
      let other = form(number, on: cell)
      let bound = (doubt + self.doubt(other, on: cell, pointError: error)) * (1 + WalkFrame.gamma8)
      for corner in corners {
        let point = complex.vertices[Int(complex.cells.vertices[corner])]
        guard winner.value(point.x, point.y) - other.value(point.x, point.y) > bound else { return nil }
      }
    }
    return best
  }

  /// The classes that may be the largest somewhere on a cell: those that no other beats for certain at every corner.
  func candidates(on cell: Int) -> [Int] {
    let points = complex.cells.vertices[complex.range(cell)].map {
      (complex.vertices[Int($0)], complex.vertexErrors[Int($0)])
    }
    let error = points.reduce(0) { max($0, $1.1) }
    let forms = (0..<classCount).map { form($0, on: cell) }
    let doubts = forms.map { doubt($0, on: cell, pointError: error) }
    let values = forms.map { form in points.map { form.value($0.0.x, $0.0.y) } }
    let leaders = Set(points.indices.map { i in forms.indices.max { values[$0][i] < values[$1][i] }! }).sorted()
    return forms.indices.filter { number in
      !leaders.contains { leader in
        let bound = (doubts[number] + doubts[leader]) * (1 + WalkFrame.gamma8)
        return leader != number && points.indices.allSatisfy { values[leader][$0] - values[number][$0] > bound }
      }
    }
  }
}
