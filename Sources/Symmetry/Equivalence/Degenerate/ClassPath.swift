import Networks

/// Where the units of one class are made, what they pass, and where weights take them in.
struct ClassPath {
  /// The weights that make the units, with the site; all of one node where there is one maker only.
  private(set) var makers: [(tensor: Int, site: Int)] = []
  /// The weights that take them in and do nothing else with them.
  private(set) var takers: [(tensor: Int, site: Int)] = []
  /// The same in groups of a convolution, where units are not exchangeable.
  private(set) var groupedTakers: [(tensor: Int, site: Int)] = []
  /// Whether other nodes meet the units: batch norms, depthwise kernels, slopes, constants that are not spread over the units.
  private var hasOthers = false
  /// The operators that the units pass without meeting weights.
  private let operations: [Operation]
  /// All nodes that meet the units, with weights or without.
  private let carriers: [Int]
  /// Whether they pass them one after the other, so that all weights take in the same values.
  private var isChain = false
  private let weights: ExactWeights
  private let range: Range<Int>
  private let isKeptApart: Bool

  /// What a Gemm that makes the units multiplies its bias by.
  var biasFactor: Double {
    guard let maker = makers.first, case .gemm(_, let beta, _, _) = operation(of: maker.tensor) else { return 1 }
    return beta
  }

  private func operation(of tensor: Int) -> Operation { weights.action.network.nodes[weights.elements[tensor].tensor.node].operation }

  init(_ number: Int, _ weights: ExactWeights) {
    self.weights = weights
    isKeptApart = weights.action.spreads[number].isEmpty
    range = weights.action.units[number]
    let units = range, passages = weights.action.passages[number]
    carriers = weights.action.carriers[number]
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
    let known = Set(passages + (makers + takers + groupedTakers).map { weights.elements[$0.tensor].tensor.node })
    if !known.isSuperset(of: carriers) || !makersShowAll { hasOthers = true }
    isChain = followsChain(Set(passages))
  }

  /// Whether the makers are all that their nodes make units of: no constant is without an axis of the units, and no second value is added.
  private var makersShowAll: Bool {
    let network = weights.action.network, own = Set(makers.map(\.tensor))
    let nodes = Set(makers.map { weights.elements[$0.tensor].tensor.node })
    return weights.elements.indices.allSatisfy { own.contains($0) || !nodes.contains(weights.elements[$0].tensor.node) }
      && nodes.allSatisfy { node in network.nodes[node].inputs.count { !$0.isEmpty && network.constants[$0] == nil } == 1 }
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

  /// Whether a unit's value may enter others in other ways than by weights: in all operators that are not known to keep units apart.
  var couples: Bool {
    guard isKeptApart else { return true }
    let weighted = Set(weights.elements.indices.filter { hasUnits($0) }.map { weights.elements[$0].tensor.node })
    return carriers.contains { node in !weighted.contains(node) && !weights.action.network.nodes[node].operation.keepsUnitsApart }
  }

  private func hasUnits(_ tensor: Int) -> Bool {
    weights.elements[tensor].tensor.sites.contains { $0.units.units.contains(where: range.contains) }
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

  /// Whether the value of a unit goes into that of the same unit only, where no weight takes it in.
  fileprivate var keepsUnitsApart: Bool {
    switch self {
    case .add, .sub, .sum, .mean, .maximum, .minimum, .prelu: true
    default: onlyMoves || isPool || isPointwise
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
