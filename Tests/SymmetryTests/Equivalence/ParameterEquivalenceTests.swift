import Foundation
import Inputs
import Linear
import ModelFiles
import Networks
import Seeded
import Symmetry
import Testing

@Suite struct ParameterEquivalenceTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/models")

  private func network(_ name: String) throws -> Network {
    try ModelFile.load("\(name)/model.onnx", from: Workspace(root: Self.folder.path(percentEncoded: false)))
  }

  @Test("a trained network and its moved copy are equivalent, by the permutations and factors that were recorded")
  func movedCopy() throws {
    struct Record: Decodable {
      let permutation_of_a: [[Int]]
      let scale: [[Double]]
    }
    let data = try Data(contentsOf: Self.folder.appending(path: "digits-mlp-a-moved/reference.json"))
    let record = try JSONDecoder().decode(Record.self, from: data)
    let found = try ParameterEquivalence(try network("digits-mlp-a"), try network("digits-mlp-a-moved"))
    #expect(found.isEquivalent)
    #expect(found.matches.map { $0.permutation.map { $0 ?? -1 } } == record.permutation_of_a)
    #expect(found.matches.map { $0.factors.map { $0.first?.rounded ?? 0 } } == record.scale)
    #expect(found.degenerateOfFirst.isEmpty && found.degenerateOfSecond.isEmpty)
  }

  @Test("two networks of different training are not, and already the first layer says so")
  func differentTraining() throws {
    let found = try ParameterEquivalence(try network("digits-mlp-a"), try network("digits-mlp-b"))
    #expect(!found.isEquivalent)
    #expect(found.failure?.layer == 0)
    #expect(found.failure?.unmatchedOfFirst.count == 128)
    #expect((found.failure?.deviation ?? 0) > 0.1)
  }

  @Test("planted permutations and powers of two are found, and one unit in the last place breaks them in its layer", arguments: 0..<60)
  func planted(seed: Int) throws {
    var random = Generator(seed: UInt64(seed))
    let widths = [[3, 5, 2], [2, 6, 4, 3], [4, 3, 3, 3, 1]][seed % 3]
    let original = random.network(widths)
    let (moved, permutations) = random.moved(original)
    let found = try ParameterEquivalence(original.network, moved.network)
    #expect(found.isEquivalent)
    #expect(found.matches.map { $0.permutation.map { $0 ?? -1 } } == permutations)
    let layer = seed % (widths.count - 1)
    var elements = moved.layers[layer].weights.elements
    let place = random.below(elements.count)
    elements[place] = elements[place].nextUp
    var layers = moved.layers
    let old = layers[layer]
    layers[layer] = LayeredNetwork.Layer(
      weights: Matrix(rows: old.outputCount, columns: old.inputCount, elements: elements), bias: old.bias, isRectified: old.isRectified)
    let broken = try ParameterEquivalence(original.network, LayeredNetwork(layers: layers).network)
    #expect(broken.failure?.layer == layer)
  }

  @Test("dead, constant and parallel units are named, and what is left decides")
  func degenerate() throws {
    // Units: ordinary; never used; constant 2; three times the first; never positive.
    let full = Network.layered(
      [[[1, 2], [3, 1], [0, 0], [3, 6], [0, 0]], [[1, 0, 5, 2, 4]]], [[1, 1, 2, 3, -1], [0.5]])
    // relu(r) + 2·relu(3r) = 7·relu(r), and the constant adds 5·2 to the bias.
    let reduced = Network.layered([[[1, 2]], [[7]]], [[1], [10.5]])
    let found = try ParameterEquivalence(full, reduced)
    #expect(found.isEquivalent)
    #expect(
      found.degenerateOfFirst == [
        DegenerateUnit(layer: 0, unit: 1, kind: .dead), DegenerateUnit(layer: 0, unit: 2, kind: .constant),
        DegenerateUnit(layer: 0, unit: 3, kind: .parallel(to: 0)), DegenerateUnit(layer: 0, unit: 4, kind: .dead),
      ])
    #expect(found.degenerateOfSecond.isEmpty)
  }

  @Test("a factor that is no power of two is found as a fraction, and its rounding breaks the equivalence")
  func fractions() throws {
    let whole = Network.layered([[[3, 6]], [[1]]], [[9], [0]])
    let third = Network.layered([[[1, 2]], [[3]]], [[3], [0]])
    #expect(try ParameterEquivalence(whole, third).matches[0].factors == [[Rational(Dyadic(1), over: Dyadic(3))]])
    let rounded = Network.layered([[[0.1, 0.2]], [[30]]], [[0.3], [0]])
    let found = try ParameterEquivalence(whole, rounded)
    #expect(!found.isEquivalent)
    #expect((found.failure?.deviation ?? 1) < 1e-15)
  }

  @Test("a negative multiple is not parallel, and another output weight fails in the last layer by its difference")
  func signs() throws {
    let one = Network.layered([[[1, 2], [-1, -2]], [[1, 1]]], [[1, -1], [0]])
    #expect(try ParameterEquivalence(one, one).degenerateOfFirst.isEmpty)
    let other = Network.layered([[[1, 2], [-1, -2]], [[1, 1.25]]], [[1, -1], [0]])
    let found = try ParameterEquivalence(one, other)
    #expect(found.failure?.layer == 1)
    #expect(found.failure?.deviation == 0.25)
  }
}

/// Seeded networks and moves.
struct Generator {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  private mutating func next() -> UInt64 { numbers.next() }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func network(_ widths: [Int]) -> LayeredNetwork {
    LayeredNetwork(
      layers: zip(widths, widths.dropFirst()).enumerated().map { index, sizes in
        let weights = (0..<sizes.0 * sizes.1).map { _ in Double(Float(Double(next() >> 11) / Double(1 << 52) - 1)) }
        let bias = (0..<sizes.1).map { _ in Double(Float(Double(next() >> 11) / Double(1 << 52) - 1)) }
        return LayeredNetwork.Layer(
          weights: Matrix(rows: sizes.1, columns: sizes.0, elements: weights), bias: bias, isRectified: index + 2 < widths.count)
      })
  }

  /// The same function with hidden units permuted and scaled by powers of two, and the permutations.
  mutating func moved(_ network: LayeredNetwork) -> (LayeredNetwork, [[Int]]) {
    var order = Array(0..<network.inputCount)
    var factors = [Double](repeating: 1, count: network.inputCount)
    var permutations: [[Int]] = []
    var layers: [LayeredNetwork.Layer] = []
    for layer in network.layers {
      var newOrder = Array(0..<layer.outputCount)
      var newFactors = [Double](repeating: 1, count: layer.outputCount)
      if layer.isRectified {
        for i in newOrder.indices.reversed() { newOrder.swapAt(i, below(i + 1)) }
        newFactors = newOrder.map { _ in Double(sign: .plus, exponent: below(7) - 3, significand: 1) }
        permutations.append(newOrder)
      }
      var weights = Matrix(rows: layer.outputCount, columns: layer.inputCount)
      for i in newOrder.indices {
        for k in order.indices { weights[i, k] = layer.weights[newOrder[i], order[k]] * newFactors[i] / factors[k] }
      }
      let bias = newOrder.indices.map { layer.bias[newOrder[$0]] * newFactors[$0] }
      layers.append(LayeredNetwork.Layer(weights: weights, bias: bias, isRectified: layer.isRectified))
      (order, factors) = (newOrder, newFactors)
    }
    return (LayeredNetwork(layers: layers), permutations)
  }
}
