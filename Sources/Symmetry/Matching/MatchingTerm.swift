import Linear

/// What one weight tensor says, along one of its axes, about which units of one block are alike.
struct MatchingTerm {
  let tensor: Int
  let site: Int
  /// The other blocks whose permutations move the tensor.
  let others: [Int]
  /// For each unit of the block the free sign that the whole term goes with; `nil` where there is none.
  let signs: [Int]?
  /// Whether the signs of the units do more to the term than one factor each.
  let hasManySigns: Bool
  /// The free signs of the other axes.
  private let otherSigns: [Int]
  private let units: Int
  private let features: Int
  /// The elements of the tensor that belong to the block, and where they stand in the product's layout.
  private let elements: [Int32]
  private let leftPlaces: [Int32]
  private let rightPlaces: [Int32]
  /// The permutations of the other blocks, and the other signs, for which `matrix` was computed.
  private var known: ([[Int]], [Double])?
  /// Empty before the first product: then only the right factor changes.
  private var product = FeatureProduct(units: 0, features: 0)
  /// How alike the units are: row i for unit i of the first network, column j for unit j of the second.
  var matrix: Matrix { product.matrix }

  /// The part that the units of a block have in one site of a tensor.
  init(tensor: Int, site: Int, layout: TensorLayout, block: Range<Int>, blocks: [Range<Int>]) {
    self.tensor = tensor
    self.site = site
    let axis = layout.sites[site].units
    others = blocks.indices.filter { number in
      layout.moving.contains { other in other != site && layout.sites[other].units.units.contains { blocks[number].contains($0) } }
    }
    let own = layout.sites(with: site)
    otherSigns = Set(layout.sites.indices.filter { !own.contains($0) }.flatMap { layout.sites[$0].units.signs }.filter { $0 >= 0 }).sorted()
    (signs, hasManySigns) = Self.signs(layout, own, block)
    units = block.count
    let places = layout.places[site]
    var counts = [Int](repeating: 0, count: axis.count)
    for place in places { counts[Int(place)] += 1 }
    // How many features each element of a unit's block has, and how many elements a unit has.
    let depth = axis.units.indices.first { block.contains(axis.units[$0]) }.map { counts[$0] } ?? 0
    let ordinals = axis.units.indices.reduce(0) { block.contains(axis.units[$1]) ? max($0, axis.ordinals[$1] + 1) : $0 }
    features = depth * ordinals
    var seen = [Int](repeating: 0, count: axis.count)
    var (elements, leftPlaces, rightPlaces): ([Int32], [Int32], [Int32]) = ([], [], [])
    for (element, place) in places.enumerated() {
      let place = Int(place), unit = axis.units[place] - block.lowerBound
      guard block.contains(axis.units[place]) else { continue }
      let feature = axis.ordinals[place] * depth + seen[place]
      seen[place] += 1
      elements.append(Int32(element))
      leftPlaces.append(Int32(FeatureProduct.leftPlace(unit, feature, of: features)))
      rightPlaces.append(Int32(FeatureProduct.rightPlace(unit, feature, of: features)))
    }
    (self.elements, self.leftPlaces, self.rightPlaces) = (elements, leftPlaces, rightPlaces)
  }

  /// The one free sign of each unit of a block along an axis, if that is all that signs do there.
  private static func signs(_ layout: TensorLayout, _ sites: [Int], _ block: Range<Int>) -> ([Int]?, Bool) {
    var found = [Set<Int>](repeating: [], count: block.count)
    for site in sites where layout.sites[site].effect != .carried {
      let axis = layout.sites[site].units
      for (place, unit) in axis.units.enumerated() where block.contains(unit) && axis.signs[place] >= 0 {
        found[unit - block.lowerBound].insert(axis.signs[place])
      }
    }
    let single = found.compactMap(\.first)
    if single.isEmpty { return (nil, false) }
    return found.allSatisfy { $0.count == 1 } ? (single, false) : (nil, true)
  }

  /// Computes `matrix`: the inner products of the block's units in the tensors of two networks, all axes of the second one moved but this one.
  mutating func update(_ first: [Double], _ second: [Double], _ layout: TensorLayout, _ state: MatchingState, _ blocks: [Range<Int>]) {
    let current = (others.map { Array(state.sources[blocks[$0]]) }, otherSigns.map { state.signs[$0] })
    if let known, known == current { return }
    known = current
    let (from, factors) = layout.moved(except: site, state)
    if product.left.isEmpty {
      product = FeatureProduct(units: units, features: features)
      for (number, element) in elements.enumerated() { product.left[Int(leftPlaces[number])] = first[Int(element)] }
    }
    var right = product.emptyRight
    for (number, element) in elements.enumerated() { right[Int(rightPlaces[number])] = second[Int(from[Int(element)])] }
    if let factors {
      for (number, element) in elements.enumerated() { right[Int(rightPlaces[number])] *= factors[Int(element)] }
    }
    product.multiply(by: right)
  }
}
