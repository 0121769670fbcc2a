import Diagnostics
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

@Suite struct WeightActionTests {
  private func input(_ network: Network, seed: Int) -> [String: Tensor] {
    var random = SeededGenerator(seed: UInt64(seed) &+ 99)
    var values: [String: Tensor] = [:]
    for input in network.inputs {
      let shape = input.shape.map { $0 ?? 3 }
      values[input.name] = Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Double.random(in: -2...2, using: &random) })
    }
    return values
  }

  /// The largest difference between the outputs of two networks, relative to the largest output.
  private func difference(_ one: Network, _ other: Network, _ values: [String: Tensor], _ otherValues: [String: Tensor]? = nil) throws -> Double
  {
    let a = try one.evaluate(values)[one.outputs[0]]!.elements
    let b = try other.evaluate(otherValues ?? values)[other.outputs[0]]!.elements
    return zip(a, b).map { abs($0 - $1) }.max()! / a.map { abs($0) }.max()!
  }

  @Test("moved weights give the same outputs, for every shape of network", arguments: NetworkShape.allCases)
  func sameFunction(shape: NetworkShape) throws {
    for seed in 0..<12 {
      let network = shape.network(seed: seed)
      let action = try WeightAction(network)
      let motion = UnitMotion(seed: seed, of: action)
      let moved = try action.moved(by: motion)
      #expect(moved != action.network)
      #expect(try difference(network, moved, input(network, seed: seed)) < 1e-12)
    }
  }

  @Test("without factors every weight of the moved network is one of the original", arguments: NetworkShape.allCases)
  func permutationsOnly(shape: NetworkShape) throws {
    let action = try WeightAction(shape.network(seed: 5))
    var motion = UnitMotion(seed: 5, of: action)
    motion.magnitudes = motion.magnitudes.map { _ in 1 }
    motion.signs = motion.signs.map { _ in 1 }
    let moved = try action.moved(by: motion)
    for (name, tensor) in action.network.constants { #expect(tensor.elements.sorted() == moved.constants[name]!.elements.sorted()) }
  }

  @Test("factors and classes are those that the group counts", arguments: NetworkShape.allCases)
  func counts(shape: NetworkShape) throws {
    let network = shape.network(seed: 3)
    let action = try WeightAction(network)
    let group = try SymmetryGroup(ArchitectureGraph(network))
    #expect(action.classes == group.classes)
    #expect(action.magnitudeUnits.count == group.scalingDimension)
    #expect(action.signUnits.count == group.signs)
    #expect(action.magnitudeUnits.allSatisfy { $0 >= 0 })
    #expect(action.units.map(\.count) == group.classes.map(\.units))
    for (number, unitClass) in group.classes.enumerated() where !unitClass.isFixed {
      #expect(action.runs[number].reduce(0) { $0 + $1.count } == unitClass.units)
      #expect(!action.sites(of: number).isEmpty)
    }
  }

  @Test("what no motion of the group is, is refused")
  func refusals() throws {
    let action = try WeightAction(NetworkShape.grouped.network(seed: 1))
    func refused(_ change: (inout UnitMotion) -> Void) {
      var motion = UnitMotion(identityOf: action)
      change(&motion)
      #expect(throws: Diagnostic.self) { try action.moved(by: motion) }
    }
    let (number, kinds) = action.swaps.enumerated().first { !$0.element.isEmpty }!
    let (one, other) = (kinds[0][0][0].lowerBound, kinds[0][1][0].lowerBound)
    refused { $0.sources.swapAt(one, other) }
    refused { $0.sources[one] = other }
    refused { $0.sources.swapAt(action.units[0].lowerBound, action.units[0].lowerBound + 1) }
    refused { $0.magnitudes[0] = 0 }
    refused { $0.magnitudes[0] = .infinity }
    refused { $0.sources = [] }
    #expect(action.runs[number].count > 1)
  }

  @Test("with free inputs the network takes moved inputs", arguments: [NetworkShape.perceptron, .oddPerceptron, .batchNorm, .concatenation])
  func freeInputs(shape: NetworkShape) throws {
    let network = shape.network(seed: 2)
    let action = try WeightAction(network, inputs: .free)
    let motion = UnitMotion(seed: 8, of: action)
    let moved = try action.moved(by: motion)
    let values = input(network, seed: 4), axis = action.inputs[0]
    let tensor = values["x"]!, channels = tensor.shape[1], space = tensor.shape.dropFirst(2).reduce(1, *)
    var elements = tensor.elements
    for row in 0..<tensor.shape[0] {
      for channel in 0..<channels {
        let sign = axis.units.signs[channel] < 0 ? 1 : motion.signs[axis.units.signs[channel]]
        let source = motion.sources[axis.units.units[channel]] - action.units[0].lowerBound
        for place in 0..<space {
          elements[(row * channels + channel) * space + place] = sign * tensor.elements[(row * channels + source) * space + place]
        }
      }
    }
    #expect(motion.sources[action.units[0]].elementsEqual(action.units[0]) == false || motion.signs.contains(-1))
    #expect(try difference(network, moved, values, ["x": Tensor(shape: tensor.shape, elements: elements)]) < 1e-12)
  }

  @Test("weights that constants make are folded, and shared ones get copies")
  func folding() throws {
    var maker = ShapeMaker(seed: 4)
    let transposed = maker.add(.transpose(order: nil), maker.weights([3, 4]))
    var value = maker.add(.matMul, "x", transposed)
    // One operand of two maxima, each over hidden units of its own.
    let shared = maker.weights([3])
    value = maker.add(.relu, maker.add(.maximum, value, shared))
    let other = maker.add(.maximum, maker.dense(value, 3, 3), shared)
    let network = maker.network(maker.dense(other, 3, 2), input: [nil, 4])
    let action = try WeightAction(network)
    #expect(action.tensors.filter { !$0.sites.isEmpty }.map(\.name).count == 7)
    #expect(Set(action.tensors.map(\.name)).count == action.tensors.count)
    let moved = try action.moved(by: UnitMotion(seed: 1, of: action))
    #expect(try difference(network, moved, input(network, seed: 1)) < 1e-12)
  }
}
