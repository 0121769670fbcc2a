import Networks

/// Which axes of a node's constants follow which axes of its values, by operator: the action that belongs to the rules in
/// `Architecture/Rules`.
struct SiteRules {
  /// An axis of a value that axes of a constant follow.
  struct Draft {
    let axes: [Int]
    let effect: WeightTensor.Site.Effect
    let axis: TiedAxis?
  }

  /// The place of a constant among the inputs of the node, and its axes.
  struct Constant {
    let place: Int
    var view: [Int]
    var sites: [Draft]
  }

  private let tied: TiedNode
  private let result: [TiedAxis?]

  init(_ tied: TiedNode, _ result: [TiedAxis?]) {
    self.tied = tied
    self.result = result
  }

  /// The constants of the node that are weights; others, such as shapes and bounds, are not moved by anything.
  func constants() -> [Constant] {
    switch tied.operation {
    case .gemm(_, _, let transposeA, let transposeB): gemm(transposeA, transposeB)
    case .matMul: matMul()
    case .conv(_, let groups): convolution(groups, isTransposed: false)
    case .convTranspose(_, let groups, _, _): convolution(groups, isTransposed: true)
    case .batchNormalization: batchNormalization()
    case .add, .sub, .sum, .mean, .maximum, .minimum: places.map { elementwise($0, [(.multiplied, result)]) }
    case .mul: places.map { elementwise($0, [(.multiplied, result), (.divided, shifted(1 - $0))]) }
    // x / c takes the factors of its result the other way round; c / x has an x without factors.
    case .div:
      places.map { $0 == 1 ? elementwise(1, [(.divided, result), (.multiplied, shifted(0))]) : elementwise(0, [(.multiplied, result)]) }
    case .prelu: [elementwise(1, [(.carried, result)])]
    default: []
    }
  }

  /// Whether the node has no weights, so that units only pass it.
  var isWeightless: Bool {
    switch tied.operation {
    case .gemm, .matMul, .conv, .convTranspose, .batchNormalization, .prelu: false
    case .add, .sub, .sum, .mean, .maximum, .minimum, .mul, .div: places.isEmpty
    default: true
    }
  }

  /// The places of constants.
  private var places: [Int] { tied.operands.indices.filter { tied.operands[$0] != nil && !tied.isActivation($0) } }

  /// The axes of an operand, counted as those of the result.
  private func shifted(_ place: Int) -> [TiedAxis?] {
    let axes = tied.axes[place] ?? []
    return [TiedAxis?](repeating: nil, count: max(result.count - axes.count, 0)) + axes
  }

  private func axis(_ place: Int, _ position: Int) -> TiedAxis? {
    let axes = tied.axes[place] ?? []
    return axes.indices.contains(position) ? axes[position] : nil
  }

  /// A constant that is broadcast to the result: along every axis that it has in full, its elements are those of units.
  private func elementwise(_ place: Int, _ effects: [(WeightTensor.Site.Effect, [TiedAxis?])]) -> Constant {
    let shape = tied.shape(place), shift = tied.shape.count - shape.count
    var sites: [Draft] = []
    for (position, size) in shape.enumerated() where position + shift >= 0 && size == tied.shape[position + shift] {
      // Where the result has no units, nothing may move.
      guard result.indices.contains(position + shift), result[position + shift] != nil else { continue }
      for (effect, axes) in effects { sites.append(Draft(axes: [position], effect: effect, axis: axes[position + shift])) }
    }
    return Constant(place: place, view: shape, sites: sites)
  }

  private func gemm(_ transposeA: Bool, _ transposeB: Bool) -> [Constant] {
    let isFirst = tied.isActivation(0)
    let place = isFirst ? 1 : 0, isTransposed = isFirst ? transposeB : transposeA
    // B is (in, out) and A is (out, in), unless they are transposed.
    let taken = isFirst == isTransposed ? 1 : 0
    let contracted = isFirst ? axis(0, transposeA ? 0 : 1) : axis(1, transposeB ? 1 : 0)
    let made = Draft(axes: [1 - taken], effect: .multiplied, axis: result[isFirst ? 1 : 0])
    let weights = Constant(
      place: place, view: tied.shape(place), sites: [made, Draft(axes: [taken], effect: .divided, axis: contracted)])
    guard tied.operands.count == 3, tied.operands[2] != nil, !tied.isActivation(2) else { return [weights] }
    return [weights, elementwise(2, [(.multiplied, result)])]
  }

  private func matMul() -> [Constant] {
    let isFirst = tied.isActivation(0)
    let place = isFirst ? 1 : 0
    let shape = tied.shape(place), rank = shape.count, values = tied.axes[1 - place]?.count ?? 0
    let contracted = axis(1 - place, isFirst ? values - 1 : max(values - 2, 0))
    let taken = rank == 1 ? 0 : isFirst ? rank - 2 : rank - 1
    var sites: [Draft] = []
    if rank > 1 {
      let position = isFirst || values == 1 ? result.count - 1 : result.count - 2
      sites.append(Draft(axes: [isFirst ? rank - 1 : rank - 2], effect: .multiplied, axis: result[position]))
    }
    sites.append(Draft(axes: [taken], effect: .divided, axis: contracted))
    return [Constant(place: place, view: shape, sites: sites)]
  }

  /// Weights (out, in of a group, kernel), or (in, out of a group, kernel) where the convolution is transposed.
  private func convolution(_ groups: Int, isTransposed: Bool) -> [Constant] {
    let shape = tied.shape(1)
    let outer = (isTransposed ? axis(0, 1) : result[1]), inner = (isTransposed ? result[1] : axis(0, 1))
    let effects: (WeightTensor.Site.Effect, WeightTensor.Site.Effect) = isTransposed ? (.divided, .multiplied) : (.multiplied, .divided)
    var view = shape, axes = ([0], [1])
    if groups > 1 {
      // Elements of the second axis are those of the group that the first one is in.
      view = [groups, shape[0] / groups] + shape.dropFirst()
      axes = ([0, 1], [0, 2])
    }
    let weights = Constant(
      place: 1, view: view,
      sites: [Draft(axes: axes.0, effect: effects.0, axis: outer), Draft(axes: axes.1, effect: effects.1, axis: inner)])
    guard tied.operands.count == 3, tied.operands[2] != nil else { return [weights] }
    let bias = Draft(axes: [0], effect: .multiplied, axis: result[1])
    return [weights, Constant(place: 2, view: tied.shape(2), sites: [bias])]
  }

  /// γ (x − μ) / √(σ² + ε) + β with x ↦ s x and the result times t: γ t / s, β t, μ s, and σ² as it is, so that ε does no harm.
  private func batchNormalization() -> [Constant] {
    let channel = min(1, result.count - 1)
    guard channel >= 0 else { return [] }
    let before = axis(0, channel), after = result[channel]
    func constant(_ place: Int, _ sites: Draft...) -> Constant { Constant(place: place, view: tied.shape(place), sites: sites) }
    return [
      constant(1, Draft(axes: [0], effect: .multiplied, axis: after), Draft(axes: [0], effect: .divided, axis: before)),
      constant(2, Draft(axes: [0], effect: .multiplied, axis: after)),
      constant(3, Draft(axes: [0], effect: .multiplied, axis: before)),
      constant(4, Draft(axes: [0], effect: .carried, axis: before)),
    ]
  }
}
