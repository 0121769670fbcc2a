import Diagnostics

/// Operators whose results depend on shapes and other small integers only.
extension Operands {
  func shapeValue(start: Int, end: Int?) -> Formula {
    let shape = shape(0)
    func bound(_ value: Int) -> Int { min(max(value < 0 ? value + shape.count : value, 0), shape.count) }
    let from = bound(start)
    let sizes = shape[from..<max(from, bound(end ?? shape.count))].map { Double($0) }
    return Formula([sizes.count], .constants(sizes))
  }

  func constantOfShape(_ value: Double) throws(Diagnostic) -> Formula {
    let shape = try checked(try integers(0))
    return Formula(shape, .constants([Double](repeating: value, count: shape.reduce(1, *))))
  }

  /// start, start + step, … before the limit: max(⌈(limit − start) / step⌉, 0) numbers.
  func range() throws(Diagnostic) -> Formula {
    var bounds: [Double] = []
    for index in 0..<3 {
      guard let value = try elements(index).first, self[index].count == 1 else {
        throw fail("needs one number as input \(index + 1), not a tensor of shape \(shape(index))")
      }
      bounds.append(value)
    }
    let count = max(((bounds[1] - bounds[0]) / bounds[2]).rounded(.up), 0)
    guard bounds[2] != 0, count <= 0x1p26 else { throw fail("counts from \(bounds[0]) to \(bounds[1]) by steps of \(bounds[2])") }
    return Formula([Int(count)], .constants((0..<Int(count)).map { bounds[0] + Double($0) * bounds[2] }))
  }
}
