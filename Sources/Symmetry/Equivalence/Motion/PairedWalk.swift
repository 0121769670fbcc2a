/// The elements of one weight in two networks, side by side, under a pairing of units.
struct PairedWalk {
  private let walk: ElementWalk
  /// For each site, for each element of its axis in the second network, what it adds to the number of the element in the first.
  private var offsets: [[Int]] = []
  /// Where several sites share an axis, its index under each of them must agree.
  private var shared: [[Int]] = []
  private let restOffsets: [Int]

  init(_ one: WeightTensor, _ other: WeightTensor, _ pairing: UnitPairing) {
    walk = ElementWalk(other)
    var strides = [Int](repeating: 1, count: one.view.count)
    for axis in strides.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * one.view[axis + 1] }
    var owned: Set<Int> = []
    for (site, twin) in zip(one.sites, other.sites) {
      let new = site.axes.filter { !owned.contains($0) }, old = site.axes.filter { owned.contains($0) }
      var (offsets, shared): ([Int], [Int]) = ([], [])
      for source in pairing.originals(of: twin.units, in: site.units) {
        var (rest, offset, common) = (source, 0, 0)
        for axis in site.axes.reversed() where source >= 0 {
          let index = rest % one.view[axis]
          rest /= one.view[axis]
          if new.contains(axis) { offset += index * strides[axis] } else { common += index * strides[axis] }
        }
        offsets.append(source < 0 ? -1 : offset)
        shared.append(old.isEmpty ? -1 : common)
      }
      owned.formUnion(new)
      self.offsets.append(offsets)
      self.shared.append(shared)
    }
    let rest = one.view.indices.filter { !owned.contains($0) }
    restOffsets = (0..<rest.reduce(1) { $0 * one.view[$1] }).map { number in
      rest.reversed().reduce((number, 0)) { ($0.0 / one.view[$1], $0.1 + $0.0 % one.view[$1] * strides[$1]) }.1
    }
    sharedStrides = Self.sharedAxes(one).map { (strides[$0], one.view[$0]) }
  }

  /// The strides and sizes of axes that several sites share.
  private var sharedStrides: [(stride: Int, size: Int)] = []

  private static func sharedAxes(_ tensor: WeightTensor) -> [Int] {
    tensor.view.indices.filter { axis in tensor.sites.count { $0.axes.contains(axis) } > 1 }
  }

  /// Calls `body` for every element of the second network with its number and that of its original; −1 where a unit has none, −2 where two
  /// sites want it in different places.
  @inline(__always)
  func forEach(_ body: (_ element: Int, _ original: Int, _ places: UnsafePointer<Int>) -> Void) {
    let count = offsets.count
    let isShared = !sharedStrides.isEmpty
    walk.forEach { element, places in
      var original = restOffsets[places[count]]
      for site in 0..<count {
        let offset = offsets[site][places[site]]
        if offset < 0 {
          original = -1
          break
        }
        original += offset
      }
      if isShared, original >= 0, !agrees(original, places) { original = -2 }
      body(element, original, places)
    }
  }

  private func agrees(_ original: Int, _ places: UnsafePointer<Int>) -> Bool {
    let own = sharedStrides.reduce(0) { $0 + original / $1.stride % $1.size * $1.stride }
    return shared.indices.allSatisfy { site in shared[site][places[site]] < 0 || shared[site][places[site]] == own }
  }
}
