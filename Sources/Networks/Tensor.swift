/// A dense array of doubles of any rank, stored with the last axis running fastest.
package struct Tensor: Sendable, Equatable {
  package let shape: [Int]
  package var elements: [Double]

  package init(shape: [Int], elements: [Double]) {
    precondition(shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == elements.count, "shape \(shape) of \(elements.count) elements")
    self.shape = shape
    self.elements = elements
  }

  package var rank: Int { shape.count }
  package var count: Int { elements.count }

  /// The same elements under another shape of as many elements.
  package func reshaped(_ shape: [Int]) -> Tensor { Tensor(shape: shape, elements: elements) }

  /// The index of the first element that is not a finite number, axis by axis; `nil` if all are finite.
  package var firstNonFinite: [Int]? {
    guard let flat = elements.firstIndex(where: { !$0.isFinite }) else { return nil }
    var rest = flat
    var index = [Int](repeating: 0, count: rank)
    for axis in shape.indices.reversed() {
      index[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return index
  }
}
