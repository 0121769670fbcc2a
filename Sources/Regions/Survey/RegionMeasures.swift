/// What is measured of cells one by one: areas, sides, neighbours and slopes, added up in the order of the cells.
///
/// Quantiles of areas come from a histogram of 256 bins to each factor of two, so that they need no memory for each cell; a quantile is the
/// geometric middle of its bin, within 0.2 % of the exact one. Sums are doubles.
package struct RegionMeasures: Sendable, Equatable {
  package private(set) var cellCount = 0
  package private(set) var totalArea = 0.0
  package private(set) var largestArea = 0.0
  package private(set) var smallestArea = Double.infinity
  /// Corners of all cells.
  package private(set) var sideCount = 0
  /// Sides with a cell on the other side.
  package private(set) var neighbourCount = 0
  /// The largest singular value of any cell's affine map; infinite where it is beyond the range of doubles.
  package private(set) var largestLipschitz = 0.0
  /// Σ of area times largest singular value, areas in units of `scale`.
  private var weightedLipschitz = 0.0
  private var histogram: [UInt32]
  private let unit: Double
  /// A power of two near the area of the window, so that products with areas stay in the range of doubles.
  private let scale: Double

  /// Bins for areas from `window` down to 2⁻⁹⁶ of it; smaller ones are counted in the last.
  private static let octaves = 96

  /// Measures of no cell yet; `window` is the area that areas are compared with.
  package init(window: Double) {
    unit = window
    scale = Double(sign: .plus, exponent: Int(window.exponent), significand: 1)
    histogram = [UInt32](repeating: 0, count: Self.octaves * 256)
  }

  /// Counts a cell. `lipschitz` is the largest singular value of its affine map.
  package mutating func add(area: Double, sides: Int, neighbours: Int, lipschitz: Double) {
    cellCount += 1
    totalArea += area
    largestArea = max(largestArea, area)
    smallestArea = min(smallestArea, area)
    sideCount += sides
    neighbourCount += neighbours
    largestLipschitz = max(largestLipschitz, lipschitz)
    weightedLipschitz += area > 0 ? area / scale * lipschitz : 0
    histogram[bin(area)] += 1
  }

  /// Mean number of sides of a cell.
  package var meanSides: Double { Double(sideCount) / Double(max(cellCount, 1)) }
  /// Mean number of neighbours of a cell: the mean degree of the dual graph.
  package var meanDegree: Double { Double(neighbourCount) / Double(max(cellCount, 1)) }
  /// Mean of the largest singular values, weighted by area; infinite where it is beyond the range of doubles.
  package var meanLipschitz: Double { totalArea > 0 ? weightedLipschitz / (totalArea / scale) : 0 }

  /// The area that a share of the cells, from 0 to 1, does not exceed.
  package func areaQuantile(_ share: Double) -> Double {
    let rank = max(1, Int((share * Double(cellCount)).rounded(.up)))
    var seen = 0
    for bin in histogram.indices.reversed() {
      seen += Int(histogram[bin])
      if seen >= rank { return min(max(middle(of: bin), smallestArea), largestArea) }
    }
    return largestArea
  }

  /// Bin 0 holds the largest areas.
  private func bin(_ area: Double) -> Int {
    let share = area / unit
    guard share > 0, share.exponent > -Self.octaves else { return histogram.count - 1 }
    guard share < 1 else { return 0 }
    return (-1 - Int(share.exponent)) * 256 + 255 - Int((share.significand - 1) * 256)
  }

  private func middle(of bin: Int) -> Double {
    let (octave, part) = (bin / 256, 255 - bin % 256)
    return unit * Double(sign: .plus, exponent: -1 - octave, significand: 1 + (Double(part) + 0.5) / 256)
  }
}
