import Figures
import Regions

/// What the colours of cells mean, as the option `color` says. The same for all windows of a figure.
struct RegionColoring {
  /// A colour bar.
  struct Bar {
    let map: ColorMap
    let low: Double
    let high: Double
    let title: String
  }

  let legend: Bar?
  let swatches: [(color: Color, name: String)]
  /// The class that a cell is coloured by, and the name of each class; `nil` where colours mean no class.
  let classes: (of: (RegionComplex, Int) -> Int, name: (Int) -> String)?
  private let paint: (RegionComplex, Int) -> Color?

  /// The colour of a cell; `nil` where cells have none.
  func color(of cell: Int, in complex: RegionComplex) -> Color? { paint(complex, cell) }

  /// Colours for the cells of some windows; a colour bar reaches over the numbers of the first.
  init(_ complexes: [RegionComplex], options: Options) {
    let chosen = options.text("colormap").flatMap(ColorMap.init(rawValue:))
    let output = options.integer("output")
    switch options.text("color") {
    case "pattern": self.init { Self.hue(of: $1, in: $0) }
    case "layer": self.init { _, _ in nil }
    case "slope-norm":
      self.init(complexes, "slope norm", chosen ?? .viridis) { $0.slopeNorm(of: $1, output: output) }
    case "area":
      self.init(complexes, "log₁₀ area", chosen ?? .viridis, clipped: 0.05) { LogScale.logarithm($0.area(of: $1)) }
    case "depth": self.init(depthsOf: complexes, chosen ?? .viridis)
    case "class": self.init(classesOf: complexes)
    case "output": self.init(outputsOf: complexes, output, chosen)
    default:
      // A cell has another number in each window, but the same pattern.
      if complexes.count > 1 {
        self.init { Self.hue(of: $1, in: $0) }
      } else {
        self.init { CategoricalColors.goldenAngle($1) }
      }
    }
  }

  private init(
    legend: Bar? = nil, swatches: [(color: Color, name: String)] = [],
    classes: (of: (RegionComplex, Int) -> Int, name: (Int) -> String)? = nil, paint: @escaping (RegionComplex, Int) -> Color?
  ) {
    self.legend = legend
    self.swatches = swatches
    self.classes = classes
    self.paint = paint
  }

  private static func hue(of cell: Int, in complex: RegionComplex) -> Color {
    CategoricalColors.hue(Double(complex.patternHash(of: cell) >> 11) * 0x1p-53)
  }

  /// Numbers in order, by a colour bar; `clipped` is the share of cells at each end that gets the end's colour, as infinite numbers do.
  private init(
    _ complexes: [RegionComplex], _ title: String, _ map: ColorMap, isSymmetric: Bool = false, clipped: Double = 0,
    measure: @escaping (RegionComplex, Int) -> Double
  ) {
    let sorted = (0..<complexes[0].cellCount).map { measure(complexes[0], $0) }.filter(\.isFinite).sorted()
    let cut = Int(Double(sorted.count) * clipped)
    var (low, high) = sorted.isEmpty ? (0, 1) : (sorted[cut], sorted[sorted.count - 1 - cut])
    if isSymmetric { (low, high) = (-max(abs(low), abs(high)), max(abs(low), abs(high))) }
    // Halves, so that the difference of two numbers does not overflow.
    let (bottom, extent) = (low / 2, high / 2 - low / 2)
    self.init(legend: Bar(map: map, low: low, high: high, title: title)) { complex, cell in
      let value = measure(complex, cell)
      if value.isInfinite { return map.color(at: value < 0 ? 0 : 1) }
      return map.color(at: extent > 0 ? (value / 2 - bottom) / extent : 0.5)
    }
  }

  /// Few colours on large areas: paler than the map, the deepest layer the darkest.
  private init(depthsOf complexes: [RegionComplex], _ map: ColorMap) {
    let depths = Set(complexes.flatMap { complex in (0..<complex.cellCount).map { complex.depth(of: $0) } }).sorted()
    let deepest = Double(max(depths.last ?? 1, 1))
    func color(_ depth: Int) -> Color {
      map.color(at: 0.95 - 0.8 * Double(depth) / deepest).mixed(with: Color(0xFFFFFF), fraction: 0.5)
    }
    self.init(swatches: depths.map { (color($0), $0 == 0 ? "window" : "layer \($0)") }) { color($0.depth(of: $1)) }
  }

  /// The class that a network decides for: the greatest of several outputs, the sign of a single one.
  private init(classesOf complexes: [RegionComplex]) {
    func decided(_ complex: RegionComplex, _ cell: Int) -> Int {
      let values = complex.outputs(of: cell, at: complex.centroid(of: cell))
      if values.count == 1 { return values[0] > 0 ? 1 : 0 }
      return values.indices.max { values[$0] < values[$1] } ?? 0
    }
    let pale = CategoricalColors.paleClass
    let found = Set(complexes.flatMap { complex in (0..<complex.cellCount).map { decided(complex, $0) } }).sorted()
    let isSign = complexes[0].network.outputCount == 1
    let name = { (index: Int) in isSign ? (index == 1 ? "f > 0" : "f ≤ 0") : "\(index)" }
    self.init(
      swatches: found.map { (pale($0), isSign ? name($0) : "class \($0)") }, classes: (of: decided, name: name),
      paint: { pale(decided($0, $1)) })
  }

  /// The value of one output, or of the greatest of several.
  private init(outputsOf complexes: [RegionComplex], _ output: Int?, _ chosen: ColorMap?) {
    func value(_ complex: RegionComplex, _ cell: Int) -> Double {
      let values = complex.outputs(of: cell, at: complex.centroid(of: cell))
      return output.map { values[$0] } ?? values.max() ?? 0
    }
    let first = complexes[0]
    let hasBothSigns =
      (0..<first.cellCount).contains { value(first, $0) < 0 } && (0..<first.cellCount).contains { value(first, $0) > 0 }
    let map = chosen ?? (hasBothSigns ? .diverging : .viridis)
    let title = output.map { "output \($0)" } ?? (first.network.outputCount == 1 ? "output" : "greatest output")
    self.init(complexes, title, map, isSymmetric: map == .diverging && hasBothSigns, measure: value)
  }
}
