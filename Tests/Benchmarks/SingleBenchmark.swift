import Foundation
import Networks
import Regions

/// One network, one way, over and over: for profilers, and for two builds that are measured in turn.
enum SingleBenchmark {
  /// Prints the least seconds of processor time of all threads, and of the clock.
  static func run(width: Int, isSurvey: Bool, threads: Int, repeats: Int) throws {
    let network = PiecewiseLinearNetwork(HeNetwork.seeded(width: width))
    let window = try Window(x: -1...1, y: -1...1)
    var least = (processor: Double.infinity, clock: Double.infinity)
    for _ in 0..<repeats {
      var seconds = 0.0
      let processor = try Stopwatch.processor {
        seconds = try Stopwatch.best(of: 1) {
          if isSurvey {
            _ = try RegionSurvey.run(network, window: window, threads: threads)
          } else {
            _ = try RegionComplex.enumerate(network, window: window, threads: threads)
          }
        }
      }
      least = (min(least.processor, processor), min(least.clock, seconds))
    }
    print(String(format: "processor %.5f s, clock %.5f s", least.processor, least.clock))
  }
}
