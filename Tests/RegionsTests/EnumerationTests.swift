import Diagnostics
import Linear
import Networks
import Regions
import Testing

/// What must not depend on how the work is shared, and how decisions are counted.
@Suite struct EnumerationTests {
  /// Four lines x + y = k/8 of ReLUs and a sum of them.
  private func parallelLines(shift: Double) -> PiecewiseLinearNetwork {
    PiecewiseLinearNetwork(
      LayeredNetwork(layers: [
        .init(
          weights: Matrix(rows: 4, columns: 2, elements: [Double](repeating: 1, count: 8)),
          bias: (0..<4).map { shift + Double($0) / 8 }, isRectified: true),
        .init(weights: Matrix(rows: 1, columns: 4, elements: [1, 1, 1, 1]), bias: [0], isRectified: false),
      ]))
  }

  @Test("a patch that holds too many cells fails with the same words however many threads walk", arguments: [1, 10, 300, 5000])
  func failingPatch(mostCells: Int) throws {
    let network = PiecewiseLinearNetwork(try Fixture.network("image-inr/model.onnx"))
    let window = try Fixture.square(1)
    let failures = [1, 2, 8].map { threads in
      #expect(throws: Diagnostic.self) { try RegionComplex.enumerate(network, window: window, mostCells: mostCells, threads: threads) }
    }
    #expect(failures[0]?.id == "too-many-cells")
    #expect(failures.allSatisfy { $0?.message == failures[0]?.message && $0?.fix == failures[0]?.fix })
    let survey = #expect(throws: Diagnostic.self) { try RegionSurvey.run(network, window: window, mostCells: mostCells, threads: 8) }
    #expect(survey?.message == failures[0]?.message)
  }

  @Test func `a share of the window too small for its digits is not called none, and only an option that there is can be raised`() throws {
    var map = AffineMap(columnCount: 2)
    // 200 lines near the left side, from left to right.
    for line in 1...200 { map.appendRow([(0, 1.0)], bias: 1 - Double(line) * 1e-5) }
    let stage = PiecewiseLinearNetwork.Stage(
      name: "lines", sources: [0], map: map,
      bend: .slopes(negative: [Double](repeating: 0, count: 200), positive: [Double](repeating: 1, count: 200)))
    let network = PiecewiseLinearNetwork(inputCount: 2, stages: [stage])
    let window = try Fixture.square(1)
    let failure = try #require(throws: Diagnostic.self) { try RegionSurvey.run(network, window: window, mostCells: 50) }
    #expect(failure.message == "the window holds more than 50 regions: so many were found in less than 0.1 % of its area")
    #expect(failure.fix?.contains("raise") == false)
    let raised = #expect(throws: Diagnostic.self) { try RegionSurvey.run(network, window: window, mostCells: 50, limitOption: "most") }
    #expect(raised?.fix == failure.fix.map { $0 + ", or raise 'most'" })
  }

  @Test("doubles prove every sign where nothing is degenerate, and none of them twice in better arithmetic")
  func filteredCounts() throws {
    let counts = try RegionComplex.enumerate(parallelLines(shift: 0.03), window: try Fixture.square(1)).signCounts
    #expect(counts.filtered > 0)
    #expect(counts.doubleDouble == 0 && counts.exact == 0 && counts.undecided == 0 && counts.exactVertices == 0)
    #expect(counts.proved == counts.filtered)
  }

  @Test("a line through corners leaves signs to better arithmetic, the same number for any number of threads")
  func degenerateCounts() throws {
    let one = try RegionComplex.enumerate(parallelLines(shift: 0), window: try Fixture.square(1))
    let four = try RegionComplex.enumerate(parallelLines(shift: 0), window: try Fixture.square(1), threads: 4)
    #expect(one.cellCount == 5)
    #expect(one.signCounts.doubleDouble + one.signCounts.exact > 0)
    #expect(one.signCounts.undecided == 0)
    #expect(one.signCounts == four.signCounts)
  }

  @Test("exact arithmetic alone finds the same complex and filters nothing but a line's own points")
  func exactOnly() throws {
    let window = try Fixture.square(1)
    let network = PiecewiseLinearNetwork(try Fixture.network("moons/model.onnx"))
    let small = try Window(x: -0.25...0.25, y: 0...0.25)
    let (filtered, exact) = (
      try RegionComplex.enumerate(network, window: small),
      try RegionComplex.enumerate(network, window: small, threads: 2, isExactOnly: true)
    )
    #expect(filtered.cellCount == exact.cellCount && Array(filtered.edges) == Array(exact.edges))
    #expect(exact.signCounts.exact > 0 && exact.signCounts.doubleDouble == 0)
    #expect(exact.signCounts.filtered < filtered.signCounts.filtered)
    #expect(try RegionComplex.enumerate(network, window: window, threads: 3).signCounts.undecided == 0)
  }
}
