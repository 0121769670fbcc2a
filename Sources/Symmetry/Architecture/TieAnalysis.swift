import Diagnostics
import Networks

/// Walks over a graph and ties the axes that every operator ties.
///
/// Three structures hold what may vary independently along the axes: permutations, positive factors, signs. The rules (in `Rules/`) say for
/// each operator which layouts are equal, which are held fixed, and where a weight absorbs the difference so that a new variable starts.
struct TieAnalysis {
  /// An axis whose units weights make, or an input's axis.
  struct Site {
    /// The number of the node; `nil` for an input.
    let node: Int?
    /// What the table calls it.
    let name: String
    let axis: TiedAxis
    /// Whether weights make its units, so that they are hidden or output units; otherwise only their factors start here.
    let makesUnits: Bool
  }

  /// Groups of a convolution that may be permuted as wholes: for each strand, input and output, a layout for each group.
  struct BlockTie {
    let node: Int
    var strands: [[AxisTies.Layout]]
  }

  let graph: ArchitectureGraph
  private let inputs: InputFreedom
  var permutations = AxisTies()
  var magnitudes = AxisTies()
  var signs = AxisTies()
  var sites: [Site] = []
  var blocks: [BlockTie] = []
  /// Every axis of every value: a permutation of blocks must leave the contents of each as they are.
  private(set) var containers: [AxisTies.Layout] = []
  /// The nodes that tied something, with what they tied.
  var ties: [(node: Int, layout: AxisTies.Layout)] = []
  /// The nodes on which the outputs depend, with the axes of their operands and of their first results.
  private(set) var traces: [(node: TiedNode, result: [TiedAxis?])] = []
  private var known: [String: Operand]
  private var values: [String: [TiedAxis?]] = [:]
  private var users: [String: Int] = [:]

  /// Ties the axes of all values on which the outputs depend, and fixes those of outputs, and of inputs unless they are free.
  ///
  /// Throws a `Diagnostic` that names the node whose ties the rules don't cover, or whose shapes don't fit.
  init(_ graph: ArchitectureGraph, inputs: InputFreedom = .fixed) throws(Diagnostic) {
    self.graph = graph
    self.inputs = inputs
    known = graph.constants
    for input in graph.inputs { try addInput(input) }
    for index in graph.usedNodes { try add(index) }
    for name in graph.outputs {
      guard known[name] != nil else {
        throw Diagnostic(
          id: "bad-graph", "the network's output '\(name)' is made by no node", at: .none, fix: "correct the graph, and export it again")
      }
      for axis in values[name] ?? [] { fix(axis) }
    }
  }

  private mutating func addInput(_ input: Network.Input) throws(Diagnostic) {
    guard !input.shape.dropFirst().contains(nil) else {
      throw Diagnostic(
        id: "open-shape", "input '\(input.name)' leaves the size of axis \((input.shape.dropFirst().firstIndex(of: nil) ?? 1)) open", at: .none,
        fix: "export the model with fixed sizes except the batch")
    }
    let shape = input.shape.map { $0 ?? 1 }
    known[input.name] = Operand(shape: shape, elements: nil)
    values[input.name] = shape.enumerated().map { position, size in
      // The first axis is the batch, the next one counts features or channels; the others are space.
      guard position == min(1, shape.count - 1) else { return nil }
      let axis = TiedAxis(
        permutation: permutations.fresh(size, isFixed: inputs == .fixed), magnitude: magnitudes.fresh(size, isFixed: true),
        sign: signs.fresh(size, isFixed: inputs == .fixed))
      sites.append(Site(node: nil, name: input.name, axis: axis, makesUnits: true))
      return axis
    }
  }

  private mutating func add(_ index: Int) throws(Diagnostic) {
    let node = graph.nodes[index]
    var operands: [Operand?] = []
    for name in node.inputs {
      guard name.isEmpty || known[name] != nil else {
        throw Diagnostic(
          id: "bad-graph", "node '\(node.name)' (\(node.operation.name)) uses '\(name)', which nothing makes", at: .none,
          fix: "correct the graph, and export it again")
      }
      operands.append(known[name])
    }
    let outlines = try node.operation.outline(of: operands, node: node.name, outputs: node.outputs.count)
    for (name, outline) in zip(node.outputs, outlines) { known[name] = outline }
    let axes = node.inputs.map { values[$0] }
    // Numbers that follow from constants or shapes alone carry no units.
    guard axes.contains(where: { $0 != nil }), outlines.contains(where: { $0.elements == nil }) else { return }
    let tied = TiedNode(index: index, node: node, operands: operands, axes: axes, outputs: outlines.map(\.shape))
    try checkWeights(tied)
    let results = try rule(tied)
    traces.append((tied, results.first ?? []))
    for (name, result) in zip(node.outputs, results) where !name.isEmpty {
      try check(result, tied)
      values[name] = result
      containers += result.compactMap { $0?.permutation }
    }
  }

  /// Throws where weights serve two nodes, or an input that steers the operator depends on the network's input.
  private mutating func checkWeights(_ tied: TiedNode) throws(Diagnostic) {
    if let steering = tied.operation.controlInputs.first(where: tied.isActivation) {
      throw refuse(tied, "takes its input \(steering + 1) from the network's input", fix: "export the model with that input as a constant")
    }
    switch tied.operation {
    // A constant that several of these combine with their operands is separated where units move it.
    case .sum, .mean, .maximum, .minimum: return
    default: guard tied.operation.hasParameters else { return }
    }
    for (place, name) in tied.node.inputs.enumerated() where !tied.isActivation(place) && (tied.operands[place]?.elements?.count ?? 2) > 1 {
      if let other = users.updateValue(tied.index, forKey: name), !name.isEmpty {
        throw refuse(
          tied, "shares the weights '\(name)' with node '\(graph.nodes[other].name)'", fix: "give each node weights of its own")
      }
    }
  }

  private func check(_ axes: [TiedAxis?], _ tied: TiedNode) throws(Diagnostic) {
    guard axes.count(where: { $0.map { !permutations.isFixed($0.permutation) } ?? false }) > 1 else { return }
    throw refuse(tied, "makes a value with two axes of hidden units", fix: "use one axis of units, such as channels, in every value")
  }

  /// The error for a node that no rule covers.
  func refuse(_ tied: TiedNode, _ reason: String, fix: String) -> Diagnostic {
    Diagnostic(
      id: "unknown-ties", "node '\(tied.node.name)' (\(tied.operation.name)) \(reason); which units are tied there is not known", at: .none,
      fix: fix)
  }
}
