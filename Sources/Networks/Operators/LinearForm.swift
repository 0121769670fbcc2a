/// Rows of sums of products, each made when it is asked for: `(Σ terms) / divisor + bias`.
///
/// A term is `factor · z[left]`, or `z[left] · z[right]`, a product of two elements of which at most one may vary where the form is
/// to be linear. Coefficients are thus always exact: an element or a literal, never a product of two numbers.
struct LinearForm {
  let rowCount: Int
  /// Writes the terms of a row into an emptied one.
  let fill: (_ row: Int, _ into: inout LinearRow) -> Void

  init(_ rowCount: Int, _ fill: @escaping (_ row: Int, _ into: inout LinearRow) -> Void) {
    self.rowCount = rowCount
    self.fill = fill
  }
}

/// The terms of one row, as runs of evenly spaced elements.
struct LinearRow {
  struct Run {
    var left: Int
    var leftStride: Int
    /// −1 for a run without a second factor.
    var right: Int
    var rightStride: Int
    var count: Int
    /// 1 where there is a second factor.
    var factor: Double
  }

  var runs: [Run] = []
  /// Positive, unless a network divides by a constant that isn't.
  var divisor = 1.0
  var bias = 0.0

  mutating func clear() {
    runs.removeAll(keepingCapacity: true)
    divisor = 1
    bias = 0
  }

  /// Adds `factor · z[element]`.
  mutating func add(_ element: Int, factor: Double = 1) {
    runs.append(Run(left: element, leftStride: 0, right: -1, rightStride: 0, count: 1, factor: factor))
  }

  /// Adds the sum of `count` evenly spaced elements.
  mutating func add(from element: Int, stride: Int, count: Int) {
    runs.append(Run(left: element, leftStride: stride, right: -1, rightStride: 0, count: count, factor: 1))
  }

  /// Adds the sum of the products of evenly spaced elements.
  mutating func add(from left: Int, stride leftStride: Int, times right: Int, stride rightStride: Int, count: Int) {
    runs.append(Run(left: left, leftStride: leftStride, right: right, rightStride: rightStride, count: count, factor: 1))
  }

  /// The value of the row, its terms summed from the first to the last.
  func value(_ z: [Double]) -> Double {
    var sum = 0.0
    for run in runs {
      var left = run.left
      if run.right < 0 {
        for _ in 0..<run.count {
          sum += run.factor * z[left]
          left += run.leftStride
        }
      } else {
        var right = run.right
        for _ in 0..<run.count {
          sum += z[left] * z[right]
          left += run.leftStride
          right += run.rightStride
        }
      }
    }
    return bias == 0 ? sum / divisor : sum / divisor + bias
  }
}
