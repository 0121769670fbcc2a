import Figures
import Regions

/// What the colours of cells mean, as the option `color` says.
struct RegionColoring {
  /// A colour bar.
  struct Bar {
    let map: ColorMap
    let low: Double
    let high: Double
    let title: String
  }

  private let colors: [Color]
  let legend: Bar?
  let swatches: [(color: Color, name: String)]

  init(_ complex: RegionComplex, options: Options) {
    let cells = 0..<complex.cellCount
    let chosen = options.text("colormap").flatMap(ColorMap.init(rawValue:))
    switch options.text("color") {
    case "slope-norm": self.init(cells.map { complex.slopeNorm(of: $0) }, "slope norm", chosen ?? .viridis)
    case "area":
      // log10 through the exponent and a series: no mathematics library whose last digit could differ.
      self.init(cells.map { Self.logarithm(complex.area(of: $0)) }, "log₁₀ area", chosen ?? .viridis, clipped: 0.05)
    case "depth": self.init(depths: cells.map { complex.depth(of: $0) }, chosen ?? .viridis)
    case "output": self.init(outputs: cells.map { complex.outputs(of: $0, at: complex.centroid(of: $0)) }, chosen)
    default: self.init(colors: cells.map { CategoricalColors.goldenAngle($0) })
    }
  }

  private init(colors: [Color], legend: Bar? = nil, swatches: [(color: Color, name: String)] = []) {
    self.colors = colors
    self.legend = legend
    self.swatches = swatches
  }

  /// The colour of a cell.
  func color(of cell: Int) -> Color { colors[cell] }

  /// Numbers in order, by a colour bar; `clipped` is the share of cells at each end that gets the end's colour.
  private init(_ numbers: [Double], _ title: String, _ map: ColorMap, isSymmetric: Bool = false, clipped: Double = 0) {
    let sorted = numbers.filter(\.isFinite).sorted()
    let cut = Int(Double(sorted.count) * clipped)
    var (low, high) = sorted.isEmpty ? (0, 1) : (sorted[cut], sorted[sorted.count - 1 - cut])
    if isSymmetric { (low, high) = (-max(abs(low), abs(high)), max(abs(low), abs(high))) }
    let extent = high - low
    self.init(
      colors: numbers.map { map.color(at: extent > 0 ? ($0 - low) / extent : 0.5) }, legend: Bar(map: map, low: low, high: high, title: title))
  }

  /// Few colours on large areas: paler than the map, the deepest layer the darkest.
  private init(depths: [Int], _ map: ColorMap) {
    let deepest = Double(max(depths.max() ?? 1, 1))
    func color(_ depth: Int) -> Color {
      map.color(at: 0.95 - 0.8 * Double(depth) / deepest).mixed(with: Color(0xFFFFFF), fraction: 0.5)
    }
    self.init(
      colors: depths.map(color), swatches: Set(depths).sorted().map { (color($0), $0 == 0 ? "window" : "layer \($0)") })
  }

  /// One output by its value, several by the greatest of them.
  private init(outputs: [[Double]], _ chosen: ColorMap?) {
    if outputs.first?.count == 1 {
      let numbers = outputs.map { $0[0] }
      let hasBothSigns = numbers.contains { $0 < 0 } && numbers.contains { $0 > 0 }
      let map = chosen ?? (hasBothSigns ? .diverging : .viridis)
      self.init(numbers, "output", map, isSymmetric: map == .diverging && hasBothSigns)
      return
    }
    func pale(_ index: Int) -> Color { CategoricalColors.okabeIto(index).mixed(with: Color(0xFFFFFF), fraction: 0.55) }
    let greatest = outputs.map { values in values.indices.max { values[$0] < values[$1] } ?? 0 }
    self.init(colors: greatest.map(pale), swatches: Set(greatest).sorted().map { (pale($0), "output \($0)") })
  }

  /// log₁₀ by the series of artanh on the significand: enough digits for a colour, the same bits everywhere.
  private static func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return -300 }
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var (term, sum) = (ratio, 0.0)
    for k in stride(from: 1.0, to: 40, by: 2) {
      sum += term / k
      term *= square
    }
    return (Double(value.exponent) * 0.6931471805599453 + 2 * sum) / 2.302585092994046
  }
}
