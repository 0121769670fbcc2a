import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

@Suite struct PlantedEquivalenceTests {
  private func case_(_ number: Int) throws -> (NetworkShape, WeightAction, UnitMotion, Network) {
    let shape = NetworkShape.allCases[number % 8]
    let action = try WeightAction(shape.network(seed: number / 8))
    let motion = UnitMotion(seed: number, of: action)
    return (shape, action, motion, try action.moved(by: motion))
  }

  @Test("planted permutations, powers of two and signs are recovered, with one canonical form", arguments: 0..<200)
  func recovered(number: Int) throws {
    let (shape, action, motion, moved) = try case_(number)
    let found = try ParameterEquivalence(action.network, moved)
    guard case .equivalent = found.verdict else {
      Issue.record("\(shape) \(number): \(found.verdict) \(String(describing: found.failure))")
      return
    }
    #expect(found.canonicalFirst == found.canonicalSecond)
    #expect(found.failure == nil)
    for (place, class_) in action.hiddenClasses.enumerated() {
      #expect(found.matches[place].permutation == motion.permutation(of: class_, in: action).map { $0 })
    }
  }

  @Test("one unit in the last place of one weight is another function, and the layer is named", arguments: 0..<200)
  func oneUlp(number: Int) throws {
    let (shape, action, _, moved) = try case_(number)
    var random = SeededGenerator(seed: UInt64(number))
    let tensors = action.tensors.filter { !$0.sites.isEmpty }
    let tensor = tensors[Int.random(in: 0..<tensors.count, using: &random)]
    var constants = moved.constants
    let place = Int.random(in: 0..<constants[tensor.name]!.count, using: &random)
    constants[tensor.name]!.elements[place] = constants[tensor.name]!.elements[place].nextUp
    let changed = Network(inputs: moved.inputs, outputs: moved.outputs, nodes: moved.nodes, constants: constants)
    let found = try ParameterEquivalence(action.network, changed)
    guard case .different = found.verdict else {
      Issue.record("\(shape) \(number) \(tensor.name)[\(place)] of node \(tensor.node): \(found.verdict) \(String(describing: found.failure))")
      return
    }
    #expect(
      found.failure?.name == action.network.nodes[tensor.node].name,
      "\(shape) \(number) \(tensor.name) of \(action.network.nodes[tensor.node].operation.name)")
    #expect(found.canonicalFirst != found.canonicalSecond)
    #expect((found.failure?.deviation ?? 1) < 1e-12)
  }
}
