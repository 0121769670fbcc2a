import Diagnostics

/// Brings nodes into normal form, one after another.
struct Lowering {
  let inputCount: Int
  var drafts: [StageDraft] = []
  private var termCount = 0
  /// Whether the node at hand takes a value that the graph computes from the network's input, be it a number all the same.
  private(set) var comesFromInput = true

  init(inputCount: Int) { self.inputCount = inputCount }

  /// The most terms of all stages, 2²⁶: a gigabyte.
  private static let largestTermCount = 1 << 26

  /// The outputs of a node; those that are not wanted are empty. `comesFromInput` says whether the graph leads from the input to the node.
  mutating func lower(
    _ node: Network.Node, _ list: [SymbolicTensor?], wanted: [Bool], comesFromInput: Bool
  ) throws(Diagnostic) -> [SymbolicTensor] {
    self.comesFromInput = comesFromInput
    let operands = Operands(
      node: node.name, operation: node.operation, list.map { $0.map { Operand(shape: $0.shape, elements: $0.constants) } })
    let formulas = try node.operation.formulas(operands)
    guard wanted.count <= formulas.count else { throw operands.fail("gives \(formulas.count) outputs, not \(wanted.count)") }
    let given = list.compactMap(\.self)
    let pool = given.count == 1 ? given[0].elements : given.flatMap(\.elements)
    var results: [SymbolicTensor] = []
    for (formula, isWanted) in zip(formulas, wanted) {
      var symbols = pool
      if isWanted {
        for step in formula.steps { symbols = try lower(step, symbols, count: formula.shape.reduce(1, *), operands) }
      }
      results.append(isWanted ? SymbolicTensor(shape: formula.shape, elements: symbols) : SymbolicTensor(shape: [0], elements: []))
    }
    return results
  }

  private mutating func lower(_ step: Step, _ z: [Symbol], count: Int, _ operands: Operands) throws(Diagnostic) -> [Symbol] {
    switch step {
    case .passing: return z.count == count ? z : Array(z.prefix(count))
    case .constants(let values): return values.map(Symbol.constant)
    case .rearrangement(let numbers): return numbers.map { $0 < 0 ? .constant(0) : z[$0] }
    case .linear(let form): return try lower(form, z, operands)
    case .slopes(let negative, let positive): return try slopes(negative, positive, z, operands)
    case .clip(let lower, let upper): return try clip(lower, upper, Array(z.prefix(count)), operands)
    case .maximum(let groups): return try maximum(groups, z, operands)
    case .curved(let reason, let function):
      guard let constants = SymbolicTensor.constants(z) else { throw Self.refuse(operands, reason) }
      let values = function(constants)
      guard values.allSatisfy(\.isFinite) else { throw Self.refuse(operands, "it gives a value that is not a finite number") }
      return values.map(Symbol.constant)
    }
  }

  static func refuse(_ operands: Operands, _ reason: String) -> Diagnostic {
    Diagnostic(
      id: "not-piecewise-linear", "node '\(operands.node)' (\(operands.operation.name)) is not piecewise linear: \(reason)", at: .none,
      fix: "use a network of linear operators, ReLU and its relatives, and maxima")
  }

  /// Adds a stage and gives its source number.
  mutating func append(_ draft: StageDraft, _ operands: Operands) throws(Diagnostic) -> Int32 {
    termCount += draft.terms.count
    try checkSize(0, operands)
    drafts.append(draft)
    return Int32(drafts.count)
  }

  /// Throws where the terms of all stages and of one that is being made are too many.
  func checkSize(_ more: Int, _ operands: Operands) throws(Diagnostic) {
    guard termCount + more <= Self.largestTermCount else {
      throw Diagnostic(
        id: "too-large", "node '\(operands.node)' (\(operands.operation.name)) makes the network too large: it has more than 2²⁶ connections",
        at: .none, fix: "use a smaller input")
    }
  }
}
