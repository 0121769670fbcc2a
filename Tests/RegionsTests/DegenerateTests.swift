import Linear
import Networks
import Regions
import Testing

/// Input that is ordinary for us and hard for rounding: the filter must agree with exact arithmetic everywhere.
@Suite struct DegenerateTests {
  /// The complex twice, with the filter and in exact arithmetic alone: same numbers, no broken invariant.
  private func check(_ network: LayeredNetwork, _ window: Window, _ comment: Comment) throws {
    try check(PiecewiseLinearNetwork(network), window, comment)
  }

  private func check(_ network: PiecewiseLinearNetwork, _ window: Window, _ comment: Comment) throws {
    let complex = try RegionComplex.enumerate(network, window: window)
    let exact = try RegionComplex.enumerate(network, window: window, isExactOnly: true)
    #expect(exact.signCounts.filtered == 0)
    #expect(complex.cellCount == exact.cellCount, comment)
    #expect(complex.vertices.count == exact.vertices.count, comment)
    #expect(Array(complex.edges) == Array(exact.edges), comment)
    #expect(complex.linearRegions() == exact.linearRegions(), comment)
    for (number, point) in complex.vertices.enumerated() {
      let other = exact.vertices[number], error = complex.vertexErrors[number] + exact.vertexErrors[number]
      #expect(abs(point.x - other.x) <= error && abs(point.y - other.y) <= error, comment)
    }
    #expect(complex.isCertified)
    #expect(complex.brokenInvariants() == [], comment)
  }

  @Test("deep networks of small whole weights agree with exact arithmetic", arguments: 0..<40)
  func wholeWeights(seed: Int) throws {
    let numbers = SeededWeights(UInt64(1000 + seed))
    let network = Fixture.random([2, 5, 4, 3, 2]) { numbers.integer(2) }
    try check(network, try Fixture.square(2), "seed \(seed)")
  }

  @Test("networks of arbitrary doubles agree with exact arithmetic", arguments: 0..<20)
  func arbitraryWeights(seed: Int) throws {
    let numbers = SeededWeights(UInt64(2000 + seed))
    try check(Fixture.random([2, 7, 6, 5, 1]) { numbers.uniform() }, try Fixture.square(1), "seed \(seed)")
  }

  @Test("rows that name a column several times agree with exact arithmetic", arguments: 0..<10)
  func repeatedColumns(seed: Int) throws {
    let numbers = SeededWeights(UInt64(8000 + seed))
    // Terms of one column nearly cancel: the squares of the terms say little about the row, and their sum is what counts.
    func map(_ rows: Int, _ columns: Int) -> AffineMap {
      var map = AffineMap(columnCount: columns)
      for _ in 0..<rows {
        let terms = (0..<columns).flatMap { column in
          let large = 1e6 * numbers.uniform()
          return [(column: column, coefficient: large), (column: column, coefficient: numbers.uniform() - large)]
        }
        map.appendRow(terms, bias: 0.1 * numbers.uniform())
      }
      return map
    }
    func rectified(_ map: AffineMap, _ source: Int) -> PiecewiseLinearNetwork.Stage {
      let count = map.rowCount
      return .init(
        name: "stage \(source)", sources: [source], map: map,
        bend: .slopes(negative: [Double](repeating: 0, count: count), positive: [Double](repeating: 1, count: count)))
    }
    var stages = [rectified(map(5, 2), 0), rectified(map(4, 5), 1), rectified(map(4, 4), 2)]
    stages.append(.init(name: "end", sources: [3], map: map(2, 4), bend: .none))
    try check(PiecewiseLinearNetwork(inputCount: 2, stages: stages), try Fixture.square(1), "seed \(seed)")
  }

  @Test("tiny weights in deep networks agree with exact arithmetic", arguments: [1e-30, 1e-60, 1e-90])
  func tinyWeights(size: Double) throws {
    for seed in 0..<4 {
      let numbers = SeededWeights(UInt64(9000 + seed))
      try check(Fixture.random([2, 4, 4, 4, 4, 4, 4, 1]) { size * numbers.uniform() }, try Fixture.square(1), "size \(size), seed \(seed)")
    }
  }

  @Test("forms that are denormal in a small window agree with exact arithmetic", arguments: [1e-90, 1e-99])
  func denormalForms(size: Double) throws {
    for seed in 0..<6 {
      let numbers = SeededWeights(UInt64(9100 + seed))
      let layers = [
        LayeredNetwork.Layer(
          weights: Matrix(rows: 4, columns: 2, elements: (0..<8).map { _ in 1e-215 * numbers.uniform() }),
          bias: (0..<4).map { _ in 1e-215 * size * numbers.uniform() }, isRectified: true),
        LayeredNetwork.Layer(
          weights: Matrix(rows: 3, columns: 4, elements: (0..<12).map { _ in numbers.uniform() }),
          bias: (0..<3).map { _ in 1e-215 * size * numbers.uniform() }, isRectified: true),
        LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 3, elements: [1, -1, 1]), bias: [0], isRectified: false),
      ]
      try check(LayeredNetwork(layers: layers), try Fixture.square(size), "size \(size), seed \(seed)")
    }
  }

  @Test("no biases: every first line goes through the centre, and through corners of the window")
  func noBiases() throws {
    let weights = Matrix(rows: 6, columns: 2, elements: [1, 0, 0, 1, 1, 1, 1, -1, 2, 1, -3, 1])
    let layers = [
      LayeredNetwork.Layer(weights: weights, bias: [0, 0, 0, 0, 0, 0], isRectified: true),
      LayeredNetwork.Layer(
        weights: Matrix(rows: 2, columns: 6, elements: [1, -1, 1, -1, 1, -1, -2, 1, 0, 1, 3, 1]), bias: [0, 0], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, 1]), bias: [0], isRectified: false),
    ]
    try check(LayeredNetwork(layers: layers), try Fixture.square(1), "no biases")
  }

  @Test("products that underflow in double decide cells all the same")
  func underflow() throws {
    let tiny = 1e-170
    let layers = [
      LayeredNetwork.Layer(weights: Matrix(rows: 2, columns: 2, elements: [tiny, 0, 0, tiny]), bias: [0, 0], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [tiny, -tiny]), bias: [0], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 1, elements: [1]), bias: [0], isRectified: false),
    ]
    let complex = try RegionComplex.enumerate(.init(LayeredNetwork(layers: layers)), window: try Fixture.square(1))
    // Four quadrants, and the second layer's line y = x in the one where both units are active. In the quadrants with one
    // active unit the second layer's unit has one sign, so it cuts nothing there.
    #expect(complex.cellCount == 5)
    #expect(complex.signCounts.exact > 0)
    try check(LayeredNetwork(layers: layers), try Fixture.square(1), "underflow")
  }

  @Test("maxima of copies of ReLUs with other rows keep the zero of an inactive copy")
  func copiesAndOthers() throws {
    typealias Stage = PiecewiseLinearNetwork.Stage
    var first = AffineMap(columnCount: 2)
    first.appendRow([(0, 1)])
    first.appendRow([(1, 1)], bias: -0.5)
    // max(relu x, −1), max(relu x, ½·relu y − 1), max(relu x, relu y, −1).
    var second = AffineMap(columnCount: 2)
    for terms in [[(0, 1.0)], [], [(0, 1)], [(1, 0.5)], [(0, 1)], [(1, 1)], []] as [[(Int, Double)]] {
      second.appendRow(terms.map { ($0.0, $0.1) as (column: Int, coefficient: Double) }, bias: terms.isEmpty || terms[0].1 == 0.5 ? -1 : 0)
    }
    let network = PiecewiseLinearNetwork(
      inputCount: 2,
      stages: [
        Stage(name: "relu", sources: [0], map: first, bend: .slopes(negative: [0, 0], positive: [1, 1])),
        Stage(name: "max", sources: [1], map: second, bend: .maximum(starts: [0, 2, 4, 7])),
      ])
    for isExactOnly in [false, true] {
      let complex = try RegionComplex.enumerate(network, window: try Fixture.square(4), isExactOnly: isExactOnly)
      for cell in 0..<complex.cellCount {
        let point = complex.centroid(of: cell)
        for (found, expected) in zip(complex.outputs(of: cell, at: point), network.evaluate([point.x, point.y])) {
          #expect(abs(found - expected) < 1e-12)
        }
      }
      #expect(complex.brokenInvariants() == [])
    }
  }

  @Test("quotients that underflow, times values that are huge, decide cells all the same")
  func underflowingQuotients() throws {
    typealias Stage = PiecewiseLinearNetwork.Stage
    var scale = AffineMap(columnCount: 2)
    scale.appendRow([(column: 0, coefficient: 1e150)])
    scale.appendRow([(column: 1, coefficient: 1e150)])
    // (x − 2y) · 1e150 · 2⁻¹⁰⁷⁴ / 3: a third of the first weight rounds to nothing.
    var third = AffineMap(columnCount: 2)
    third.appendRow([(column: 0, coefficient: 0x1p-1074), (column: 1, coefficient: -0x1p-1073)], divisor: 3)
    let network = PiecewiseLinearNetwork(
      inputCount: 2,
      stages: [
        Stage(name: "scale", sources: [0], map: scale, bend: .none),
        Stage(name: "third", sources: [1], map: third, bend: .slopes(negative: [0], positive: [1])),
      ])
    let complex = try RegionComplex.enumerate(network, window: try Fixture.square(1))
    #expect(complex.cellCount == 2)
    // The line x = 2y meets the square's sides at (−1, −½) and (1, ½).
    let cut = try #require(complex.edges.first { $0.unit != nil })
    let ends = [complex.vertices[cut.from], complex.vertices[cut.to]].sorted { $0.x < $1.x }
    #expect(ends == [Window.Point(x: -1, y: -0.5), Window.Point(x: 1, y: 0.5)])
    #expect(complex.isCertified)
  }

  @Test("where a stage's errors have no bound, later stages know none either")
  func unknownBounds() throws {
    typealias Stage = PiecewiseLinearNetwork.Stage
    func map(_ columnCount: Int, _ rows: [(weights: [Double], divisor: Double, bias: Double)]) -> AffineMap {
      var map = AffineMap(columnCount: columnCount)
      for row in rows {
        let terms = row.weights.enumerated().map { (column: $0, coefficient: $1) }
        map.appendRow(terms, divisor: row.divisor, bias: row.bias)
      }
      return map
    }
    func rectifier(_ count: Int) -> PiecewiseLinearNetwork.Bend {
      .slopes(negative: [Double](repeating: 0, count: count), positive: [Double](repeating: 1, count: count))
    }
    // x + 2⁻⁶⁰x − x is zero in doubles; 2⁶⁰ times it, plus 1 − 1.75, is x − 0.75, next to a row whose weight over 3 is denormal.
    let network = PiecewiseLinearNetwork(
      inputCount: 2,
      stages: [
        Stage(name: "one", sources: [0], map: map(2, [([1, 0], 1, 0), ([0x1p-60, 0], 1, 0), ([1, 0], 1, 0)]), bend: rectifier(3)),
        Stage(name: "two", sources: [1], map: map(3, [([1, 1, -1], 1, 0)]), bend: rectifier(1)),
        Stage(name: "three", sources: [2], map: map(1, [([0x1p60], 1, 1), ([0x1p-1030], 3, 0)]), bend: rectifier(2)),
        Stage(name: "four", sources: [3], map: map(2, [([1, 0], 1, -1.75)]), bend: rectifier(1)),
        Stage(name: "output", sources: [4], map: map(1, [([1], 1, 0)]), bend: .none),
      ])
    let complex = try RegionComplex.enumerate(network, window: try Window(x: 0.5...1, y: 0...1))
    #expect(complex.cellCount == 2 && complex.isCertified)
    let cut = try #require(complex.edges.first { $0.unit?.stage == 3 })
    #expect(complex.vertices[cut.from].x == 0.75 && complex.vertices[cut.to].x == 0.75)
  }

  @Test("values whose difference no double holds place corners where they are")
  func overflowingDifferences() throws {
    let corners = [Window.Point(x: -1, y: 0), Window.Point(x: 0.9, y: 0.1), Window.Point(x: 0.2, y: 1)]
    let network = LayeredNetwork(layers: [
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1e308, 0]), bias: [0], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 1, elements: [1]), bias: [0], isRectified: false),
    ])
    let complex = try RegionComplex.enumerate(.init(network), window: try Window(polygon: corners))
    #expect(complex.cellCount == 2 && complex.isCertified)
    // The triangle has the area 0.89; left of x = 0 it is one of the corners (−1, 0), (0, 1/19) and (0, 5/6).
    let left = 0.5 * (5.0 / 6 - 1.0 / 19)
    let areas = (0..<2).map(complex.area).sorted()
    #expect(abs(areas[0] - left) < 1e-12 && abs(areas[1] - (0.89 - left)) < 1e-12)
    try check(network, try Window(x: -1...0.9, y: 0...1), "square")
    let topology = try RegionComplex.enumerate(.init(network), window: try Window(x: -1...1, y: 0...1)).decisionComplex().topology()
    #expect(abs(topology.reduce(0) { $0 + $1.area } - 2) < 1e-12)
  }

  @Test("a network that never bends has one cell on any number of threads")
  func affine() throws {
    let layer = LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, 2]), bias: [3], isRectified: false)
    let network = PiecewiseLinearNetwork(LayeredNetwork(layers: [layer]))
    for threads in [1, 2] {
      #expect(try RegionComplex.enumerate(network, window: try Fixture.square(1), threads: threads).cellCount == 1)
    }
  }

  @Test("lines one unit in the last place apart leave a cell between them")
  func ulp() throws {
    let layers = [
      LayeredNetwork.Layer(
        weights: Matrix(rows: 2, columns: 2, elements: [1, 0, 1, 0]), bias: [-0.5, -0.5.nextUp], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, 1]), bias: [0], isRectified: false),
    ]
    let network = LayeredNetwork(layers: layers)
    #expect(try RegionComplex.enumerate(.init(network), window: try Fixture.square(1)).cellCount == 3)
    try check(network, try Fixture.square(1), "ulp")
  }

  @Test("windows a billionth wide and a million away are like any other")
  func windows() throws {
    let numbers = SeededWeights(7)
    let network = Fixture.random([2, 6, 5, 1]) { numbers.uniform() }
    let far = LayeredNetwork(layers: [
      LayeredNetwork.Layer(
        weights: Matrix(rows: 3, columns: 2, elements: [1, 1, 1, -1, 1, 3]), bias: [-2e6 - 0.5, 0.25, -4e6], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 2, columns: 3, elements: [1, -1, 2, 1, 1, -1]), bias: [-0.1, 0.3], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, 1]), bias: [0], isRectified: false),
    ])
    try check(network, try Window(x: 0.1...0.1 + 1e-9, y: 0.2...0.2 + 1e-9), "a billionth wide")
    try check(far, try Window(x: 1e6 - 1...1e6 + 1, y: 1e6 - 1...1e6 + 1), "a million away")
    try check(network, try Window(polygon: [.init(x: 0, y: -1), .init(x: 1, y: 0.5), .init(x: -0.25, y: 0.75)]), "a triangle")
  }

  @Test("the limit on cells is an error, not an endless run")
  func limit() throws {
    let network = try Fixture.network("moons/model.onnx")
    #expect(throws: (any Error).self) {
      try RegionComplex.enumerate(.init(network), window: try Window(x: -1.5...2.5, y: -1...1.5), mostCells: 456)
    }
  }
}
