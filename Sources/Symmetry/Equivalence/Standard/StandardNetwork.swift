import Diagnostics
import Networks

/// A network written in one way of several: the same function, weight by weight.
///
/// What constants decide is folded; identities, and reshapes that change nothing, are left out; a MatMul by a matrix, with the Add after it, is
/// a Gemm whose matrix is (outputs, inputs); a Reshape to rows is a Flatten; every Gemm and Conv has a bias. Factors of a Gemm are multiplied
/// into its weights where that is exact. Nodes stand in the order in which the outputs ask for them.
struct StandardNetwork {
  private(set) var nodes: [Network.Node] = []
  private var constants: [String: Tensor]
  private let source: Network
  private var shapes: [String: [Int]] = [:]
  /// The name under which a value goes on, where its node was left out.
  private var renamed: [String: String] = [:]
  private var uses: [String: Int] = [:]

  /// Throws a `Diagnostic` where shapes do not fit or inputs leave them open.
  init(_ network: Network) throws(Diagnostic) {
    source = try network.folded()
    constants = source.constants
    for name in source.nodes.flatMap(\.inputs) + source.outputs { uses[name, default: 0] += 1 }
    shapes = try WorkEstimate.shapes(source)
    for node in source.nodes { append(node) }
    sort()
  }

  var network: Network {
    let outputs = source.outputs.map { current($0) }
    let used = Set(nodes.flatMap(\.inputs) + outputs)
    return Network(
      inputs: source.inputs, outputs: outputs, nodes: nodes, constants: constants.filter { used.contains($0.key) },
      elementTypes: source.elementTypes)
  }

  private func current(_ name: String) -> String { renamed[name] ?? name }

  /// Lets a value go on under the name of another, of which its node was one use: from now on its own uses are that one's.
  private mutating func rename(_ name: String, to remaining: String) {
    renamed[name] = remaining
    uses[remaining, default: 1] += uses[name, default: 0] - 1
  }

  private mutating func append(_ node: Network.Node) {
    let inputs = node.inputs.map { current($0) }
    func same(_ operation: Operation, _ inputs: [String]) -> Network.Node {
      Network.Node(name: node.name, operation: operation, inputs: inputs, outputs: node.outputs)
    }
    switch node.operation {
    case .identity, .cast(.none): rename(node.output, to: inputs[0])
    case .reshape, .flatten, .squeeze, .unsqueeze:
      let before = shapes[inputs[0]] ?? [], after = shapes[node.output] ?? []
      if before == after {
        rename(node.output, to: inputs[0])
      } else if after.count == 2, before.first == after.first {
        nodes.append(same(.flatten(axis: 1), [inputs[0]]))
      } else {
        nodes.append(same(node.operation, inputs))
      }
    case .matMul: nodes.append(product(node, inputs))
    case .gemm(let alpha, let beta, false, let isTransposed): nodes.append(gemm(node, inputs, alpha, beta, isTransposed))
    case .conv where inputs.count < 3 || inputs[2].isEmpty:
      nodes.append(same(node.operation, [inputs[0], inputs[1], zeros(node, shapes[node.output]?[1] ?? 0)]))
    case .add:
      if !addBias(node, inputs) { nodes.append(same(.add, inputs)) }
    default: nodes.append(same(node.operation, inputs))
    }
  }

  private mutating func zeros(_ node: Network.Node, _ count: Int) -> String {
    let name = "bias' of \(node.output)"
    constants[name] = Tensor(shape: [count], elements: [Double](repeating: 0, count: count))
    shapes[name] = [count]
    return name
  }

  /// A bias of one number, or of one row, as a vector with an element for each output; others, such as one for each row, as they are.
  private mutating func vector(_ name: String, _ count: Int, for node: Network.Node) -> String {
    guard let bias = constants[name], bias.shape != [count], bias.count == 1 || bias.count == count && bias.shape.last == count else {
      return name
    }
    let result = "\(name)' of \(node.output)"
    constants[result] = Tensor(shape: [count], elements: bias.count == 1 ? [Double](repeating: bias.elements[0], count: count) : bias.elements)
    shapes[result] = [count]
    return result
  }

  /// A matrix (in, out) as one (out, in) under a new name.
  private mutating func transposed(_ name: String, for node: Network.Node) -> String {
    guard let matrix = constants[name] else { return name }
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let result = "\(name)' of \(node.output)"
    var elements: [Double] = []
    elements.reserveCapacity(matrix.count)
    for column in 0..<columns { for row in 0..<rows { elements.append(matrix.elements[row * columns + column]) } }
    constants[result] = Tensor(shape: [columns, rows], elements: elements)
    shapes[result] = [columns, rows]
    return result
  }

  private mutating func product(_ node: Network.Node, _ inputs: [String]) -> Network.Node {
    guard constants[inputs[0]] == nil, let weights = constants[inputs[1]], weights.rank == 2, shapes[inputs[0]]?.count == 2 else {
      return Network.Node(name: node.name, operation: .matMul, inputs: inputs, outputs: node.outputs)
    }
    return Network.Node(
      name: node.name, operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true),
      inputs: [inputs[0], transposed(inputs[1], for: node), zeros(node, weights.shape[1])], outputs: node.outputs)
  }

  private mutating func gemm(
    _ node: Network.Node, _ inputs: [String], _ alpha: Double, _ beta: Double, _ isTransposed: Bool
  ) -> Network.Node {
    guard constants[inputs[0]] == nil, let weights = constants[inputs[1]], weights.rank == 2 else {
      return Network.Node(name: node.name, operation: node.operation, inputs: inputs, outputs: node.outputs)
    }
    let matrix = isTransposed ? inputs[1] : transposed(inputs[1], for: node)
    let count = weights.shape[isTransposed ? 0 : 1]
    let bias = inputs.count > 2 && !inputs[2].isEmpty ? vector(inputs[2], count, for: node) : zeros(node, count)
    var factors = [alpha, beta]
    var names = [matrix, bias]
    for place in 0..<2 where factors[place] != 1 {
      guard let tensor = constants[names[place]] else { continue }
      let scaled = tensor.elements.map { $0 * factors[place] }
      // Only a product that no rounding touched may replace the factor.
      guard zip(scaled, tensor.elements).allSatisfy({ $0.isFinite && (-$0).addingProduct($1, factors[place]) == 0 && ($0 == 0 || $0.isNormal) })
      else { continue }
      let name = "\(names[place])' times \(node.output)"
      constants[name] = Tensor(shape: tensor.shape, elements: scaled)
      shapes[name] = tensor.shape
      (names[place], factors[place]) = (name, 1)
    }
    return Network.Node(
      name: node.name, operation: .gemm(alpha: factors[0], beta: factors[1], transposeA: false, transposeB: true),
      inputs: [inputs[0]] + names, outputs: node.outputs)
  }

  /// Makes a constant that is added to the only use of a product its bias; `false` where it isn't one.
  private mutating func addBias(_ node: Network.Node, _ inputs: [String]) -> Bool {
    guard let place = inputs.firstIndex(where: { constants[$0] != nil }), let bias = constants[inputs[place]],
      let maker = nodes.lastIndex(where: { $0.output == inputs[1 - place] }), uses[nodes[maker].output] == 1,
      nodes[maker].inputs.count == 3, let old = constants[nodes[maker].inputs[2]], old.elements.allSatisfy({ $0 == 0 }),
      let shape = shapes[node.output], shapes[nodes[maker].output] == shape
    else { return false }
    switch nodes[maker].operation {
    case .gemm: guard bias.count == shape.last, bias.shape.last == shape.last else { return false }
    case .conv:
      guard bias.count == shape[1], [shape.count - 1, shape.count].contains(bias.rank), bias.shape.suffix(shape.count - 1).first == shape[1]
      else { return false }
    default: return false
    }
    let name = "\(inputs[place])' of \(node.output)"
    constants[name] = bias.reshaped([bias.count])
    shapes[name] = [bias.count]
    let made = nodes[maker]
    nodes[maker] = Network.Node(
      name: made.name, operation: made.operation, inputs: Array(made.inputs.prefix(2)) + [name], outputs: made.outputs)
    rename(node.output, to: made.output)
    return true
  }

  /// Puts the nodes in the order of a walk from the outputs, so that branches stand in one order only.
  private mutating func sort() {
    var makers: [String: Int] = [:]
    for (index, node) in nodes.enumerated() { for name in node.outputs where !name.isEmpty { makers[name] = index } }
    var order: [Int] = []
    var state = [Int](repeating: 0, count: nodes.count)
    for output in source.outputs {
      var stack = [makers[current(output)]].compactMap(\.self)
      while let index = stack.last {
        if state[index] == 2 {
          stack.removeLast()
        } else if state[index] == 1 {
          state[index] = 2
          order.append(index)
          stack.removeLast()
        } else {
          state[index] = 1
          stack += nodes[index].inputs.reversed().compactMap { makers[$0] }.filter { state[$0] == 0 }
        }
      }
    }
    nodes = order.map { nodes[$0] }
  }
}
