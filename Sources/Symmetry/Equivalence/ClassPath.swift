import Networks

/// Where the units of one class are made, what they pass, and where weights take them in.
struct ClassPath {
  /// The weights that make the units, with the site; all of one node where there is one maker only.
  private(set) var makers: [(tensor: Int, site: Int)] = []
  /// The weights that take them in and do nothing else with them.
  private(set) var takers: [(tensor: Int, site: Int)] = []
  /// The same in groups of a convolution, where units are not exchangeable.
  private(set) var groupedTakers: [(tensor: Int, site: Int)] = []
  /// Whether there are weights of other kinds: batch norms, depthwise kernels, slopes.
  private var hasOthers = false
  /// The operators that the units pass without meeting weights.
  private let operations: [Operation]
  /// Whether they pass them one after the other, so that all weights take in the same values.
  private var isChain = false
  private let weights: ExactWeights

  init(_ number: Int, _ weights: ExactWeights) {
    self.weights = weights
    let units = weights.action.units[number], passages = weights.action.passages[number]
    operations = passages.map { weights.action.network.nodes[$0].operation }
    for (index, elements) in weights.elements.enumerated() {
      let sites = elements.tensor.sites
      let own = sites.indices.filter { sites[$0].units.units.contains { units.contains($0) } }
      for site in own {
        // Weights of a batch norm or a depthwise kernel take a unit in and make it again; groups take some units of a class and make others.
        let mine = Set(sites[site].units.units), isPlain = sites[site].axes.count == 1
        let isAlone = own.allSatisfy { $0 == site || mine.isDisjoint(with: sites[$0].units.units.filter { units.contains($0) }) }
        switch sites[site].effect {
        case .multiplied where isAlone && isPlain: makers.append((index, site))
        case .divided where isAlone && isPlain: takers.append((index, site))
        case .divided where isAlone: groupedTakers.append((index, site))
        default: hasOthers = true
        }
      }
    }
    isChain = followsChain(Set(passages))
  }

  private func followsChain(_ passages: Set<Int>) -> Bool {
    let network = weights.action.network
    guard let maker = makers.first else { return false }
    var value = network.nodes[weights.elements[maker.tensor].tensor.node].output
    var passed = 0
    while !network.outputs.contains(value) {
      let users = network.nodes.indices.filter { network.nodes[$0].inputs.contains(value) }
      guard let first = users.first(where: passages.contains) else { return passed == passages.count }
      guard users.count == 1 else { return false }
      value = network.nodes[first].output
      passed += 1
    }
    return false
  }

  /// One layer makes the units, and nothing but weights of later layers uses them.
  var isSimple: Bool {
    guard !hasOthers, groupedTakers.isEmpty, !makers.isEmpty else { return false }
    let nodes = Set(makers.map { weights.elements[$0.tensor].tensor.node })
    return nodes.count == 1 && takers.allSatisfy { !nodes.contains(weights.elements[$0.tensor].tensor.node) }
      && operations.allSatisfy { $0.onlyMoves || $0.isPool || $0.isPointwise }
  }

  /// Whether a unit's value enters others in other ways than by weights.
  var couples: Bool {
    operations.contains { operation in
      switch operation {
      case .softmax, .logSoftmax, .argMax, .mul, .div: true
      default: false
      }
    }
  }

  /// Whether 0 stays 0 on the way.
  var keepsZero: Bool {
    operations.allSatisfy { operation in
      switch operation {
      case .sigmoid, .hardSigmoid, .clip, .pad: false
      default: true
      }
    }
  }

  /// Whether all that is taken in is max(value, 0), moved and pooled.
  var isRectified: Bool {
    isChain && operations.allSatisfy { $0 == .relu || $0.onlyMoves || $0.isPool } && operations.contains(.relu)
  }

  /// Whether the value of a unit that is the same everywhere is taken in as max(value, 0) everywhere, without a border of zeros.
  var keepsConstants: Bool {
    let nodes = weights.action.network.nodes
    let passes = operations.allSatisfy { operation in
      switch operation {
      case .averagePool, .pad: false
      default: true
      }
    }
    return passes && isRectified
      && takers.allSatisfy { taker in
        if case .gemm(1, 1, _, _) = nodes[weights.elements[taker.tensor].tensor.node].operation { true } else { false }
      }
  }
}

extension Operation {
  fileprivate var isPool: Bool {
    switch self {
    case .maxPool, .averagePool, .globalMaxPool, .globalAveragePool: true
    default: false
    }
  }

  /// Whether the operation takes each element by itself.
  fileprivate var isPointwise: Bool {
    switch self {
    case .relu, .leakyRelu, .absolute, .tanh, .sigmoid, .gelu, .clip, .hardSigmoid, .hardSwish, .neg: true
    default: false
    }
  }
}
