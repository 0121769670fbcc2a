import Networks

/// a·x + b·y + c in single precision.
struct SinglePrecisionForm {
  var a: Float
  var b: Float
  var c: Float

  /// The value at a corner, rounded after each operation.
  func value(_ corner: SinglePrecisionPolygon.Corner) -> Float { a * corner.x + b * corner.y + c }

  static func * (form: Self, factor: Float) -> Self { Self(a: form.a * factor, b: form.b * factor, c: form.c * factor) }
}

/// A stage's map with coefficients in single precision.
struct SinglePrecisionStage {
  let sources: [Int]
  /// Whether a row's slopes differ, so that it can split cells.
  let splits: [Bool]
  private let map: AffineMap
  private let coefficients: [Float]

  init(_ stage: PiecewiseLinearNetwork.Stage) {
    sources = stage.sources
    map = stage.map
    coefficients = stage.map.coefficients.map(Float.init)
    if case .slopes(let negative, let positive) = stage.bend {
      splits = zip(negative, positive).map { $0 != $1 }
    } else {
      splits = []
    }
  }

  /// The rows of the map as forms, each sum taken from the first term to the last.
  func rows(of values: [SinglePrecisionForm]) -> [SinglePrecisionForm] {
    (0..<map.rowCount).map { row in
      var sum = SinglePrecisionForm(a: 0, b: 0, c: 0)
      for k in map.rowStarts[row]..<map.rowStarts[row + 1] {
        let (value, factor) = (values[Int(map.columns[k])], coefficients[k])
        sum.a += factor * value.a
        sum.b += factor * value.b
        sum.c += factor * value.c
      }
      let divisor = Float(map.divisors[row])
      return SinglePrecisionForm(a: sum.a / divisor, b: sum.b / divisor, c: sum.c / divisor + Float(map.bias[row]))
    }
  }
}
