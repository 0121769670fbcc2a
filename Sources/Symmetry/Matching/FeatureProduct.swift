import CKernels
import Linear

/// The inner products of the units of one network with those of another: A · Bᵀ for matrices of a row for each unit and a column for each feature.
///
/// Every sum runs over the features in order with fused multiply-adds, so that all machines give the same bits. Where few columns of B change,
/// what they change is added: sweeps end with many in which hardly a unit moves.
struct FeatureProduct {
  let units: Int
  let features: Int
  /// A in panels of 6 units: the layout of `facet_multiply`.
  var left: [Double]
  /// B in panels of 8 units; empty before the first product.
  private var right: [Double] = []
  /// Element (i, j) is the product of unit i of the first network with unit j of the second.
  private(set) var matrix: Matrix

  init(units: Int, features: Int) {
    self.units = units
    self.features = features
    left = [Double](repeating: 0, count: (units + 5) / 6 * 6 * features)
    matrix = Matrix(rows: units, columns: units)
  }

  /// Where the feature of a unit of the first network stands in `left`.
  static func leftPlace(_ unit: Int, _ feature: Int, of features: Int) -> Int { unit / 6 * 6 * features + 6 * feature + unit % 6 }

  /// Where the feature of a unit of the second network stands in the right factor.
  static func rightPlace(_ unit: Int, _ feature: Int, of features: Int) -> Int { unit / 8 * 8 * features + 8 * feature + unit % 8 }

  /// A right factor of zeros.
  var emptyRight: [Double] { [Double](repeating: 0, count: (units + 7) / 8 * 8 * features) }

  /// Makes `matrix` the product with a right factor.
  mutating func multiply(by new: [Double]) {
    let changed = right.isEmpty ? [] : changedFeatures(new)
    if right.isEmpty || changed.count > features / 4 {
      matrix = Matrix(rows: units, columns: units)
      add(left, new, count: features)
    } else if !changed.isEmpty {
      var (some, difference) = ([Double](), [Double]())
      for panel in stride(from: 0, to: left.count, by: 6 * features) {
        for feature in changed { some += left[panel + 6 * feature..<panel + 6 * feature + 6] }
      }
      for panel in stride(from: 0, to: new.count, by: 8 * features) {
        for feature in changed { for place in panel + 8 * feature..<panel + 8 * feature + 8 { difference.append(new[place] - right[place]) } }
      }
      add(some, difference, count: changed.count)
    }
    right = new
  }

  /// The features that a new right factor has otherwise.
  private func changedFeatures(_ new: [Double]) -> [Int] {
    var isChanged = [Bool](repeating: false, count: features)
    new.withUnsafeBufferPointer { new in
      right.withUnsafeBufferPointer { right in
        for place in new.indices where new[place] != right[place] { isChanged[place / 8 % features] = true }
      }
    }
    return isChanged.indices.filter { isChanged[$0] }
  }

  /// Adds the product of two factors of as many features.
  private mutating func add(_ left: [Double], _ right: [Double], count: Int) {
    let width = (units + 7) / 8 * 8, panels = (units + 5) / 6
    var result = [Double](repeating: 0, count: panels * 6 * width)
    let none = [Double](repeating: 0, count: width)
    facet_multiply(
      &result, width, left, panels, right, count, 8, Array(0..<Int32(count)), 0, [Int32](repeating: Int32(count), count: panels), count, none)
    for row in 0..<units {
      for column in 0..<units { matrix.elements[row * units + column] += result[row * width + column] }
    }
  }
}
