import Foundation

/// Times by the clock, and by what processors spend.
enum Stopwatch {
  /// The least seconds that some work took by the clock.
  static func best(of repeats: Int, _ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<repeats {
      let start = DispatchTime.now().uptimeNanoseconds
      try work()
      best = min(best, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }
    return best
  }

  /// The seconds that processors spent on some work, all threads together: what else runs on the machine counts little.
  static func processor(_ work: () throws -> Void) rethrows -> Double {
    let start = clock()
    try work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}
