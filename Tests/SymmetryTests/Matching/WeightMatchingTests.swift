import Diagnostics
import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

@Suite struct WeightMatchingTests {
  /// How many of some seeded networks of a shape are found again after a motion.
  static func recovered(_ shape: NetworkShape, seeds: Range<Int>, isBalanced: Bool = true) throws -> Int {
    try seeds.count { seed in
      let network = shape.network(seed: seed), action = try WeightAction(network)
      let moved = try action.moved(by: UnitMotion(seed: seed, of: action))
      let matching = try WeightMatching(action.network, moved, .init(isBalanced: isBalanced, restarts: 4, controls: 2))
      return matching.aligned.isClose(to: action.network)
    }
  }

  private static func input(_ network: Network, seed: Int, count: Int = 40) -> Matrix {
    var random = SeededGenerator(seed: UInt64(seed) &+ 7)
    let width = network.inputs[0].shape.dropFirst().map { $0 ?? 1 }.reduce(1, *)
    return Matrix(rows: count, columns: width, elements: (0..<count * width).map { _ in Double.random(in: -2...2, using: &random) })
  }

  @Test("the aligned network computes the function of the second, for every shape of network", arguments: NetworkShape.allCases)
  func sameFunction(shape: NetworkShape) throws {
    for seed in 0..<6 {
      let (a, b) = (shape.network(seed: seed), shape.network(seed: seed))
      var constants = b.constants
      var random = SeededGenerator(seed: UInt64(seed))
      for name in b.parameterNames {
        constants[name] = Tensor(
          shape: b.constants[name]!.shape, elements: b.constants[name]!.elements.map { $0 + Double.random(in: 0...0.5, using: &random) })
      }
      let other = Network(inputs: b.inputs, outputs: b.outputs, nodes: b.nodes, constants: constants)
      let rows = Self.input(a, seed: seed)
      for method in [WeightMatching.Method.weights, .activations(rows)] {
        let matching = try WeightMatching(a, other, .init(method: method, restarts: 2, seed: 3, controls: 5))
        let expected = try other.evaluate(rows: rows).elements, found = try matching.aligned.evaluate(rows: rows).elements
        let scale = expected.map { abs($0) }.max() ?? 1
        #expect(zip(expected, found).allSatisfy { abs($0 - $1) < 1e-11 * scale })
        #expect(matching.objective.after >= matching.objective.before)
        #expect(matching.objective.after <= matching.objective.ofEqual * (1 + 1e-12))
        #expect(matching.isLocallyOptimal)
        #expect(matching.restarts.max() == matching.objective.after)
        #expect(matching.sweeps.allSatisfy { $0.gain >= 0 })
      }
    }
  }

  @Test("one hidden layer is matched optimally: the best of all permutations, by trying them")
  func oneLayer() throws {
    for seed in 0..<20 {
      let networks = (0..<2).map { number -> Network in
        var maker = ShapeMaker(seed: UInt64(1000 + 2 * seed + number))
        let hidden = maker.add(.relu, maker.dense("x", 3, 6))
        return maker.network(maker.dense(hidden, 6, 2), input: [nil, 3])
      }
      let matching = try WeightMatching(networks[0], networks[1], .init(isBalanced: false, controls: 2))
      #expect(matching.isOptimal)
      func product(_ permutation: [Int]) -> Double {
        let (a, b) = (networks[0].constants, networks[1].constants)
        return (0..<6).reduce(0) { total, unit in
          let other = permutation[unit]
          let rows = (0..<3).reduce(0.0) { $0 + a["w1"]!.elements[unit * 3 + $1] * b["w1"]!.elements[other * 3 + $1] }
          let columns = (0..<2).reduce(0.0) { $0 + a["w3"]!.elements[$1 * 6 + unit] * b["w3"]!.elements[$1 * 6 + other] }
          return total + rows + columns + a["w2"]!.elements[unit] * b["w2"]!.elements[other]
        }
      }
      var best = -Double.infinity
      func extend(_ permutation: [Int]) {
        if permutation.count == 6 { best = max(best, product(permutation)) }
        for unit in 0..<6 where !permutation.contains(unit) { extend(permutation + [unit]) }
      }
      extend([])
      #expect(abs(product(matching.permutations[0].permutation) - best) < 1e-12)
    }
  }

  @Test("a network moved by permutations, signs and powers of two is found again where the layers do not meet")
  func recovery() throws {
    for seed in 0..<20 {
      var maker = ShapeMaker(seed: UInt64(seed))
      let hidden = maker.add(seed % 2 == 0 ? .relu : .tanh, maker.dense("x", 5, 24))
      let action = try WeightAction(maker.network(maker.dense(hidden, 24, 3), input: [nil, 5]))
      let motion = UnitMotion(seed: seed, of: action)
      let matching = try WeightMatching(action.network, try action.moved(by: motion), .init(controls: 2))
      // Powers of two and permutations round nothing: the same bits, not only the same numbers up to a tolerance.
      #expect(matching.aligned == action.network)
      #expect(matching.isOptimal)
    }
  }

  @Test("moved networks of all shapes are mostly found again, and without balancing hardly")
  func rates() throws {
    let balanced = try NetworkShape.allCases.map { try Self.recovered($0, seeds: 0..<10) }.reduce(0, +)
    let raw = try NetworkShape.allCases.map { try Self.recovered($0, seeds: 0..<10, isBalanced: false) }.reduce(0, +)
    #expect(balanced >= 40)
    #expect(raw < balanced / 2)
  }

  @Test("activations find a moved network again, whatever its factors", arguments: NetworkShape.allCases.filter { $0 != .grouped })
  func activations(shape: NetworkShape) throws {
    for seed in 0..<6 {
      let network = shape.network(seed: seed), action = try WeightAction(network)
      var motion = UnitMotion(seed: seed, of: action)
      // Signs between linear operators show in no activation that weights take in.
      motion.signs = motion.signs.map { _ in 1 }
      let rows = Self.input(network, seed: seed)
      let matching = try WeightMatching(network, try action.moved(by: motion), .init(method: .activations(rows), controls: 2))
      // Units that never vary on these rows are alike, so the permutation may differ from the planted one, and what it reaches may not.
      let itself = try WeightMatching(network, network, .init(method: .activations(rows), controls: 2))
      #expect(abs(matching.objective.after - itself.objective.before) < 1e-9, "seed \(seed)")
      #expect(matching.sweeps.count == 1)
    }
  }

  @Test("balancing undoes arbitrary factors, and seeds decide orders only")
  func balancing() throws {
    let network = NetworkShape.perceptron.network(seed: 4), action = try WeightAction(network)
    var motion = UnitMotion(identityOf: action)
    var random = SeededGenerator(seed: 5)
    motion.magnitudes = motion.magnitudes.map { _ in Double.random(in: 0.05...20, using: &random) }
    let moved = try action.moved(by: motion)
    for seed in 0..<5 {
      let matching = try WeightMatching(network, moved, .init(restarts: 3, seed: UInt64(seed)))
      #expect(matching.aligned.isClose(to: network))
      #expect(abs(matching.objective.after - matching.objective.ofEqual) < 1e-9 * matching.objective.ofEqual)
      #expect(matching.control.mean + 3 * matching.control.deviation < matching.objective.after)
    }
  }

  @Test("the first difference of two architectures is named")
  func differences() throws {
    func message(_ b: Network) -> String {
      let a = NetworkShape.perceptron.network(seed: 1)
      do { _ = try WeightMatching(a, b, .init()) } catch { return error.message }
      return ""
    }
    var maker = ShapeMaker(seed: 1)
    #expect(message(maker.network(maker.add(.relu, maker.dense("x", 3, 4)), input: [nil, 3])).contains("weights of the shapes"))
    #expect(message(maker.network(maker.dense("x", 2, 4), input: [nil, 2])).contains("has the shape [?, 3], 'x' of the second [?, 2]"))
    #expect(
      message(NetworkShape.oddPerceptron.network(seed: 1)).contains(#/weights of the shapes|is Relu, where the second has 'n2' \(Tanh\)/#))
  }
}
