import Networks
import Symmetry

/// Counts the permutations of hidden units by trying all of them.
///
/// Every node with weights gives its output channels an order of its own. The reordered network exists if each such node takes a
/// reordering of what it took before (its columns then follow), keeps its zero blocks if it is grouped, and the outputs stay as they are.
/// Values are computed with generic weights at several inputs, so that equal values mean equal functions.
struct PermutationOracle {
  let network: Network
  /// All values of the network for a batch of inputs.
  let values: [String: Tensor]

  init(_ network: Network, inputs: Tensor) throws {
    self.network = network
    let all = Network(
      inputs: network.inputs, outputs: network.nodes.flatMap(\.outputs), nodes: network.nodes, constants: network.constants)
    values = try all.evaluate(["x": inputs]).merging(["x": inputs]) { one, _ in one }
  }

  /// Whether the channels of every value differ, so that equal ones tell which they are.
  var isGeneric: Bool {
    values.values.allSatisfy { tensor in Set((0..<tensor.shape[1]).map { Self.channel(tensor, $0) }).count == tensor.shape[1] }
  }

  private var sites: [Network.Node] { network.nodes.filter { Self.groups($0) != nil && !network.outputs.contains($0.output) } }

  /// The number of groups of a node whose weights make channels.
  private static func groups(_ node: Network.Node) -> Int? {
    switch node.operation {
    case .conv(_, let groups): groups
    case .gemm: 1
    default: nil
    }
  }

  /// How many reorderings there are to try.
  var candidates: Int { sites.reduce(1) { $0 * (1...max(values[$1.output]?.shape[1] ?? 1, 1)).reduce(1, *) } }

  func count() throws -> Int {
    let choices = sites.map { Self.permutations(values[$0.output]?.shape[1] ?? 0) }
    var count = 0
    for number in 0..<candidates {
      var rest = number
      var orders: [String: [Int]] = [:]
      for (site, choice) in zip(sites, choices) {
        orders[site.output] = choice[rest % choice.count]
        rest /= choice.count
      }
      if try isSymmetry(orders) { count += 1 }
    }
    return count
  }

  private func isSymmetry(_ orders: [String: [Int]]) throws -> Bool {
    var moved = network.constants
    moved["x"] = values["x"]
    for node in network.nodes {
      let input = node.inputs[0], output = node.output
      guard let before = values[input], let after = moved[input], let original = values[output] else { return false }
      let isNorm = if case .batchNormalization = node.operation { true } else { false }
      guard isNorm || Self.groups(node) != nil else {
        moved[output] = try node.operation.apply(to: node.inputs.map { moved[$0] }, node: node.name)[0]
        continue
      }
      guard let columns = Self.order(of: after, from: before) else { return false }
      let rows = isNorm ? columns : orders[output] ?? Array(0..<original.shape[1])
      if let groups = Self.groups(node), !Self.keepsBlocks(rows, columns, groups) { return false }
      moved[output] = Self.reordered(original, rows)
    }
    return network.outputs.allSatisfy { moved[$0] == values[$0] }
  }

  private static func keepsBlocks(_ rows: [Int], _ columns: [Int], _ groups: Int) -> Bool {
    let (outputs, inputs) = (rows.count / groups, columns.count / groups)
    return rows.indices.allSatisfy { m in
      columns.indices.allSatisfy { i in (m / outputs == i / inputs) == (rows[m] / outputs == columns[i] / inputs) }
    }
  }

  private static func channel(_ tensor: Tensor, _ channel: Int) -> [Double] {
    let inner = tensor.shape.dropFirst(2).reduce(1, *)
    return (0..<tensor.shape[0]).flatMap { row in
      (0..<inner).map { tensor.elements[(row * tensor.shape[1] + channel) * inner + $0] }
    }
  }

  /// For each channel of one tensor the number of the equal one in another; `nil` where it is no reordering.
  private static func order(of one: Tensor, from other: Tensor) -> [Int]? {
    let channels = (0..<other.shape[1]).map { channel(other, $0) }
    let order = (0..<one.shape[1]).compactMap { channels.firstIndex(of: channel(one, $0)) }
    return Set(order).count == channels.count ? order : nil
  }

  private static func reordered(_ tensor: Tensor, _ order: [Int]) -> Tensor {
    let inner = tensor.shape.dropFirst(2).reduce(1, *)
    return Tensor(
      shape: tensor.shape,
      elements: (0..<tensor.shape[0]).flatMap { row in
        order.flatMap { channel in (0..<inner).map { tensor.elements[(row * tensor.shape[1] + channel) * inner + $0] } }
      })
  }

  private static func permutations(_ count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { lists, next in lists.flatMap { list in (0...list.count).map { Array(list[..<$0]) + [next] + list[$0...] } } }
  }
}
