import Diagnostics

/// Writes the instructions of nodes, one after another.
struct ProgramBuilder {
  /// What is known of a value: its shape, the numbers that it holds where the network's input does not matter, and its elements once they
  /// are needed.
  struct Value {
    let shape: [Int]
    var numbers: [Double]?
    var elements: [Int32]?
  }

  private(set) var instructions: [StraightLineProgram.Instruction] = []
  private(set) var literals: [(element: Int, value: Double)] = []
  private(set) var elementCount = 0
  private var literalNumbers: [UInt64: Int32] = [:]
  private var termCount = 0

  /// The most terms of all sums, 2²⁴.
  private static let largestTermCount = 1 << 24

  /// New elements, as many as are asked for.
  mutating func allocate(_ count: Int) -> Range<Int> {
    defer { elementCount += count }
    return elementCount..<elementCount + count
  }

  /// The element of a number that is no weight.
  mutating func literal(_ value: Double) -> Int32 {
    if let element = literalNumbers[value.bitPattern] { return element }
    let element = allocate(1).lowerBound
    literals.append((element, value))
    literalNumbers[value.bitPattern] = Int32(element)
    return Int32(element)
  }

  /// The outputs of a node that are wanted, `nil` for others.
  mutating func add(_ node: Network.Node, _ values: inout [Value?], wanted: [Bool]) throws(Diagnostic) -> [Value?] {
    let operands = Operands(
      node: node.name, operation: node.operation, values.map { $0.map { Operand(shape: $0.shape, elements: $0.numbers) } })
    let isKnown = values.allSatisfy { $0 == nil || $0?.numbers != nil }
    let varies = values.contains { $0?.elements != nil }
    var known: [Tensor]?
    if isKnown {
      known = try node.operation.apply(
        to: values.map { $0.map { Tensor(shape: $0.shape, elements: $0.numbers ?? []) } }, node: node.name, outputs: node.outputs.count)
    }
    if !varies, let known { return known.map { Value(shape: $0.shape, numbers: $0.elements, elements: nil) } }
    var elements: [Int32] = []
    for index in values.indices where values[index] != nil { elements += try self.elements(of: &values[index]!, operands) }
    if case .batchNormalization = node.operation {
      let result = try normalize(operands, elements)
      return [Value(shape: operands.shape(0), numbers: known?[0].elements, elements: result)]
    }
    let formulas = try node.operation.formulas(operands)
    guard wanted.count <= formulas.count else { throw operands.fail("gives \(formulas.count) outputs, not \(wanted.count)") }
    var results: [Value?] = []
    for (index, formula) in formulas.prefix(wanted.count).enumerated() {
      guard wanted[index] else {
        results.append(nil)
        continue
      }
      var current = elements
      for step in formula.steps { current = try add(step, current, count: formula.shape.reduce(1, *), operands) }
      results.append(Value(shape: formula.shape, numbers: known?[index].elements, elements: current))
    }
    return results
  }

  private mutating func elements(of value: inout Value, _ operands: Operands) throws(Diagnostic) -> [Int32] {
    if let elements = value.elements { return elements }
    var elements: [Int32] = []
    for number in value.numbers ?? [] {
      guard number.isFinite else { throw Lowering.refuse(operands, "it holds a value that is not a finite number") }
      elements.append(literal(number))
    }
    value.elements = elements
    return elements
  }

  private mutating func add(_ step: Step, _ z: [Int32], count: Int, _ operands: Operands) throws(Diagnostic) -> [Int32] {
    switch step {
    case .passing: return z.count == count ? z : Array(z.prefix(count))
    case .constants(let values): return values.map { literal($0) }
    case .rearrangement(let numbers): return numbers.map { $0 < 0 ? literal(0) : z[$0] }
    case .linear(let form): return try sums(form, z, operands)
    case .slopes(let negative, let positive): return try bends(negative, positive, z, operands)
    case .clip(let lower, let upper): return try clip(lower, upper, Array(z.prefix(count)), operands)
    case .maximum(let groups): return try maxima(groups, z, operands)
    case .curved(let reason, _): throw Lowering.refuse(operands, reason)
    }
  }

  /// Appends sums whose `first` is set here, and gives their elements.
  mutating func append(_ sums: StraightLineProgram.Sums, _ operands: Operands) throws(Diagnostic) -> [Int32] {
    termCount += sums.left.count
    try checkSize(0, operands)
    return append(sums.count) { first in
      var sums = sums
      sums.first = first
      return .sums(sums)
    }
  }

  mutating func append(_ bends: StraightLineProgram.Bends) -> [Int32] {
    append(bends.count) { first in
      var bends = bends
      bends.first = first
      return .bends(bends)
    }
  }

  mutating func append(_ maxima: StraightLineProgram.Maxima) -> [Int32] {
    append(maxima.count) { first in
      var maxima = maxima
      maxima.first = first
      return .maxima(maxima)
    }
  }

  /// Appends an instruction that makes `count` elements, the first of which it is told.
  private mutating func append(_ count: Int, _ instruction: (Int) -> StraightLineProgram.Instruction) -> [Int32] {
    let range = allocate(count)
    instructions.append(instruction(range.lowerBound))
    return range.map { Int32($0) }
  }

  func checkSize(_ more: Int, _ operands: Operands) throws(Diagnostic) {
    guard termCount + more <= Self.largestTermCount, elementCount <= Self.largestTermCount else {
      throw Diagnostic(
        id: "too-large", "node '\(operands.node)' (\(operands.operation.name)) makes the network too large: it has more than 2²⁴ connections",
        at: .none, fix: "use a smaller input")
    }
  }
}
