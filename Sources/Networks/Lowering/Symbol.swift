/// An element of a value while a network is brought into normal form.
enum Symbol: Sendable, Hashable {
  /// A number that does not depend on the input, exactly.
  case constant(Double)
  /// One of the values of a source: 0 is the network's input, s + 1 stage s.
  case value(source: Int32, index: Int32)
}

/// A tensor of symbols.
struct SymbolicTensor {
  let shape: [Int]
  let elements: [Symbol]

  init(shape: [Int], elements: [Symbol]) {
    self.shape = shape
    self.elements = elements
  }

  init(_ tensor: Tensor) { self.init(shape: tensor.shape, elements: tensor.elements.map(Symbol.constant)) }

  /// The numbers, if all elements are.
  var constants: [Double]? { SymbolicTensor.constants(elements) }

  static func constants(_ elements: [Symbol]) -> [Double]? {
    var result: [Double] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      guard case .constant(let value) = element else { return nil }
      result.append(value)
    }
    return result
  }
}
