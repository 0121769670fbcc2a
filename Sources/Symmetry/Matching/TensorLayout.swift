/// Where each element of a weight stands along the axes of units.
struct TensorLayout: Sendable {
  let sites: [WeightTensor.Site]
  /// The numbers of the sites that move it: of two that are one axis, as in a depthwise convolution, only the first.
  let moving: [Int]
  /// For each site, for each element of the weight, its place along the site's axes.
  let places: [[Int32]]
  /// For each site, for each place along it, how far it is from the first in elements.
  let offsets: [[Int]]

  /// The number of each element.
  private let own: [Int32]

  init(_ tensor: WeightTensor) {
    let sites = tensor.sites
    self.sites = sites
    moving = sites.indices.filter { number in
      !sites[..<number].contains { $0.units.units == sites[number].units.units && !Set($0.axes).isDisjoint(with: sites[number].axes) }
    }
    let view = tensor.view
    var strides = [Int](repeating: 1, count: view.count)
    for axis in strides.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * view[axis + 1] }
    offsets = sites.map { site in
      (0..<site.units.count).map { place in
        var (rest, offset) = (place, 0)
        for axis in site.axes.reversed() {
          offset += rest % view[axis] * strides[axis]
          rest /= view[axis]
        }
        return offset
      }
    }
    let count = view.reduce(1, *)
    own = Array(0..<Int32(count))
    places = sites.map { site in
      var result = [Int32](repeating: 0, count: count)
      for axis in site.axes {
        for element in 0..<count { result[element] = result[element] * Int32(view[axis]) + Int32(element / strides[axis] % view[axis]) }
      }
      return result
    }
  }

  /// The sites on the same axis as a moving one, itself included.
  func sites(with site: Int) -> [Int] {
    sites.indices.filter {
      $0 == site
        || !moving.contains($0) && sites[$0].units.units == sites[site].units.units && !Set(sites[$0].axes).isDisjoint(with: sites[site].axes)
    }
  }

  /// For each element the one of the second network that comes to its place when all axes but one move, and its sign there.
  func moved(except excluded: Int? = nil, _ state: MatchingState) -> (elements: [Int32], signs: [Double]?) {
    let still = excluded.map(sites(with:)) ?? []
    var elements = own
    for site in moving where !still.contains(site) {
      let from = AxisMotion.sources(sites[site].units, state.sources)
      let shifts = from.indices.map { Int32(offsets[site][from[$0]] - offsets[site][$0]) }
      if shifts.allSatisfy({ $0 == 0 }) { continue }
      Self.combine(&elements, places[site], shifts, by: &+)
    }
    var signs: [Double]?
    for site in sites.indices where sites[site].effect != .carried && !still.contains(site) {
      let axis = sites[site].units.signs.map { $0 < 0 ? 1 : state.signs[$0] }
      if axis.allSatisfy({ $0 == 1 }) { continue }
      var product = signs ?? [Double](repeating: 1, count: own.count)
      Self.combine(&product, places[site], axis, by: *)
      signs = product
    }
    return (elements, signs)
  }

  /// Changes each element by the value at its place. Over buffers, because this is where matching spends its time.
  @inline(__always)
  static func combine<Number>(_ elements: inout [Number], _ places: [Int32], _ values: [Number], by operation: (Number, Number) -> Number) {
    elements.withUnsafeMutableBufferPointer { elements in
      places.withUnsafeBufferPointer { places in
        values.withUnsafeBufferPointer { values in
          for element in elements.indices { elements[element] = operation(elements[element], values[Int(places[element])]) }
        }
      }
    }
  }
}
