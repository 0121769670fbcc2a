import Diagnostics

/// What is known of one operand: always its shape, and its elements unless they depend on the input of a network that is lowered.
package struct Operand: Sendable {
  package let shape: [Int]
  package let elements: [Double]?

  package init(shape: [Int], elements: [Double]?) {
    self.shape = shape
    self.elements = elements
  }

  var count: Int { shape.reduce(1, *) }
}

/// The operands of one node, and what errors call it. The elements of all operands are counted through, one operand after another:
/// formulas name them by that number.
struct Operands {
  let node: String
  let operation: Operation
  let list: [Operand?]
  /// The number of each operand's first element.
  let offsets: [Int]

  init(node: String, operation: Operation, _ list: [Operand?]) {
    self.node = node
    self.operation = operation
    self.list = list
    var offsets: [Int] = []
    var next = 0
    for operand in list {
      offsets.append(next)
      next += operand?.count ?? 0
    }
    self.offsets = offsets
  }

  func isGiven(_ index: Int) -> Bool { index < list.count && list[index] != nil }

  /// An operand that was checked to be there.
  subscript(_ index: Int) -> Operand { list[index]! }

  func shape(_ index: Int) -> [Int] { self[index].shape }

  /// An error of the node. Without a better fix its inputs or attributes have to be corrected where the model is made.
  func fail(_ message: String, fix: String = "correct the node's inputs and attributes where the model is defined, and export it again")
    -> Diagnostic
  {
    Diagnostic(id: "bad-shape", "node '\(node)' (\(operation.name)) \(message)", at: .none, fix: fix)
  }

  /// The elements of an operand that says how others are treated. Throws where they depend on the network's input.
  func elements(_ index: Int) throws(Diagnostic) -> [Double] {
    guard let elements = self[index].elements else {
      throw Diagnostic(
        id: "not-piecewise-linear",
        "node '\(node)' (\(operation.name)) is not piecewise linear here: its input \(index + 1) depends on the network's input",
        at: .none, fix: "export the model with that input as a constant")
    }
    return elements
  }

  /// The same as integers, saturated to ±2⁴⁸: "to the end" is often written as the largest integer.
  func integers(_ index: Int) throws(Diagnostic) -> [Int] {
    var result: [Int] = []
    for value in try elements(index) {
      guard value == value.rounded(.towardZero) else { throw fail("needs integers as input \(index + 1), not \(value)") }
      result.append(Int(min(max(value, -0x1p48), 0x1p48)))
    }
    return result
  }

  /// An axis from 0 out of one that may count from the end.
  func axis(_ axis: Int, rank: Int) throws(Diagnostic) -> Int {
    guard (-rank..<rank).contains(axis) else { throw fail("has axis \(axis), but its input has rank \(rank)") }
    return axis < 0 ? axis + rank : axis
  }

  /// Several axes from 0, each once. Throws where one is named twice.
  func axes(_ axes: [Int], rank: Int) throws(Diagnostic) -> [Int] {
    var result: [Int] = []
    for axis in axes { result.append(try self.axis(axis, rank: rank)) }
    guard Set(result).count == result.count else { throw fail("names an axis twice: \(axes)") }
    return result
  }

  /// A shape, unless it is beyond the limits: 2²⁶ elements, also where axes of size 0 hide the others, and 64 axes.
  func checked(_ shape: [Int]) throws(Diagnostic) -> [Int] {
    guard shape.allSatisfy({ $0 >= 0 }) else {
      throw fail("would make a tensor of shape \(shape)", fix: "use sizes of 0 or more where the model is defined, and export it again")
    }
    guard shape.count <= 64, shape.reduce(1.0, { $0 * Double(max($1, 1)) }) <= 0x1p26 else {
      throw fail(
        "would make a tensor of shape \(shape), which is too large",
        fix: "use a smaller input, pads or scales: a tensor may have 2²⁶ elements and 64 axes")
    }
    return shape
  }

  /// The numbers of an operand's elements, broadcast to a shape.
  func numbers(_ index: Int, to shape: [Int]) -> [Int] {
    Broadcast.indices(self[index].shape, to: shape, from: offsets[index])
  }

  /// The common shape of some operands. Throws where they can't be broadcast together.
  func broadcast(_ indices: Range<Int>, verb: String) throws(Diagnostic) -> [Int] {
    var result = shape(indices.lowerBound)
    for index in indices.dropFirst() {
      guard let next = Broadcast.shape(result, shape(index)) else { throw fail("\(verb) shapes \(result) and \(shape(index))") }
      result = next
    }
    return try checked(result)
  }
}
