import CKernels
import Linear

/// The inner products of the units of one network with those of another: A · Bᵀ for matrices of a row for each unit and a column for each feature.
///
/// Every sum runs over the features in order with fused multiply-adds, so that all machines give the same bits.
struct FeatureProduct {
  let units: Int
  let features: Int
  /// In panels of 6 units, and in panels of 8: the layout of `facet_multiply`.
  var left: [Double]
  var right: [Double]

  init(units: Int, features: Int) {
    self.units = units
    self.features = features
    left = [Double](repeating: 0, count: (units + 5) / 6 * 6 * features)
    right = [Double](repeating: 0, count: (units + 7) / 8 * 8 * features)
  }

  /// Where the feature of a unit of the first network stands in `left`.
  static func leftPlace(_ unit: Int, _ feature: Int, of features: Int) -> Int { unit / 6 * 6 * features + 6 * feature + unit % 6 }

  /// Where the feature of a unit of the second network stands in `right`.
  static func rightPlace(_ unit: Int, _ feature: Int, of features: Int) -> Int { unit / 8 * 8 * features + 8 * feature + unit % 8 }

  /// Element (i, j) is the product of unit i of the first network with unit j of the second.
  var matrix: Matrix {
    let stride = (units + 7) / 8 * 8, panels = (units + 5) / 6
    var result = [Double](repeating: 0, count: panels * 6 * stride)
    let none = [Double](repeating: 0, count: stride)
    facet_multiply(&result, stride, left, panels, right, features, 8, Array(0..<Int32(features)), features, none)
    var matrix = Matrix(rows: units, columns: units)
    for row in 0..<units {
      for column in 0..<units { matrix.elements[row * units + column] = result[row * stride + column] }
    }
    return matrix
  }
}
