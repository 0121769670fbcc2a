import Foundation
import Linear
import Networks
import Regions

/// How long the decision complex takes on top of the cells.
enum DecisionBenchmark {
  static func run(_ network: LayeredNetwork, named name: String, repeats: Int) throws {
    let complex = try RegionComplex.enumerate(.init(network), window: try Window(x: -1...1, y: -1...1))
    var best = (split: Double.infinity, topology: Double.infinity, lines: Double.infinity)
    var last: DecisionComplex?
    for _ in 0..<repeats {
      let start = clock()
      let decision = try complex.decisionComplex()
      let split = clock()
      let topology = decision.topology()
      let counted = clock()
      let lines = decision.boundary()
      let end = clock()
      precondition(topology.count == decision.classCount && lines.count == decision.boundary().count)
      best = (min(best.split, seconds(start, split)), min(best.topology, seconds(split, counted)), min(best.lines, seconds(counted, end)))
      last = decision
    }
    let decision = last!
    print(
      "\(name): decision pieces of \(complex.cellCount) cells \(best.split) s, topology \(best.topology) s, boundary \(best.lines) s;",
      "\(decision.pieceCount) pieces, \(decision.boundary().count) lines, \(decision.signCounts)")
  }

  private static func seconds(_ start: clock_t, _ end: clock_t) -> Double { Double(end - start) / Double(CLOCKS_PER_SEC) }
}
