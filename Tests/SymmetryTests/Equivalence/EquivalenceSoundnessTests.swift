import Diagnostics
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

/// No pair is called equivalent, and none different, that isn't.
@Suite struct EquivalenceSoundnessTests {
  /// Small graphs in which weights meet units in unusual ways.
  enum Graph: String, CaseIterable, Sendable { case scalarAdd, linearResidual, twiceUsedIdentity, scalarBias }

  private static let gemm = Operation.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true)

  private func network(_ constants: [String: Tensor], _ nodes: [(Operation, [String], String)], input: [Int?] = [nil, 1]) -> Network {
    Network(
      inputs: [Network.Input(name: "x", shape: input)], outputs: ["y"],
      nodes: nodes.map { Network.Node(name: $0.2, operation: $0.0, inputs: $0.1, output: $0.2) }, constants: constants)
  }

  private func matrix(_ rows: [[Double]]) -> Tensor { Tensor(shape: [rows.count, rows[0].count], elements: rows.flatMap { $0 }) }
  private func vector(_ elements: [Double]) -> Tensor { Tensor(shape: [elements.count], elements: elements) }

  /// One input, two hidden units; `weights` are as many as it takes from the front.
  private func graph(_ kind: Graph, _ w: [Double]) -> Network {
    let first = matrix([[w[0]], [w[1]]]), gemm = Self.gemm
    switch kind {
    case .scalarAdd:
      return network(
        ["w": first, "c": vector([w[2]]), "v": matrix([[w[3], w[4]]])],
        [(gemm, ["x", "w"], "z"), (.add, ["z", "c"], "s"), (.relu, ["s"], "h"), (gemm, ["h", "v"], "y")])
    case .linearResidual:
      return network(
        ["w": first, "r": matrix([[w[2], w[3]], [w[4], w[5]]]), "v": matrix([[w[6], w[7]]])],
        [
          (gemm, ["x", "w"], "z"), (.relu, ["z"], "h"), (gemm, ["h", "r"], "g"), (.add, ["h", "g"], "s"),
          (gemm, ["s", "v"], "y"),
        ])
    case .twiceUsedIdentity:
      return network(
        [
          "w": Tensor(shape: [1, 2], elements: [w[0], w[1]]), "b": vector([w[2], w[3]]), "u": matrix([[w[4], w[5]]]),
          "v": matrix([[w[6], w[7]]]),
        ],
        [
          (.matMul, ["x", "w"], "m"), (.identity, ["m"], "i"), (.add, ["i", "b"], "a"), (.relu, ["i"], "r"),
          (gemm, ["a", "u"], "p"), (gemm, ["r", "v"], "q"), (.add, ["p", "q"], "y"),
        ])
    case .scalarBias:
      return network(
        ["w": first, "b": vector([w[2]]), "v": matrix([[w[3], w[4]], [w[5], w[6]]]), "c": vector([w[7]])],
        [(gemm, ["x", "w", "b"], "z"), (.relu, ["z"], "h"), (gemm, ["h", "v", "c"], "y")])
    }
  }

  private func outputs(_ network: Network, seed: Int) throws -> [Double] {
    var random = SeededGenerator(seed: UInt64(seed))
    var values: [String: Tensor] = [:]
    for input in network.inputs {
      let shape = input.shape.map { $0 ?? 16 }
      values[input.name] = Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Double.random(in: -3...3, using: &random) })
    }
    let results = try network.evaluate(values)
    return network.outputs.flatMap { results[$0]?.elements ?? [] }
  }

  private func agree(_ a: Network, _ b: Network, seed: Int) throws -> Bool {
    let one = try outputs(a, seed: seed), other = try outputs(b, seed: seed)
    let scale = one.reduce(1) { max($0, abs($1)) }
    return one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= 1e-9 * scale }
  }

  @Test("pairs of unusual graphs that are judged equivalent agree on random inputs", arguments: Graph.allCases)
  func unusualPairs(kind: Graph) throws {
    var random = SeededGenerator(seed: 41)
    var equivalent = 0, others = 0
    for seed in 0..<150 {
      let weights = (0..<8).map { _ in [-1.0, 0, 0, 1, 2][Int.random(in: 0..<5, using: &random)] }
      var changed = weights
      for _ in 0..<1 + seed % 2 { changed[Int.random(in: 0..<8, using: &random)] = [0, 1, 3][Int.random(in: 0..<3, using: &random)] }
      let a = graph(kind, weights), b = graph(kind, changed)
      guard try ParameterEquivalence(a, b).isEquivalent else {
        others += 1
        continue
      }
      equivalent += 1
      #expect(try agree(a, b, seed: seed), "\(weights) \(changed)")
    }
    #expect(equivalent > 0 && others > 0)
  }

  @Test("pairs of all shapes that are judged equivalent agree on random inputs", arguments: NetworkShape.allCases)
  func shapes(shape: NetworkShape) throws {
    var equivalent = 0
    for seed in 20..<24 {
      let action = try WeightAction(shape.network(seed: seed))
      var moved = try action.moved(by: UnitMotion(seed: seed, of: action))
      if seed % 2 == 1, let name = action.tensors.last?.name {
        var constants = moved.constants
        constants[name]!.elements[0] += 1
        moved = Network(inputs: moved.inputs, outputs: moved.outputs, nodes: moved.nodes, constants: constants)
      }
      guard try ParameterEquivalence(action.network, moved).isEquivalent else { continue }
      equivalent += 1
      #expect(try agree(action.network, moved, seed: seed))
    }
    #expect(equivalent >= 2)
  }

  @Test("a unit without weights that a number is added to is not dead")
  func addedNumber() throws {
    let a = graph(.scalarAdd, [0, 1, 5, 1, 1]), b = graph(.scalarAdd, [0, 1, 5, 2, 1])
    let found = try ParameterEquivalence(a, b)
    #expect(found.degenerateOfFirst.isEmpty)
    guard case .different = found.verdict else {
      Issue.record("f(0) is 10 and 15: \(found.verdict)")
      return
    }
  }

  @Test("a unit that only a weight between units of its class takes in is used")
  func linearResidual() throws {
    let a = graph(.linearResidual, [1, 1, 0, 0, 1, 0, 0, 1]), b = graph(.linearResidual, [3, 1, 0, 0, 1, 0, 0, 1])
    let found = try ParameterEquivalence(a, b)
    #expect(found.degenerateOfFirst.isEmpty)
    #expect(!found.isEquivalent)
    // Here unit 0 goes into nothing.
    let free = graph(.linearResidual, [1, 1, 5, 0, 0, 0, 0, 1])
    #expect(try ParameterEquivalence(free, free).degenerateOfFirst == [DegenerateUnit(layer: 0, unit: 0, kind: .dead)])
  }

  @Test("a bias is added to what reads the sum, not to another use of the product under an identity's name")
  func identity() throws {
    let a = graph(.twiceUsedIdentity, [1, -1, 2, 3, 1, 2, 3, 4])
    let sum = network(
      a.constants,
      [
        (.matMul, ["x", "w"], "m"), (.add, ["m", "b"], "a"), (.relu, ["a"], "r"), (Self.gemm, ["a", "u"], "p"),
        (Self.gemm, ["r", "v"], "q"), (.add, ["p", "q"], "y"),
      ])
    #expect(try !agree(a, sum, seed: 1))
    #expect(throws: Diagnostic.self) { try ParameterEquivalence(a, sum) }
  }

  @Test("logits of several rows may each be shifted by a number of their own before a softmax")
  func rowsOfLogits() throws {
    func classifier(_ rows: [[Double]]) -> Network {
      network(["w": matrix(rows)], [(Self.gemm, ["x", "w"], "z"), (.softmax(axis: 1, isFlattened: false), ["z"], "y")], input: [2, 3])
    }
    let a = classifier([[1, 2, 3], [4, 5, 7]]), b = classifier([[2, 4, 2], [5, 7, 6]]), c = classifier([[2, 4, 2], [5, 7, 7]])
    #expect(try agree(a, b, seed: 3))
    if case .different(let witness) = try ParameterEquivalence(a, b).verdict { Issue.record("\(witness)") }
    guard case .different = try ParameterEquivalence(a, c).verdict else {
      Issue.record("the rows differ by different numbers")
      return
    }
  }

  @Test("a constant unit is folded into a bias that is one number for all outputs")
  func numberAsBias() throws {
    let constants = [
      "w": matrix([[0], [1]]), "b": vector([1, 0]), "v": matrix([[1, 2], [3, 4]]), "c": vector([5]),
    ]
    let a = network(constants, [(Self.gemm, ["x", "w", "b"], "z"), (.relu, ["z"], "h"), (Self.gemm, ["h", "v", "c"], "y")])
    let found = try ParameterEquivalence(a, a)
    #expect(found.isEquivalent)
    #expect(found.degenerateOfFirst == [DegenerateUnit(layer: 0, unit: 0, kind: .constant)])
  }

  @Test("weights that agree are no motion where two units are paired with one")
  func bijection() throws {
    let same = graph(.scalarBias, [1, 1, 2, 1, 1, 3, 3, 0]), generic = graph(.scalarBias, [1, -1, 2, 1, 2, 3, 5, 0])
    guard case .equivalent(let motion) = try ParameterEquivalence(generic, generic).verdict else {
      Issue.record("a network is equivalent to itself")
      return
    }
    // The bias as a vector, as in the standard form.
    let action = try WeightAction(
      Network(
        inputs: same.inputs, outputs: same.outputs, nodes: same.nodes,
        constants: same.constants.merging(["b": vector([2, 2]), "c": vector([0, 0])]) { $1 }))
    let weights = ExactWeights(action), units = action.units[action.hiddenClasses[0]]
    #expect(ExactMotion(weights, weights, motion.pairing).failingLayer == nil)
    var pairing = motion.pairing
    pairing.originals[units.lowerBound + 1] = units.lowerBound
    #expect(ExactMotion(weights, weights, pairing).failingLayer == 0)
  }
}
