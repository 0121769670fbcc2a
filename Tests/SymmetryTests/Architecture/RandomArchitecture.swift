import Networks
import Seeded

/// Draws small convolutional graphs of every kind of tie, with generic weights.
struct RandomArchitecture {
  private var random: SeededGenerator
  private var nodes: [Network.Node] = []
  private var constants: [String: Tensor] = [:]
  /// Values of shape [n, channels, 2] by name.
  private var open: [(name: String, channels: Int)] = [("x", 2)]

  init(seed: Int) { random = SeededGenerator(seed: UInt64(seed)) }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func tensor(_ shape: [Int], in range: ClosedRange<Double> = -1...1) -> Tensor {
    Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Double.random(in: range, using: &random) })
  }

  private mutating func weights(_ shape: [Int], in range: ClosedRange<Double> = -1...1) -> String {
    let name = "w\(constants.count)"
    constants[name] = tensor(shape, in: range)
    return name
  }

  private mutating func integers(_ values: Int...) -> String {
    let name = "w\(constants.count)"
    constants[name] = Tensor(shape: [values.count], elements: values.map { Double($0) })
    return name
  }

  private mutating func add(_ operation: Operation, _ inputs: [String]) -> String {
    nodes.append(Network.Node(name: "n\(nodes.count)", operation: operation, inputs: inputs, output: "v\(nodes.count)"))
    return "v\(nodes.count - 1)"
  }

  private mutating func convolution(_ value: (name: String, channels: Int), _ channels: Int, groups: Int = 1) -> (String, Int) {
    let inputs = [value.name, weights([channels, value.channels / groups, 1]), weights([channels], in: 0.5...1.5)]
    // Large biases and a leaky activation keep every channel alive and different.
    let made = add(.conv(SlidingWindow(), groups: groups), inputs)
    return (add(.leakyRelu(slope: 0.25), [made]), channels)
  }

  private mutating func step() {
    let value = open[below(open.count)]
    switch below(7) {
    case 0, 1: open.append(convolution(value, 2 + below(3)))
    case 2:
      let groups = value.channels % 2 == 0 ? 2 : value.channels
      open.append(convolution(value, groups * (1 + below(2)), groups: groups))
    case 3:
      let partners = open.filter { $0.channels == value.channels && $0.name != value.name }
      guard !partners.isEmpty else { return }
      open.append((add(.add, [value.name, partners[below(partners.count)].name]), value.channels))
    case 4:
      let other = open[below(open.count)]
      guard other.name != value.name, other.channels + value.channels <= 6 else { return }
      open.append((add(.concat(axis: 1), [value.name, other.name]), value.channels + other.channels))
    case 5:
      let parameters =
        [weights([value.channels]), weights([value.channels])] + [weights([value.channels]), weights([value.channels], in: 1...2)]
      open.append((add(.batchNormalization(epsilon: 0.125), [value.name] + parameters), value.channels))
    default:
      guard value.channels > 2 else { return }
      let inputs = [value.name, integers(1), integers(value.channels), integers(1)]
      open.append((add(.slice, inputs), value.channels - 1))
    }
  }

  /// A graph of some steps whose last values end in dense layers.
  mutating func network(steps: Int) -> Network {
    for _ in 0..<steps { step() }
    let ends = open.suffix(2).map { value -> String in
      let flat = add(.flatten(axis: 1), [value.name])
      return add(.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), [flat, weights([2, 2 * value.channels]), weights([2])])
    }
    var wanted = Set(ends)
    let used = nodes.reversed().filter { node in
      guard wanted.contains(node.output) else { return false }
      wanted.formUnion(node.inputs)
      return true
    }
    return Network(
      inputs: [Network.Input(name: "x", shape: [nil, 2, 2])], outputs: ends, nodes: used.reversed(), constants: constants)
  }
}
