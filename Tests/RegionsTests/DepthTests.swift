import Foundation
import Networks
import Regions
import Testing

/// Networks that would need a deep recursion, on a thread with a small stack.
@Suite struct DepthTests {
  /// Runs work on a thread whose stack is the smallest that libraries give their threads.
  private func onSmallStack<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Swift.Result { try work() }) }
      thread.stackSize = 512 << 10
      thread.start()
    }
  }

  /// A row of ReLUs of the values that come before.
  private func rectifiers(_ name: String, after source: Int, columns: Int, _ rows: [[(column: Int, weight: Double)]], bias: [Double])
    -> PiecewiseLinearNetwork.Stage
  {
    var map = AffineMap(columnCount: columns)
    for (terms, bias) in zip(rows, bias) { map.appendRow(terms.map { ($0.column, $0.weight) }, bias: bias) }
    return PiecewiseLinearNetwork.Stage(
      name: name, sources: [source], map: map,
      bend: .slopes(negative: rows.map { _ in 0 }, positive: rows.map { _ in 1 }))
  }

  /// The sum of all values of a stage.
  private func sum(after stage: Int, of count: Int) -> PiecewiseLinearNetwork.Stage {
    var map = AffineMap(columnCount: count)
    map.appendRow((0..<count).map { ($0, 1.0) })
    return PiecewiseLinearNetwork.Stage(name: "sum", sources: [stage + 1], map: map, bend: .none)
  }

  /// Units that vanish on x = −1 + 2 (i + 1) / (n + 1), from left to right, and positive on the side of `sign`.
  private func parallels(_ count: Int, sign: Double) -> PiecewiseLinearNetwork.Stage {
    let places = (0..<count).map { -1 + 2 * Double($0 + 1) / Double(count + 1) }
    return rectifiers(
      "parallels", after: 0, columns: 2, places.map { _ in [(0, sign)] }, bias: places.map { -sign * $0 })
  }

  @Test(arguments: [1.0, -1.0]) func `thousands of parallel units cut a cell one after the other`(sign: Double) async throws {
    let network = PiecewiseLinearNetwork(inputCount: 2, stages: [parallels(8_000, sign: sign), sum(after: 0, of: 8_000)])
    let window = try Fixture.square(1)
    let survey = try await onSmallStack { try RegionSurvey.run(network, window: window, threads: 2) }
    #expect(survey.cellCount == 8_001)
    #expect(survey.vertexCount - survey.edgeCount + survey.cellCount == 1)
    #expect(survey.isCertified)
  }

  @Test func `thousands of parallel units of a second stage cut the cells of the first`() async throws {
    let first = parallels(3, sign: 1)
    // Right of −1/2 the first unit grows by 1 for each unit of x: the others bend from −1/4 on, 1/8192 from one another.
    let bends = (0..<3_000).map { -0.25 - Double($0) / 4_096 }
    let second = rectifiers("second", after: 1, columns: 3, bends.map { _ in [(0, 1.0)] }, bias: bends)
    let network = PiecewiseLinearNetwork(inputCount: 2, stages: [first, second, sum(after: 1, of: 3_000)])
    let window = try Fixture.square(1)
    let survey = try await onSmallStack { try RegionSurvey.run(network, window: window) }
    let lines = Set(bends.map { -$0 - 0.5 }).union([-0.5, 0, 0.5])
    #expect(lines.count < 3_003)
    #expect(survey.cellCount == lines.count + 1)
    #expect(survey.isCertified)
  }

  @Test func `thousands of stages follow one another`() async throws {
    let count = 1_000
    // Every stage moves the first value down a little, so that its unit cuts a strip off what is left of its half plane.
    let stages = (0..<count).map { index in
      rectifiers("stage \(index)", after: index, columns: 2, [[(0, 1.0)], [(1, 1.0)]], bias: index == 0 ? [0, 2] : [-1 / 4096.0, 0])
    }
    let network = PiecewiseLinearNetwork(inputCount: 2, stages: stages + [sum(after: count - 1, of: 2)])
    let window = try Fixture.square(1)
    let survey = try await onSmallStack { try RegionSurvey.run(network, window: window, threads: 2) }
    #expect(survey.cellCount == count + 1)
    #expect(survey.cellsPerLayer == (0..<count).map { $0 + 2 })
    #expect(survey.linearRegionCount == 2)
    #expect(survey.isCertified)
    #expect(try await onSmallStack { try SinglePrecisionCells.count(network, window: window) } == count + 1)
  }

  @Test func `exact forms of thousands of stages`() async throws {
    let count = 2_000
    // No unit cuts the window, but all first ones vanish at its left side: only exact arithmetic tells, stage by stage.
    let stages = (0..<count).map { index in rectifiers("stage \(index)", after: index, columns: 2, [[(0, 1.0)], [(1, 1.0)]], bias: [0, 0]) }
    let network = PiecewiseLinearNetwork(inputCount: 2, stages: stages + [sum(after: count - 1, of: 2)])
    let window = try Window(x: 0...1, y: 1...2)
    let complex = try await onSmallStack { try RegionComplex.enumerate(network, window: window, isExactOnly: true) }
    #expect(complex.cellCount == 1)
    #expect(complex.signCounts.exact >= 2 * count)
  }
}
