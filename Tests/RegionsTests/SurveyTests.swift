import Diagnostics
import Networks
import Regions
import Synchronization
import Testing

/// A survey holds nothing and counts the same.
@Suite struct SurveyTests {
  private func check(_ network: PiecewiseLinearNetwork, _ window: Window, _ comment: Comment) throws {
    let complex = try RegionComplex.enumerate(network, window: window)
    let area = Mutex(0.0)
    let survey = try RegionSurvey.run(network, window: window, threads: 2) { cells in
      let sum = (0..<cells.cellCount).reduce(0) { $0 + cells.area(of: $1) }
      area.withLock { $0 += sum }
    }
    #expect(survey.cellCount == complex.cellCount, comment)
    #expect(survey.vertexCount == complex.vertices.count, comment)
    #expect(survey.edgeCount == complex.edgeCount, comment)
    #expect(survey.linearRegionCount == Set(complex.linearRegions()).count, comment)
    #expect(survey.cellsPerLayer == complex.cellsPerLayer, comment)
    #expect(survey.signCounts == complex.signCounts, comment)
    let (one, other) = (survey.measures, complex.measures)
    #expect((one.cellCount, one.sideCount, one.neighbourCount) == (other.cellCount, other.sideCount, other.neighbourCount), comment)
    #expect(one.largestLipschitz == other.largestLipschitz, comment)
    // A vertex on a seam has the coordinates of one patch in the complex, and those of each in the survey.
    let near = 1e-12 * window.area
    #expect(abs(one.largestArea - other.largestArea) <= near && abs(one.smallestArea - other.smallestArea) <= near, comment)
    for share in [0.05, 0.5, 0.95] {
      let (p, q) = (one.areaQuantile(share), other.areaQuantile(share))
      #expect(abs(p - q) <= 0.005 * q + near, comment)
    }
    // Sums are added up patch by patch, so that only their rounding differs.
    #expect(abs(one.totalArea - other.totalArea) <= near, comment)
    #expect(abs(one.meanLipschitz - other.meanLipschitz) <= 1e-12 * other.largestLipschitz, comment)
    #expect(abs(area.withLock { $0 } - window.area) <= 1e-12 * window.area, comment)
  }

  @Test("a survey has the counts and measures of the complex, for every kind of stage", arguments: 0..<20)
  func random(block: Int) throws {
    for seed in block * 20..<(block + 1) * 20 {
      let random = RandomNetwork(seed: 50_000 + seed)
      try check(random.network, try Window(polygon: random.window.map { .init(x: $0.x, y: $0.y) }), "\(random.description)")
    }
  }

  @Test("a survey of a trained network, whose seams have many pieces, agrees with the complex")
  func trained() throws {
    try check(.init(try Fixture.network("image-inr/model.onnx")), try Fixture.square(1), "image-inr")
    try check(.init(try Fixture.network("circles/model.onnx")), try Fixture.square(1.5), "circles")
  }

  @Test("a complex is the same however many threads walk")
  func threads() throws {
    let network = PiecewiseLinearNetwork(try Fixture.network("image-inr/model.onnx"))
    let one = try RegionComplex.enumerate(network, window: try Fixture.square(1))
    let four = try RegionComplex.enumerate(network, window: try Fixture.square(1), threads: 4)
    #expect(one.vertices == four.vertices)
    #expect(one.vertexErrors == four.vertexErrors)
    #expect(Array(one.edges) == Array(four.edges))
    #expect((0..<one.cellCount).allSatisfy { one.corners(of: $0) == four.corners(of: $0) && one.pattern(of: $0) == four.pattern(of: $0) })
    #expect(one.signCounts == four.signCounts)
  }

  @Test("beyond the limit a survey says how far it got and which window would do")
  func limit() throws {
    let network = PiecewiseLinearNetwork(try Fixture.network("image-inr/model.onnx"))
    do {
      _ = try RegionSurvey.run(network, window: try Fixture.square(1), mostCells: 2000, threads: 2)
      Issue.record("no error")
    } catch let error as Diagnostic {
      #expect(error.id == "too-many-cells")
      #expect(error.message.hasPrefix("the window holds more than 2000 regions: so many were found in "))
      #expect(error.fix?.hasPrefix("look at a smaller window, such as {x: [-") == true)
    }
  }
}
