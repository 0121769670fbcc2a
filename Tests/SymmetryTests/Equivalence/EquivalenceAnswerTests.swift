import Diagnostics
import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

/// What is answered where motions are not unique, not exact, or not all there is.
@Suite struct EquivalenceAnswerTests {
  private func replacing(_ network: Network, _ change: (inout [String: Tensor]) -> Void) -> Network {
    var constants = network.constants
    change(&constants)
    return Network(inputs: network.inputs, outputs: network.outputs, nodes: network.nodes, constants: constants)
  }

  private func permutations(_ count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return permutations(count - 1).flatMap { shorter in (0..<count).map { place in shorter[..<place] + [count - 1] + shorter[place...] } }
  }

  @Test("on tiny networks of few different weights the answer is that of all permutations")
  func bruteForce() throws {
    // Degenerate units, which any permutation may have, are other tests' subject.
    let answers = try (0..<90).compactMap(answer)
    #expect(answers.count >= 20 && Set(answers).count == 2)
  }

  /// Whether the networks of a seed are equivalent, held against all permutations; `nil` where they have degenerate units.
  private func answer(seed: Int) throws -> Bool? {
    var random = SeededGenerator(seed: UInt64(seed))
    let hidden = 2 + seed % 3
    func weights(_ count: Int) -> [Double] { (0..<count).map { _ in [0.5, 1, -1][Int.random(in: 0..<3, using: &random)] } }
    func network() -> Network {
      Network.layered(
        [(0..<hidden).map { _ in weights(2) }, (0..<hidden).map { _ in weights(hidden) }, [weights(hidden)]],
        [(0..<hidden).map { _ in 3 }, (0..<hidden).map { _ in 2 }, [1]])
    }
    let a = network()
    // Half of the pairs are moved copies, the others differ in two exchanged weights of the last layer.
    let action = try WeightAction(a)
    var motion = UnitMotion(seed: seed, of: action)
    motion.magnitudes = motion.magnitudes.map { _ in 1 }
    var b = try action.moved(by: motion)
    if seed % 2 == 1 { b = replacing(b) { $0["w1"]!.elements.swapAt(0, 1) } }
    let found = try ParameterEquivalence(a, b)
    guard found.degenerateOfFirst.isEmpty, found.degenerateOfSecond.isEmpty else { return nil }
    var isMoved = false
    let classes = action.hiddenClasses
    for one in permutations(hidden) {
      for other in permutations(hidden) where !isMoved {
        var candidate = UnitMotion(identityOf: action)
        candidate.setPermutation(one, of: classes[0], in: action)
        candidate.setPermutation(other, of: classes[1], in: action)
        isMoved = try action.moved(by: candidate).constants == b.constants
      }
    }
    #expect(found.isEquivalent == isMoved, "seed \(seed)")
    if isMoved { #expect(found.canonicalFirst == found.canonicalSecond, "seed \(seed)") }
    return isMoved
  }

  @Test("the canonical form is the same for factors of 3, which are exact in fractions")
  func exactFactors() throws {
    let a = Network.layered([[[3, 6], [1, -2]], [[6, 5]]], [[9, 1], [0]])
    let b = Network.layered([[[1, -2], [1, 2]], [[5, 18]]], [[1, 3], [0]])
    let found = try ParameterEquivalence(a, b)
    #expect(found.isEquivalent)
    #expect(found.canonicalFirst == found.canonicalSecond)
    #expect(found.canonicalFirst.count == 32)
  }

  @Test("weights that were rounded after rescaling are another function, approximately the same", arguments: NetworkShape.allCases)
  func rounded(shape: NetworkShape) throws {
    let action = try WeightAction(shape.network(seed: 6))
    var motion = UnitMotion(seed: 6, of: action)
    var random = SeededGenerator(seed: 77)
    motion.magnitudes = motion.magnitudes.map { _ in Double.random(in: 0.25...4, using: &random) }
    let moved = replacing(try action.moved(by: motion)) { constants in
      for tensor in action.tensors { constants[tensor.name]!.elements = constants[tensor.name]!.elements.map { Double(Float($0)) } }
    }
    let found = try ParameterEquivalence(action.network, moved)
    #expect(found.isApproximate)
    for (place, number) in action.hiddenClasses.enumerated() {
      #expect(found.approximateMatches[place].permutation == motion.permutation(of: number, in: action).map { $0 })
    }
    #expect(found.isEquivalent == motion.magnitudes.isEmpty)
    let shuffled = replacing(action.network) { constants in
      for tensor in action.tensors { constants[tensor.name]!.elements.shuffle(using: &random) }
    }
    let other = try ParameterEquivalence(action.network, shuffled)
    #expect(!other.isApproximate && !other.isEquivalent)
  }

  @Test("a weight that underflows when it is rounded, and a factor near the largest number, are no other differences than roundings")
  func extremes() throws {
    let factor = Double(Float(1e-20))
    func single(_ value: Double) -> Double { Double(Float(value)) }
    let a = Network.layered([[[1, single(1e-30)]], [[1]]], [[0.5], [0]])
    let b = Network.layered([[[factor, 0]], [[single(1e20)]]], [[single(0.5 * factor)], [0]])
    #expect(try ParameterEquivalence(a, b).isApproximate)
    #expect(try !ParameterEquivalence(a, b).isEquivalent)
    let large = 1.2345e308
    let c = Network.layered([[[0.3]], [[1e10]]], [[0.1], [0]])
    let d = Network.layered([[[0.3 * large]], [[1e10 / large]]], [[0.1 * large], [0]])
    #expect(try ParameterEquivalence(c, d).isApproximate)
    // What is 0 in one network and a number that can't have come from 0 in the other is a difference.
    let e = Network.layered([[[factor, single(1e-30)]], [[single(1e20)]]], [[single(0.5 * factor)], [0]])
    #expect(try !ParameterEquivalence(a, e).isApproximate)
  }

  @Test("two networks that agree for a reason that no motion has are unknown, with the reason")
  func hiddenSymmetry() throws {
    // relu(x) − relu(−x) = x, by two pairs of opposite units that stand for x + y in different ways.
    let a = Network.layered([[[1, 0], [-1, 0], [0, 1], [0, -1]], [[1, -1, 1, -1]]], [[0, 0, 0, 0], [0]])
    let b = Network.layered([[[1, 1], [-1, -1], [1, 2], [-1, -2]], [[2, -2, 0.5, -0.5]]], [[0, 0, 0, 0], [0]])
    let c = Network.layered([[[1, 1], [-1, -1], [1, 0], [-1, 0]], [[1, -1, 0.5, -0.5]]], [[0, 0, 0, 0], [0]])
    let d = Network.layered([[[1, 1], [-1, -1], [1, 2], [-1, -2]], [[0.5, -0.5, 0.25, -0.25]]], [[0, 0, 0, 0], [0]])
    guard case .different = try ParameterEquivalence(a, b).verdict else {
      Issue.record("the functions differ")
      return
    }
    #expect(!(try ParameterEquivalence(c, d).isEquivalent))
    let e = Network.layered([[[1, 0], [-1, 0], [0, 1], [0, -1]], [[1, -1, 1, -1]]], [[0, 0, 0, 0], [0]])
    let f = Network.layered([[[1, 1], [-1, -1], [1, -1], [-1, 1]], [[1, -1, 0, 0]]], [[0, 0, 0, 0], [0]])
    guard case .unknown(let reason) = try ParameterEquivalence(e, f).verdict else {
      Issue.record("both are x + y, in different ways")
      return
    }
    #expect(reason.contains("hidden symmetry"))
  }

  @Test("duplicates that can't be merged are told apart by trying")
  func symmetricUnits() throws {
    // Units of a cycle: each row is another's shifted, so that refinement alone tells none apart.
    let rows = (0..<4).map { i in (0..<4).map { j in (j - i + 4) % 4 == 0 ? 2.0 : (j - i + 4) % 4 == 1 ? 1 : 0 } }
    let a = Network.layered([[[1, 1], [1, 1], [1, 1], [1, 1]], rows, [[1, 1, 1, 1]]], [[1, 2, 3, 4], [0, 0, 0, 0], [0]])
    let action = try WeightAction(a)
    #expect(try ParameterEquivalence(a, try action.moved(by: UnitMotion(seed: 3, of: action))).isEquivalent)
    var maker = ShapeMaker(seed: 3)
    // The same tanh units twice over: their signs are free and no row decides between them.
    var value = maker.add(.tanh, maker.dense("x", 2, 3))
    value = maker.add(.tanh, maker.add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), value, maker.weights([3, 3], in: 1...1)))
    let network = maker.network(maker.dense(value, 3, 2), input: [nil, 2])
    let second = try WeightAction(network)
    #expect(try ParameterEquivalence(network, try second.moved(by: UnitMotion(seed: 5, of: second))).isEquivalent)
  }

  @Test("a MatMul with an Add is the Gemm that it stands for, and branches may stand in any order")
  func standardForm() throws {
    var maker = ShapeMaker(seed: 9)
    let weight = maker.weights([3, 4]), bias = maker.weights([4]), last = maker.weights([2, 4]), end = maker.weights([2])
    var value = maker.add(.relu, maker.add(.add, maker.add(.matMul, "x", weight), bias))
    value = maker.add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), maker.add(.identity, value), last, end)
    let a = maker.network(value, input: [nil, 3])
    let gemm = Operation.gemm(alpha: 2, beta: 1, transposeA: false, transposeB: true)
    var other = a.constants[weight]!.elements
    for i in 0..<4 { for j in 0..<3 { other[i * 3 + j] = a.constants[weight]!.elements[j * 4 + i] / 2 } }
    let b = Network(
      inputs: [Network.Input(name: "y", shape: [nil, 3])], outputs: ["o"],
      nodes: [
        Network.Node(name: "p", operation: gemm, inputs: ["y", "W", bias], output: "h"),
        Network.Node(name: "q", operation: .relu, inputs: ["h"], output: "r"),
        Network.Node(
          name: "s", operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), inputs: ["r", last, end], output: "o"),
      ], constants: a.constants.merging(["W": Tensor(shape: [4, 3], elements: other)]) { $1 })
    #expect(try ParameterEquivalence(a, b).isEquivalent)
  }

  @Test("the first difference of two architectures is named")
  func architectures() throws {
    func message(_ a: Network, _ b: Network) -> String {
      do {
        _ = try ParameterEquivalence(a, b)
        return "no error"
      } catch { return error.message }
    }
    let relu = NetworkShape.perceptron.network(seed: 1), tanh = NetworkShape.oddPerceptron.network(seed: 1)
    #expect(message(relu, tanh) == "node 'n2' of the first network is Relu, where the second has 'n2' (Tanh)")
    let one = Network.layered([[[1, 2]], [[1]]], [[0], [0]]), two = Network.layered([[[1, 2, 3]], [[1]]], [[0], [0]])
    #expect(message(one, two) == "input 'x' of the first network has the shape [?, 2], 'x' of the second [?, 3]")
    let deeper = Network.layered([[[1, 2]], [[1]], [[1]]], [[0], [0], [0]])
    #expect(message(one, deeper) == "only the second network has node 'relu1' (Relu), number 4")
    func convolution(_ kernel: Int) -> Network {
      var maker = ShapeMaker(seed: 1)
      let value = maker.add(.relu, maker.convolution("x", 2, 3, kernel: kernel, pad: kernel / 2))
      return maker.network(maker.dense(maker.add(.flatten(axis: 1), value), 27, 2), input: [nil, 2, 3, 3])
    }
    #expect(
      message(convolution(1), convolution(3)) == "node 'n1' of the first network and 'n1' of the second (Conv) differ in their attributes")
    let infinite = replacing(one) { $0["w0"]!.elements[0] = .infinity }
    #expect(message(infinite, one).contains("no finite number"))
  }

  @Test("networks of more units than they use are those without, channels too")
  func degenerateChannels() throws {
    var maker = ShapeMaker(seed: 2)
    let value = maker.add(.relu, maker.convolution("x", 1, 3, kernel: 3))
    let network = maker.network(maker.dense(maker.add(.flatten(axis: 1), value), 27, 2), input: [nil, 1, 3, 3])
    // A fourth channel: twice the first one, and a fifth that nothing uses.
    let (w, b, v) = ("w1", "w2", "w3")
    let wide = replacing(network) { constants in
      let kernel = constants[w]!.elements, bias = constants[b]!.elements, matrix = constants[v]!.elements
      constants[w] = Tensor(shape: [5, 1, 3, 3], elements: kernel + kernel.prefix(9).map { 2 * $0 } + kernel.suffix(9))
      constants[b] = Tensor(shape: [5], elements: bias + [2 * bias[0], 0.5])
      var elements: [Double] = []
      for row in 0..<2 {
        let own = Array(matrix[row * 27..<(row + 1) * 27])
        elements += own.prefix(9).map { $0 / 2 }
        elements += own.dropFirst(9)
        elements += own.prefix(9).map { $0 / 4 }
        elements += [Double](repeating: 0, count: 9)
      }
      constants[v] = Tensor(shape: [2, 45], elements: elements)
    }
    let found = try ParameterEquivalence(network, wide)
    #expect(found.isEquivalent)
    #expect(
      found.degenerateOfSecond == [
        DegenerateUnit(layer: 0, unit: 3, kind: .parallel(to: 0)), DegenerateUnit(layer: 0, unit: 4, kind: .dead),
      ])
  }

  @Test("opposite units are one where an absolute value or a tanh follows, each in its way")
  func oppositeUnits() throws {
    for activation in [Operation.absolute, .tanh] {
      func network(_ rows: [Double], _ bias: [Double], _ last: [Double]) -> Network {
        let constants = [
          "w": Tensor(shape: [rows.count / 2, 2], elements: rows), "b": Tensor(shape: [bias.count], elements: bias),
          "v": Tensor(shape: [1, last.count], elements: last), "c": Tensor(shape: [1], elements: [0.5]),
        ]
        let gemm = Operation.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true)
        return Network(
          inputs: [Network.Input(name: "x", shape: [nil, 2])], outputs: ["y"],
          nodes: [
            Network.Node(name: "first", operation: gemm, inputs: ["x", "w", "b"], output: "z"),
            Network.Node(name: "bend", operation: activation, inputs: ["z"], output: "h"),
            Network.Node(name: "last", operation: gemm, inputs: ["h", "v", "c"], output: "y"),
          ], constants: constants)
      }
      let sum = activation == .tanh ? 3.0 - 2 : 3.0 + 2
      let found = try ParameterEquivalence(network([1, 2, -1, -2], [1, -1], [3, 2]), network([1, 2], [1], [sum]))
      #expect(found.isEquivalent)
      #expect(found.degenerateOfFirst == [DegenerateUnit(layer: 0, unit: 1, kind: .parallel(to: 0))])
    }
  }
}
