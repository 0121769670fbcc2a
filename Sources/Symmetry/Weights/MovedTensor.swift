import Diagnostics
import Networks

/// Where the elements of a moved weight come from, and their factors.
///
/// Axes that no site shares are independent of each other: an element's source is then a sum over them, and its factor a product.
struct MovedTensor {
  /// Some axes of the view, and for each of their combined indices, the last axis running fastest, the source's offset and a factor.
  private struct Part {
    let axes: [Int]
    var offsets: [Int]
    var factors: [Double]
  }

  private let tensor: WeightTensor
  private let motion: UnitMotion
  private let strides: [Int]

  init(_ tensor: WeightTensor, _ motion: UnitMotion) {
    self.tensor = tensor
    self.motion = motion
    var strides = [Int](repeating: 1, count: tensor.view.count)
    for axis in strides.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * tensor.view[axis + 1] }
    self.strides = strides
  }

  /// The moved elements under the shape that the tensor has.
  func apply(to source: Tensor) throws(Diagnostic) -> Tensor {
    var offsets = [0]
    var factors = [1.0]
    var axis = 0
    while axis < tensor.view.count {
      let part = try part(from: axis)
      var (nextOffsets, nextFactors): ([Int], [Double]) = ([], [])
      nextOffsets.reserveCapacity(offsets.count * part.offsets.count)
      nextFactors.reserveCapacity(offsets.count * part.offsets.count)
      for index in offsets.indices {
        for other in part.offsets.indices {
          nextOffsets.append(offsets[index] + part.offsets[other])
          nextFactors.append(factors[index] * part.factors[other])
        }
      }
      (offsets, factors) = (nextOffsets, nextFactors)
      axis += part.axes.count
    }
    return Tensor(shape: source.shape, elements: offsets.indices.map { source.elements[offsets[$0]] * factors[$0] })
  }

  /// The axes from one on that sites connect; they always stand side by side.
  private func part(from axis: Int) throws(Diagnostic) -> Part {
    var end = axis + 1
    while let next = tensor.sites.filter({ $0.axes.contains { $0 < end } }).compactMap({ $0.axes.max() }).max(), next >= end { end = next + 1 }
    let axes = Array(axis..<end), shape = axes.map { tensor.view[$0] }
    let sites = tensor.sites.filter { axes.contains($0.axes[0]) }.map { ($0, AxisMotion($0, motion)) }
    var part = Part(axes: axes, offsets: [], factors: [])
    var index = [Int](repeating: 0, count: axes.count)
    for _ in 0..<shape.reduce(1, *) {
      var source: [Int?] = [Int?](repeating: nil, count: axes.count)
      var factor = 1.0
      for (site, moved) in sites {
        let element = site.axes.reduce(0) { $0 * tensor.view[$1] + index[$1 - axis] }
        factor *= moved.factors[element]
        var rest = moved.sources[element]
        for position in site.axes.reversed() {
          let own = rest % tensor.view[position]
          rest /= tensor.view[position]
          guard (source[position - axis] ?? own) == own else { throw Self.torn(tensor) }
          source[position - axis] = own
        }
      }
      part.offsets.append(axes.reduce(0) { $0 + (source[$1 - axis] ?? index[$1 - axis]) * strides[$1] })
      part.factors.append(factor)
      for position in index.indices.reversed() {
        index[position] += 1
        if index[position] < shape[position] { break }
        index[position] = 0
      }
    }
    return part
  }

  private static func torn(_ tensor: WeightTensor) -> Diagnostic {
    Diagnostic(
      id: "bad-motion", "the motion tears the weights '\(tensor.name)' apart", at: .none,
      fix: "permute units within their groups, or whole groups that are alike")
  }
}
